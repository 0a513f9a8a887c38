// The settings in force, as the koppeling saved them; who may not read variables is shown the last saving run instead.
import { lastRuns, xcom } from "../airflow/dags";
import { find, Refusal } from "../airflow/rest";
import { dagId } from "../shell/context";
import type { Koppeling } from "../koppelingen";
import type { Values } from "./form";

export interface Saved {
  settings: Values;
  savedAt: string;
  savedBy: string;
  administration: string;
  blocked: string;
}

interface Stored {
  settings: Values;
  account?: { administration_name?: string };
  saved_at?: string;
  saved_by?: string;
}

interface Said {
  saved_at: string;
  saved_by: string;
  administration: string;
  export_blocked: string;
}

/** Undefined until settings have been saved once: then nothing synchronises. */
export async function savedSettings(koppeling: Koppeling): Promise<Saved | undefined> {
  const said = await lastSaving(koppeling);
  try {
    const variable = await find<{ value: string }>(`variables/koppeling_${koppeling.name}`);
    if (variable === undefined) return undefined;
    const stored = JSON.parse(variable.value) as Stored;
    return {
      settings: stored.settings,
      savedAt: stored.saved_at ?? "",
      savedBy: stored.saved_by ?? "",
      administration: stored.account?.administration_name ?? "",
      blocked: said?.blocked ?? "",
    };
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) return said;
    throw error;
  }
}

async function lastSaving(koppeling: Koppeling): Promise<Saved | undefined> {
  const settingsDag = dagId(koppeling, "koppeling_settings");
  const [last] = await lastRuns(settingsDag, 1, "success");
  if (last === undefined) return undefined;
  const [settings, said] = await Promise.all([
    xcom<Values>(settingsDag, last.dag_run_id, "validate"),
    xcom<Said>(settingsDag, last.dag_run_id, "save"),
  ]);
  if (settings === undefined || said === undefined) return undefined;
  return {
    settings,
    savedAt: said.saved_at,
    savedBy: said.saved_by,
    administration: said.administration,
    blocked: said.export_blocked,
  };
}
