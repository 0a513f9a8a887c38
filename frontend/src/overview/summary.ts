// The last and the next run of each part, and whether the export has fallen behind.
import { lastRuns, type Dag, type Run } from "../airflow/dags";
import { PARTS, SWITCH, type Koppeling, type Part } from "../koppelingen";
import type { Values } from "../settings/form";

export interface PartRuns {
  part: Part;
  last: Run | undefined;
  lastSuccess: Run | undefined;
}

export interface PartSummary extends PartRuns {
  dag: Dag;
  /** Whether the settings have it on. */
  isOn: boolean;
}

export async function summaries(koppeling: Koppeling): Promise<PartRuns[]> {
  const found = PARTS.flatMap((part) => {
    const dag = koppeling.dags[part];
    return dag === undefined ? [] : [{ part, dag }];
  });
  return Promise.all(
    found.map(async ({ part, dag }) => {
      const [[last], [lastSuccess]] = await Promise.all([
        lastRuns(dag.dag_id, 1),
        lastRuns(dag.dag_id, 1, "success"),
      ]);
      return { part, last, lastSuccess };
    }),
  );
}

/** Together with what is switched on and what is paused at this moment. */
export function withState(runs: readonly PartRuns[], koppeling: Koppeling, settings: Values | undefined): PartSummary[] {
  return runs.flatMap((one) => {
    const dag = koppeling.dags[one.part];
    return dag === undefined ? [] : [{ ...one, dag, isOn: settings?.[SWITCH[one.part]] === true }];
  });
}

/** Whether invoices are wanted and do not come, since somebody put the export on pause. */
export function isHeld(summary: PartSummary): boolean {
  return summary.part === "invoice_export" && summary.isOn && summary.dag.is_paused;
}

const AN_HOUR = 3_600_000;

/** Since when no export has succeeded, when that is longer ago than an hour although it is on and has a schedule. */
export function isLate(summary: PartSummary, now: Date): boolean {
  const { dag, isOn, lastSuccess } = summary;
  if (summary.part !== "invoice_export" || !isOn || dag.is_paused || dag.timetable_summary === null) return false;
  const end = lastSuccess?.end_date;
  return end === undefined || end === null || now.getTime() - new Date(end).getTime() > AN_HOUR;
}
