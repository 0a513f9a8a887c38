// How many work orders a run of the export is about, from the results that its tasks leave anyway.
import { xcom, type TaskInstance } from "../airflow/dags";

interface Run {
  dagId: string;
  runId: string;
  tasks: TaskInstance[];
}

export interface OrdersOfRun {
  /** To be invoiced, as planned. */
  planned: number;
  /** Invoiced; undefined until that step has ended. */
  invoiced: number | undefined;
}

const PLAN = "plan_invoices";
const POST = "post_concept_invoices";
// a result does not change any more, so it is read once for each run that is watched
const known = new Map<string, number>();

export async function ordersOf(now: Run): Promise<OrdersOfRun | undefined> {
  const planned = await once(now, PLAN, (plan: { accepted?: object }) => Object.keys(plan.accepted ?? {}).length);
  if (planned === undefined || planned === 0) return undefined;
  const isInvoice = (row: { outcome: string }) => row.outcome.startsWith("exported");
  const invoiced = await once(now, POST, (made: { outcomes?: { outcome: string }[] }) =>
    (made.outcomes ?? []).filter(isInvoice).length,
  );
  return { planned, invoiced };
}

async function once<T>(
  now: Run,
  task: string,
  count: (result: T) => number,
): Promise<number | undefined> {
  if (now.tasks.find((one) => one.task_id === task)?.state !== "success") return undefined;
  const key = `${now.dagId} ${now.runId} ${task}`;
  if (!known.has(key)) {
    const result = await xcom<T>(now.dagId, now.runId, task);
    if (result === undefined) return undefined;
    known.set(key, count(result));
  }
  return known.get(key);
}
