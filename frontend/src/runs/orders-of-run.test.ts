import { beforeEach, expect, it, vi } from "vitest";
import type { TaskInstance } from "../airflow/dags";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
const { ordersOf } = await import("./orders-of-run");

const RESULTS: Record<string, unknown> = {
  plan_invoices: { accepted: { "1": {}, "2": {}, "3": {} }, outcomes: [{ outcome: "refused" }] },
  post_concept_invoices: {
    outcomes: [{ outcome: "exported" }, { outcome: "exported_changed_meanwhile" }, { outcome: "deferred" }],
  },
};
const asked = vi.fn(async (address: string) => {
  const task = /taskInstances\/(\w+)\//.exec(address)?.[1] ?? "";
  return new Response(JSON.stringify({ value: RESULTS[task] }));
});

beforeEach(() => {
  asked.mockClear();
  vi.stubGlobal("fetch", asked);
});

function now(runId: string, states: Record<string, string>) {
  const tasks = Object.entries(states).map(([task_id, state]): TaskInstance => ({ task_id, state, try_number: 1 }));
  return { dagId: "invoice_export", runId, tasks };
}

it("tells how many are planned while they are posted, and afterwards how many of them were invoiced", async () => {
  const going = now("a", { plan_invoices: "success", post_concept_invoices: "running" });
  expect(await ordersOf(going)).toEqual({ planned: 3, invoiced: undefined });
  const posted = now("a", { plan_invoices: "success", post_concept_invoices: "success" });
  expect(await ordersOf(posted)).toEqual({ planned: 3, invoiced: 2 });
});

it("asks for each result once, however often the run is looked at", async () => {
  for (let look = 0; look < 3; look += 1) {
    await ordersOf(now("b", { plan_invoices: "success", post_concept_invoices: "success" }));
  }
  expect(asked).toHaveBeenCalledTimes(2);
});

it("asks nothing of a run that has no plan, or none yet", async () => {
  expect(await ordersOf(now("c", { plan_invoices: "running" }))).toBeUndefined();
  expect(await ordersOf(now("d", { sync: "success" }))).toBeUndefined();
  expect(asked).not.toHaveBeenCalled();
});
