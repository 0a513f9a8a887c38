// Saves settings by a run of `koppeling_settings`; what is wrong is told by that run, field by field.
import { trigger, xcom } from "../airflow/dags";
import { Refusal } from "../airflow/rest";
import { reason, watch, type Progress } from "../runs/watch";
import { problems, type Field, type Values } from "./form";

export interface Ended {
  isSaved: boolean;
  changes: string[];
  problems: Record<string, string>;
}

export async function save(
  settingsDag: string,
  form: readonly Field[],
  values: Values,
  tell: (now: Progress) => void,
): Promise<Ended> {
  let ended: Progress;
  try {
    ended = await watch(settingsDag, await trigger(settingsDag, values), tell);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 400) throw error;
    return { isSaved: false, changes: [], problems: problems(error.message, form) };
  }
  if (ended.state === "failed") {
    const byField = await xcom<string>(settingsDag, ended.runId, "validate", "velden");
    const words = byField ?? ((await reason(ended)) || ended.state);
    return { isSaved: false, changes: [], problems: problems(words, form) };
  }
  const said = await xcom<{ changes: string[] }>(settingsDag, ended.runId, "save");
  return { isSaved: true, changes: said?.changes ?? [], problems: {} };
}
