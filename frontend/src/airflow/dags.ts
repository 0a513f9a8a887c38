// DAGs, runs, tasks and their results as Airflow's REST API gives them.
import { find, get, patch, post } from "./rest";

export interface Dag {
  dag_id: string;
  dag_display_name: string;
  is_paused: boolean;
  timetable_summary: string | null;
  next_dagrun_run_after: string | null;
  tags: { name: string }[];
}

export interface Param {
  value: unknown;
  schema: {
    type?: string | string[];
    title?: string;
    description_md?: string;
    section?: string;
    enum?: (string | number)[];
    values_display?: Record<string, string>;
    format?: string;
    minimum?: number;
    maximum?: number;
    const?: unknown;
  };
}

export interface Run {
  dag_run_id: string;
  dag_id: string;
  state: "queued" | "running" | "success" | "failed";
  run_type: string;
  run_after: string;
  start_date: string | null;
  end_date: string | null;
  triggering_user_name: string | null;
  conf: Record<string, unknown> | null;
}

export interface TaskInstance {
  task_id: string;
  state: string | null;
  try_number: number;
}

export interface XComEntry {
  run_id: string;
  timestamp: string;
  run_after: string;
}

export async function koppelingDags(tag = "koppeling"): Promise<Dag[]> {
  const most = 100;
  const found: Dag[] = [];
  for (;;) {
    const page = await get<{ dags: Dag[]; total_entries: number }>("dags", {
      tags: tag,
      limit: most,
      offset: found.length,
      exclude_stale: true,
    });
    found.push(...page.dags);
    if (page.dags.length === 0 || found.length >= page.total_entries) return found;
  }
}

export async function dagParams(dagId: string): Promise<Record<string, Param>> {
  return (await get<{ params: Record<string, Param> | null }>(`dags/${dagId}/details`)).params ?? {};
}

export async function lastRuns(dagId: string, limit: number, state?: Run["state"]): Promise<Run[]> {
  return (await get<{ dag_runs: Run[] }>(`dags/${dagId}/dagRuns`, { order_by: "-run_after", limit, state })).dag_runs;
}

/** What goes on of these DAGs or waits for its turn, oldest first. */
export async function goingRuns(dagIds: readonly string[]): Promise<Run[]> {
  const wish = { dag_ids: dagIds, states: ["running", "queued"], order_by: "run_after" };
  return (await post<{ dag_runs: Run[] }>("dags/~/dagRuns/list", wish)).dag_runs;
}

export async function run(dagId: string, runId: string): Promise<Run> {
  return get<Run>(`dags/${dagId}/dagRuns/${encodeURIComponent(runId)}`);
}

export async function tasks(dagId: string, runId: string): Promise<TaskInstance[]> {
  const path = `dags/${dagId}/dagRuns/${encodeURIComponent(runId)}/taskInstances`;
  return (await get<{ task_instances: TaskInstance[] }>(path)).task_instances;
}

export async function xcom<T>(dagId: string, runId: string, taskId: string, key = "return_value"): Promise<T | undefined> {
  const path = `dags/${dagId}/dagRuns/${encodeURIComponent(runId)}/taskInstances/${taskId}/xcomEntries/${key}`;
  return (await find<{ value: T }>(path, { stringify: false }))?.value;
}

export interface XComPage {
  xcom_entries: XComEntry[];
  total_entries: number;
}

/** The newest results of a task first, over all runs; what they hold must be asked for one by one. */
export async function xcomEntries(dagId: string, taskId: string, offset: number): Promise<XComPage> {
  const path = `dags/${dagId}/dagRuns/~/taskInstances/${taskId}/xcomEntries`;
  // a hundred is the most that Airflow gives at once, whatever is asked
  return get<XComPage>(path, { xcom_key: "return_value", order_by: "-run_after", limit: 100, offset });
}

export async function trigger(dagId: string, conf: Record<string, unknown> = {}): Promise<string> {
  return (await post<Run>(`dags/${dagId}/dagRuns`, { logical_date: null, conf })).dag_run_id;
}

export async function pause(dagId: string, isPaused: boolean): Promise<void> {
  await patch(`dags/${dagId}`, { is_paused: isPaused });
}

interface LogEntry {
  event?: string;
  level?: string;
  error_detail?: { exc_type?: string; exc_value?: string }[];
}

/** The words of the error that ended a task, from its log; empty when the log tells none. */
export async function lastError(dagId: string, runId: string, task: TaskInstance): Promise<string> {
  const path = `dags/${dagId}/dagRuns/${encodeURIComponent(runId)}/taskInstances/${task.task_id}/logs/${task.try_number}`;
  const log = await find<{ content: (LogEntry | string)[] }>(path, { full_content: true });
  const entries = (log?.content ?? []).filter((entry): entry is LogEntry => typeof entry !== "string");
  return entries.findLast((entry) => entry.error_detail?.[0])?.error_detail?.[0]?.exc_value ?? "";
}
