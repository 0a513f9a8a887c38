// Reads the reports of the last runs of the export; a run with nothing to do leaves none and costs no call.
import { run, xcom, xcomEntries, type XComEntry } from "../airflow/dags";
import type { Report, ReportOfRun } from "./order";

const MOST_RUNS = 60;
const MOST_ROWS = 5000;
const AT_ONCE = 4;

export interface Reports {
  reports: ReportOfRun[];
  /** Runs whose report was not read, since there were rows enough. */
  leftOut: number;
}

export async function lastReports(exportDag: string): Promise<Reports> {
  const entries = await xcomEntries(exportDag, "report", MOST_RUNS);
  const reports: ReportOfRun[] = [];
  let rows = 0;
  let read = 0;
  while (read < entries.length && rows < MOST_ROWS) {
    const some = entries.slice(read, read + AT_ONCE);
    read += some.length;
    for (const one of await Promise.all(some.map((entry) => report(exportDag, entry)))) {
      if (one === undefined) continue;
      reports.push(one);
      rows += one.report.outcomes.length;
    }
  }
  return { reports, leftOut: entries.length - read };
}

/** The report of one run, for who follows a link to it. */
export async function reportOf(exportDag: string, runId: string): Promise<Reports> {
  const made = await xcom<Report>(exportDag, runId, "report");
  if (made === undefined) return { reports: [], leftOut: 0 };
  const { end_date, run_after } = await run(exportDag, runId);
  return { reports: [{ runId, at: end_date ?? run_after, report: { ...made, preview: false } }], leftOut: 0 };
}

async function report(exportDag: string, entry: XComEntry): Promise<ReportOfRun | undefined> {
  const made = await xcom<Report>(exportDag, entry.run_id, "report");
  return made && { runId: entry.run_id, at: entry.timestamp, report: made };
}
