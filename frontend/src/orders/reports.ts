// Reads the reports of the last runs of the export; a run with nothing to do leaves none and costs no call.
import { run, xcom, xcomEntries, type XComEntry } from "../airflow/dags";
import type { Report, ReportOfRun } from "./order";

const USUAL_RUNS = 60;
const MOST_RUNS = 400;
const MOST_ROWS = 5000;
const AT_ONCE = 4;

export interface Reports {
  reports: ReportOfRun[];
  /** Runs whose report was not read, since there were rows or runs enough. */
  leftOut: number;
}

/** The last runs; with `since` as many more as it takes to come to that moment, as far as the page can carry them. */
export async function lastReports(exportDag: string, since?: Date): Promise<Reports> {
  const reports: ReportOfRun[] = [];
  let [rows, read] = [0, 0];
  for (;;) {
    const page = await xcomEntries(exportDag, "report", read);
    const entries = page.xcom_entries;
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const next = entries[at];
      if (next === undefined || rows >= MOST_ROWS || isEnough(read, next, since)) {
        return { reports, leftOut: page.total_entries - read };
      }
      const some = entries.slice(at, at + AT_ONCE);
      read += some.length;
      for (const one of await Promise.all(some.map((entry) => report(exportDag, entry)))) {
        if (one === undefined) continue;
        reports.push(one);
        rows += one.report.outcomes.length;
      }
    }
    if (entries.length === 0 || read >= page.total_entries) return { reports, leftOut: 0 };
  }
}

function isEnough(read: number, next: XComEntry, since: Date | undefined): boolean {
  if (read >= MOST_RUNS) return true;
  return read >= USUAL_RUNS && (since === undefined || new Date(next.run_after) < since);
}

/** The oldest moment that was read, when something of after `since` was not; undefined when all of it was. */
export function cutOff({ reports, leftOut }: Reports, since: Date): string | undefined {
  const oldest = reports.at(-1)?.at;
  return leftOut > 0 && oldest !== undefined && new Date(oldest) > since ? oldest : undefined;
}

/** The report of one run, for who follows a link to it. */
export async function reportOf(exportDag: string, runId: string): Promise<Reports> {
  const made = await xcom<Report>(exportDag, runId, "report");
  if (made === undefined) return { reports: [], leftOut: 0 };
  const { end_date, run_after } = await run(exportDag, runId);
  return { reports: [{ runId, at: end_date ?? run_after, report: { ...made, preview: false } }], leftOut: 0 };
}

// a report is written once and a cleared run writes it at another moment, so what was read need not be asked for again
const known = new Map<string, ReportOfRun>();

async function report(exportDag: string, entry: XComEntry): Promise<ReportOfRun | undefined> {
  const key = `${exportDag} ${entry.run_id} ${entry.timestamp}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = await xcom<Report>(exportDag, entry.run_id, "report");
  if (made === undefined) return undefined;
  const read = { runId: entry.run_id, at: entry.timestamp, report: made };
  known.set(key, read);
  return read;
}
