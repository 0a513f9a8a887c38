// The parts of a synchronisation and what each of them did, in numbers, from the results that the runs left.
import { tasks, xcom } from "../airflow/dags";
import { dagId } from "../shell/context";
import { PARTS, type Koppeling, type Part } from "../koppelingen";
import { hasEnded, progress, reason, type Progress } from "../runs/watch";

/** A row of an import that somebody must look at. */
export interface ImportRow {
  key: string;
  name: string;
  outcome: string;
  nl: string;
  en: string;
}

export interface Result {
  part: Part;
  counts: Record<string, number>;
  /** Of an import; what became of each work order stands under Werkbonnen. */
  rows: ImportRow[];
  /** Rows that the import itself left out of its report. */
  rowsLeftOut: number;
  why: string;
  run: Progress;
}

export interface PartOfRun {
  part: Part;
  now: Progress | undefined;
  state: string | null;
}

/** The runs that a run of `start_synchronisatie` has triggered so far, in their order. */
export async function partsOf(whole: Progress, koppeling: Koppeling): Promise<PartOfRun[]> {
  return Promise.all(
    PARTS.map(async (part) => {
      const state = whole.tasks.find((task) => task.task_id === part)?.state ?? null;
      if (state === null || state === "skipped" || state === "scheduled" || state === "queued") {
        return { part, state, now: undefined };
      }
      const runId = await xcom<string>(whole.dagId, whole.runId, part, "trigger_run_id");
      return { part, state, now: runId ? await progress(dagId(koppeling, part), runId) : undefined };
    }),
  );
}

export async function resultOf(whole: Progress, parts: readonly PartOfRun[]): Promise<Result[]> {
  const own = PARTS.find((part) => part === whole.dagId.split("__")[0]);
  const ended = own ? [{ part: own, now: whole }] : parts.flatMap(({ part, now }) => (now ? [{ part, now }] : []));
  return Promise.all(ended.map(({ part, now }) => partResult(part, now)));
}

interface Made {
  counts: Record<string, number>;
  failure?: string;
  rows?: ImportRow[];
  rows_left_out?: number;
}

async function partResult(part: Part, ended: Progress): Promise<Result> {
  const task = part === "invoice_export" ? "report" : "sync";
  const made = await xcom<Made>(ended.dagId, ended.runId, task);
  const now = hasEnded(ended.state) ? ended : { ...ended, tasks: await tasks(ended.dagId, ended.runId) };
  const why = made?.failure || (made === undefined || ended.state === "failed" ? await reason(now) : "");
  const looked = { rows: made?.rows ?? [], rowsLeftOut: made?.rows_left_out ?? 0 };
  return { part, counts: made?.counts ?? {}, ...looked, why, run: now };
}
