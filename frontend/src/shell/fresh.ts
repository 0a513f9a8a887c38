// The DAGs of the koppeling as Airflow has them now: a colleague, or Airflow's own screens, may pause them meanwhile.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { koppelingDags } from "../airflow/dags";
import { koppelingenOf, TAG, type Koppeling } from "../koppelingen";
import { useReturn } from "./return";

export interface Fresh {
  koppeling: Koppeling;
  refresh: () => Promise<void>;
}

/** Read again when another tab is opened and when the person comes back to the page. */
export function useFresh(known: Koppeling, tab: string): Fresh {
  const [koppeling, setKoppeling] = useState(known);
  const seen = useRef(tab);
  const refresh = useCallback(async () => {
    const [found] = koppelingenOf(await koppelingDags(`${TAG}${known.name}`));
    if (found !== undefined) setKoppeling(found);
  }, [known.name]);
  // without an answer it stays as it was known; that Airflow does not answer is told by what the tab itself asks for
  const look = () => void refresh().catch(() => undefined);
  useEffect(() => {
    if (seen.current === tab) return;
    seen.current = tab;
    look();
  }, [tab]);
  useReturn(look);
  return { koppeling, refresh };
}
