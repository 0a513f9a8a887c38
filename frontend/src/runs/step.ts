// Which step a run is at, as the number and the name that are shown while it goes on.
import type { TaskInstance } from "../airflow/dags";
import { hasEnded } from "./watch";

export interface Step {
  number: number;
  all: number;
  /** Empty when Airflow has not yet told which task comes next. */
  task: string;
}

const NEARNESS = ["running", "restarting", "queued", "scheduled", "up_for_retry", "deferred"];

/** Airflow lists tasks in no useful order, so what goes on is told by the states alone. */
export function stepOf(tasks: readonly TaskInstance[]): Step {
  const done = tasks.filter((task) => hasEnded(task.state)).length;
  const at = NEARNESS.flatMap((state) => tasks.filter((task) => task.state === state))[0];
  return { number: Math.min(done + 1, tasks.length), all: tasks.length, task: at?.task_id ?? "" };
}
