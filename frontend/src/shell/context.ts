// What every part of the page needs to know: language, texts, the koppeling that was chosen, and what the user may do.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../airflow/appearance";
import type { Base, Koppeling } from "../koppelingen";
import type { Saved } from "../settings/saved";
import type { Synchronisation } from "../start/synchronisation";
import type { Texts } from "../texts/nl";
import type { Loaded } from "./loading";
import type { TabName } from "./tabs";

export interface Rights {
  user: string;
  start: Record<string, boolean>;
  connections: Record<string, boolean>;
}

export interface Shell {
  language: Language;
  t: Texts;
  koppeling: Koppeling;
  rights: Rights;
  /** The settings in force; its value stays undefined until they were saved once. */
  saved: Loaded<Saved | undefined>;
  /** The run that was started here, or found going on. */
  synchronisation: Synchronisation;
  /** Ask Airflow again what is paused. */
  refresh: () => Promise<void>;
  /** The run whose work orders are asked for; empty for the last word on all. */
  runId: string;
  go: (tab: TabName) => void;
}

export const ShellContext = createContext<Shell | undefined>(undefined);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === undefined) throw new Error("A part of the page is shown outside of it.");
  return shell;
}

/** The id of a DAG of the koppeling; every koppeling has all of them. */
export function dagId(koppeling: Koppeling, base: Base): string {
  return koppeling.dags[base]?.dag_id ?? (koppeling.name === "default" ? base : `${base}__${koppeling.name}`);
}

export function mayStart(shell: Shell, base: Base): boolean {
  return shell.rights.start[dagId(shell.koppeling, base)] ?? false;
}
