import { expect, it, vi } from "vitest";
import type { TaskInstance } from "../airflow/dags";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
const { stepOf } = await import("./step");

function at(states: Record<string, string | null>): TaskInstance[] {
  return Object.entries(states).map(([task_id, state]) => ({ task_id, state, try_number: 1 }));
}

it("names the task that goes on, in whatever order Airflow lists them", () => {
  const tasks = at({ report: null, post_concept_invoices: "running", mark_refused: null, plan_invoices: "success" });
  expect(stepOf(tasks)).toEqual({ number: 2, all: 4, task: "post_concept_invoices" });
});

it("between two tasks names the one that comes next, and none rather than a wrong one", () => {
  expect(stepOf(at({ report: null, mark_refused: "queued", check_settings: "success" })).task).toBe("mark_refused");
  expect(stepOf(at({ report: null, check_settings: "success" }))).toEqual({ number: 2, all: 2, task: "" });
});

it("counts what failed or was skipped among what is done, and never beyond the last step", () => {
  expect(stepOf(at({ a: "skipped", b: "failed", c: "upstream_failed" }))).toEqual({ number: 3, all: 3, task: "" });
});
