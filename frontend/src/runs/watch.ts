// Watches a run until it has ended, and finds the words for why it failed.
import { ordersOf, type OrdersOfRun } from "./orders-of-run";
import { lastError, run, tasks, xcom, type Run, type TaskInstance } from "../airflow/dags";
import { Refusal } from "../airflow/rest";

export interface Progress {
  dagId: string;
  runId: string;
  state: Run["state"];
  tasks: TaskInstance[];
  orders?: OrdersOfRun | undefined;
}

const DONE = ["success", "failed", "skipped", "upstream_failed", "removed"];

export function hasEnded(state: string | null): boolean {
  return state !== null && DONE.includes(state);
}

export async function progress(dagId: string, runId: string): Promise<Progress> {
  // the state first: the tasks of a run that is seen as ended are then final
  const { state } = await run(dagId, runId);
  const now = { dagId, runId, state, tasks: await tasks(dagId, runId) };
  return { ...now, orders: await ordersOf(now) };
}

type Tell = (now: Progress) => void | Promise<void>;

// the run goes on while Airflow's API is restarted or a laptop looks for its network
const LOST_IN_A_ROW = 30;
const SECOND = 1000;

export async function watch(dagId: string, runId: string, tell: Tell = () => {}): Promise<Progress> {
  for (let lost = 0; ; ) {
    try {
      const now = await progress(dagId, runId);
      // waited for: what is told late must not come over what is told after it
      await tell(now);
      if (now.state === "success" || now.state === "failed") return now;
      lost = 0;
    } catch (error) {
      lost += 1;
      if (!isPassing(error) || lost > LOST_IN_A_ROW) throw error;
    }
    await new Promise((wake) => setTimeout(wake, SECOND));
  }
}

/** No answer at all, or one that tells of the server and not of the question. */
function isPassing(error: unknown): boolean {
  return error instanceof Refusal ? error.status >= 500 : error instanceof TypeError;
}

/** Why a run failed or did nothing: the reason that its tasks left beside them, else the error in the log. */
export async function reason(ended: Progress): Promise<string> {
  for (const state of ["failed", "skipped"]) {
    for (const task of ended.tasks.filter((one) => one.state === state)) {
      const told = await xcom<string>(ended.dagId, ended.runId, task.task_id, "reden");
      if (told) return told;
      if (state === "failed") {
        const words = await lastError(ended.dagId, ended.runId, task);
        if (words) return words;
      }
    }
  }
  return "";
}
