import { beforeEach, expect, it, vi } from "vitest";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
let cutOff: typeof import("./reports").cutOff;
let lastReports: typeof import("./reports").lastReports;

const NEWEST = Date.parse("2026-11-03T12:00:00Z");
const HOUR = 3_600_000;
const at = (number: number) => new Date(NEWEST - number * HOUR);
let runs = 0;
let rows = 1;
const cleared = new Set<string>();

/** An Airflow with so many runs, one each hour, that gives at most a hundred of them at once. */
async function airflow(address: string): Promise<Response> {
  const url = new URL(address);
  const one = /dagRuns\/run-(\d+)\//.exec(url.pathname)?.[1];
  if (one !== undefined) {
    const row = { row_id: one, outcome: "exported" };
    return new Response(JSON.stringify({ value: { preview: false, counts: {}, outcomes: Array(rows).fill(row) } }));
  }
  const offset = Number(url.searchParams.get("offset"));
  const count = Math.max(0, Math.min(100, Number(url.searchParams.get("limit")), runs - offset));
  const xcom_entries = Array.from({ length: count }, (_, index) => {
    const time = at(offset + index).toISOString();
    const run_id = `run-${offset + index}`;
    return { run_id, timestamp: cleared.has(run_id) ? at(-1).toISOString() : time, run_after: time };
  });
  return new Response(JSON.stringify({ xcom_entries, total_entries: runs }));
}

beforeEach(async () => {
  vi.stubGlobal("fetch", vi.fn(airflow));
  rows = 1;
  // nothing of the former test is remembered
  vi.resetModules();
  ({ cutOff, lastReports } = await import("./reports"));
});

it("reads all runs when they are few, and then nothing is cut off", async () => {
  runs = 7;
  const read = await lastReports("invoice_export", at(1000));
  expect([read.reports.length, read.leftOut, cutOff(read, at(1000))]).toEqual([7, 0, undefined]);
});

it("says how many runs of the whole history were not read, not only of the first page", async () => {
  runs = 1234;
  const read = await lastReports("invoice_export");
  expect([read.reports.length, read.leftOut]).toEqual([60, 1174]);
});

it("pages on to the moment that is asked for, in which every run counts once", async () => {
  runs = 1234;
  const read = await lastReports("invoice_export", at(250));
  expect(new Set(read.reports.map((report) => report.runId)).size).toBe(read.reports.length);
  expect(read.reports.length).toBeGreaterThanOrEqual(251);
  expect(read.reports.length).toBeLessThan(260);
  expect(cutOff(read, at(250))).toBeUndefined();
});

it("tells from when on is counted, when there are more runs than the page can carry", async () => {
  runs = 1234;
  const read = await lastReports("invoice_export", at(1000));
  expect(read.reports.length).toBe(400);
  expect(cutOff(read, at(1000))).toBe(at(399).toISOString());
});

it("is cut off too by the number of work orders", async () => {
  runs = 80;
  rows = 1000;
  const read = await lastReports("invoice_export", at(1000));
  expect(read.reports.length).toBe(8);
  expect(cutOff(read, at(1000))).toBe(at(7).toISOString());
});

it("asks for a report once, however often the tabs are opened, and for a run again that was cleared", async () => {
  runs = 20;
  const first = await lastReports("invoice_export");
  expect(fetch).toHaveBeenCalledTimes(21);
  expect(await lastReports("invoice_export")).toEqual(first);
  expect(fetch).toHaveBeenCalledTimes(22);
  cleared.add("run-3");
  expect((await lastReports("invoice_export")).reports[3]?.at).toBe(at(-1).toISOString());
  expect(fetch).toHaveBeenCalledTimes(24);
});
