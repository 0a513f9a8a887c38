import { expect, it, vi } from "vitest";
import type { Run } from "../airflow/dags";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
const { startedByHand } = await import("./synchronisation");

const ORDER = ["start_synchronisatie", "relations_import", "invoice_export"];
const run = (dag_id: string, over: Partial<Run> = {}) =>
  ({ dag_id, dag_run_id: `${dag_id} run`, state: "running", run_type: "manual", conf: {}, ...over }) as Run;

it("finds the whole synchronisation before the parts that it started, and what runs before what waits", () => {
  const whole = run("start_synchronisatie");
  expect(startedByHand([run("invoice_export"), whole], ORDER)).toBe(whole);
  const [waits, runs] = [run("relations_import", { state: "queued" }), run("relations_import")];
  expect(startedByHand([waits, runs], ORDER)).toBe(runs);
  expect(startedByHand([run("invoice_export"), waits], ORDER)).toBe(waits);
});

it("leaves alone what the schedule started, what a preview is, and what is not there", () => {
  const others = [
    run("relations_import", { run_type: "scheduled" }),
    run("invoice_export", { run_type: "operator_triggered" }),
    run("invoice_export", { conf: { preview: true } }),
  ];
  expect(startedByHand(others, ORDER)).toBeUndefined();
  expect(startedByHand([], ORDER)).toBeUndefined();
});
