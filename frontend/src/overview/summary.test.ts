import { beforeAll, expect, it, vi } from "vitest";
import type { Dag, Run } from "../airflow/dags";
import type { PartSummary } from "./summary";

let isHeld: typeof import("./summary").isHeld;
let isLate: typeof import("./summary").isLate;
beforeAll(async () => {
  vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
  ({ isHeld, isLate } = await import("./summary"));
});

const NOW = new Date("2026-11-03T12:00:00Z");

function summary(end: string | null, over: Partial<PartSummary> = {}, dag: Partial<Dag> = {}): PartSummary {
  return {
    part: "invoice_export",
    dag: { is_paused: false, timetable_summary: "*/15 * * * *", ...dag } as Dag,
    isOn: true,
    last: undefined,
    lastSuccess: end === null ? undefined : ({ end_date: end } as Run),
    ...over,
  };
}

it("warns when the newest success is older than an hour, and not a second before", () => {
  expect(isLate(summary("2026-11-03T11:00:00Z"), NOW)).toBe(false);
  expect(isLate(summary("2026-11-03T10:59:59Z"), NOW)).toBe(true);
  expect(isLate(summary(null), NOW)).toBe(true);
});

it("does not warn of what nobody expects to run", () => {
  const long = "2026-11-01T00:00:00Z";
  expect(isLate(summary(long, { isOn: false }), NOW)).toBe(false);
  expect(isLate(summary(long, {}, { is_paused: true }), NOW)).toBe(false);
  expect(isLate(summary(long, {}, { timetable_summary: null }), NOW)).toBe(false);
  expect(isLate(summary(long, { part: "relations_import" }), NOW)).toBe(false);
});

it("is held when invoices are on and their export is paused, with or without a schedule", () => {
  const now = "2026-11-03T12:00:00Z";
  expect(isHeld(summary(now, {}, { is_paused: true }))).toBe(true);
  expect(isHeld(summary(now, {}, { is_paused: true, timetable_summary: null }))).toBe(true);
  expect(isHeld(summary(now))).toBe(false);
  expect(isHeld(summary(now, { isOn: false }, { is_paused: true }))).toBe(false);
  expect(isHeld(summary(now, { part: "relations_import" }, { is_paused: true }))).toBe(false);
});
