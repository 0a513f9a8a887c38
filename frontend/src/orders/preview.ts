// Runs the export as a preview, which writes nothing, and adds up what it tells.
import { trigger, xcom } from "../airflow/dags";
import { reason, watch, type Progress } from "../runs/watch";
import type { Report, Row } from "./order";

export interface Preview {
  rows: Row[];
  notice: string;
  /** Why there is nothing to see; empty when there is. */
  why: string;
  run: Progress;
}

/** Of these orders, or of all that wait when none are given; those on 99 are looked at as if they were on 1 again. */
export async function preview(
  exportDag: string,
  rowIds: readonly string[],
  tell: (now: Progress) => void,
): Promise<Preview> {
  const conf = { preview: true, work_orders: rowIds, retry_refused: rowIds.length > 0 };
  const run = await watch(exportDag, await trigger(exportDag, conf), tell);
  const report = await xcom<Report>(exportDag, run.runId, "report");
  const why = report === undefined ? await reason(run) : "";
  return { rows: report?.outcomes ?? [], notice: report?.notice ?? "", why, run };
}

export interface Sum {
  count: number;
  totals: string[];
  oldest: string;
}

/** How many invoices there would be, of how much, and the oldest work date. */
export function sum(rows: readonly Row[]): Sum {
  const good = rows.filter((row) => row.outcome === "would_be_exported");
  const dates = good.flatMap((row) => (row.date ? [row.date] : [])).sort();
  return { count: good.length, totals: good.map((row) => row.total), oldest: dates[0] ?? "" };
}
