// Reads the reports of the last runs of the export; a run with nothing to do leaves none and costs no call.
import { xcom, xcomEntries, type XComEntry } from "../airflow/dags";
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

async function report(exportDag: string, entry: XComEntry): Promise<ReportOfRun | undefined> {
  const made = await xcom<Report>(exportDag, entry.run_id, "report");
  return made && { runId: entry.run_id, at: entry.timestamp, report: made };
}
