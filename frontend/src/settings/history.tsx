// Who saved which change when: the runs of `koppeling_settings` are the history.
import { lastRuns, xcom, type Run } from "../airflow/dags";
import { runAddress } from "../airflow/place";
import { StateBadge } from "../runs/run-view";
import { useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { AirflowLink, Panel, Trouble } from "../shell/pieces";
import { moment } from "../texts/dates";
import type { Field } from "./form";

const MOST = 10;

interface Saving {
  run: Run;
  changes: string[];
}

async function savings(settingsDag: string): Promise<Saving[]> {
  const runs = await lastRuns(settingsDag, MOST);
  return Promise.all(
    runs.map(async (run) => {
      const isSaved = run.state === "success";
      const said = isSaved ? await xcom<{ changes: string[] }>(settingsDag, run.dag_run_id, "save") : undefined;
      return { run, changes: said?.changes ?? [] };
    }),
  );
}

export function History(props: { settingsDag: string; form: readonly Field[] }) {
  const { language, t } = useShell();
  const loaded = useLoaded(() => savings(props.settingsDag), `history ${props.settingsDag}`);
  if (loaded.error !== undefined) return <Trouble error={loaded.error} />;
  if (loaded.value === undefined || loaded.value.length === 0) return null;
  return (
    <Panel title={t.history}>
      <ol class="history">
        {loaded.value.map(({ run, changes }) => (
          <li key={run.dag_run_id}>
            <div class="row spread">
              <AirflowLink href={runAddress(props.settingsDag, run.dag_run_id)}>
                {moment(run.start_date ?? run.run_after, language)}
              </AirflowLink>
              <span>{run.triggering_user_name ?? "–"}</span>
              <StateBadge state={run.state} />
            </div>
            {changes.length > 0 ? (
              <details open={changes.length <= 4}>
                <summary>{t.changesSaved(changes.length)}</summary>
                <ul>
                  {changes.map((change) => (
                    <li key={change}>{titled(change, props.form, { True: t.yes, False: t.no, None: t.empty })}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** A change begins with the name of the setting, of which a reader knows the title, and says yes, no and empty as Python does. */
export function titled(change: string, form: readonly Field[], said: Record<string, string>): string {
  const at = change.indexOf(": ");
  const title = form.find((field) => field.name === change.slice(0, at))?.title;
  if (title === undefined) return change;
  const values = change.slice(at + 2).split(" → ");
  return `${title}: ${values.map((value) => said[value] ?? value).join(" → ")}`;
}
