// The run that is watched belongs to the page and not to its tab: other tabs may be looked at meanwhile, and a reload or a
// colleague's screen finds it again, since Airflow knows what goes on.
import { useRef, useState } from "preact/hooks";
import { goingRuns, trigger, type Run } from "../airflow/dags";
import { PARTS, type Base, type Koppeling } from "../koppelingen";
import { reason, watch, type Progress } from "../runs/watch";
import { dagId } from "../shell/context";
import { partsOf, resultOf, type PartOfRun, type Result } from "./results";

export interface Shown {
  now: Progress;
  parts: PartOfRun[];
  results: Result[];
  why: string;
}

export interface Synchronisation {
  shown: Shown | undefined;
  /** What is being started or goes on. */
  busy: Base | undefined;
  trouble: unknown;
  start: (base: Base) => Promise<void>;
  /** Watch what somebody started by hand and still goes on, when nothing is watched here. */
  find: () => Promise<void>;
}

const BASES: readonly Base[] = ["start_synchronisatie", ...PARTS];

export function useSynchronisation(koppeling: Koppeling): Synchronisation {
  const [shown, setShown] = useState<Shown>();
  const [busy, setBusy] = useState<Base>();
  const [trouble, setTrouble] = useState<unknown>();
  const isWatching = useRef(false);

  const follow = async (base: Base, begun: Promise<string>) => {
    isWatching.current = true;
    setBusy(base);
    setTrouble(undefined);
    setShown(undefined);
    try {
      let parts: PartOfRun[] = [];
      const ended = await watch(dagId(koppeling, base), await begun, async (now) => {
        parts = base === "start_synchronisatie" ? await partsOf(now, koppeling) : [];
        setShown({ now, parts, results: [], why: "" });
      });
      const results = await resultOf(ended, parts);
      setShown({ now: ended, parts, results, why: results.length === 0 ? await reason(ended) : "" });
    } catch (error) {
      setTrouble(error);
    } finally {
      isWatching.current = false;
      setBusy(undefined);
    }
  };
  const start = (base: Base) => follow(base, trigger(dagId(koppeling, base)));
  const find = async () => {
    if (isWatching.current) return;
    // a run of a paused DAG would be waited for without end
    const bases = BASES.filter((base) => koppeling.dags[base]?.is_paused === false);
    const ids = bases.map((base) => dagId(koppeling, base));
    const going = ids.length === 0 ? undefined : startedByHand(await goingRuns(ids), ids);
    const base = bases[ids.indexOf(going?.dag_id ?? "")];
    // somebody may have pressed a button while this was asked
    if (going === undefined || base === undefined || isWatching.current) return;
    await follow(base, Promise.resolve(going.dag_run_id));
  };
  return { shown, busy, trouble, start, find };
}

/** The one to show: the whole before its parts. What the schedule starts and what only previews keeps nobody waiting. */
export function startedByHand(runs: readonly Run[], inOrder: readonly string[]): Run | undefined {
  const found = runs.filter((run) => run.run_type === "manual" && run.conf?.["preview"] !== true);
  const rank = (run: Run) => inOrder.indexOf(run.dag_id) * 2 + (run.state === "running" ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b))[0];
}
