// Instellingen: the form, Instellingen opslaan, an offer to look before the first live export, and who changed what.
import { useEffect, useMemo, useState } from "preact/hooks";
import { dagParams, lastRuns } from "../airflow/dags";
import { PreviewDialog } from "../orders/preview-dialog";
import { RunView } from "../runs/run-view";
import type { Progress } from "../runs/watch";
import { dagId, mayStart, useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { Button, Notice, Panel, Trouble, Waiting, words } from "../shell/pieces";
import { moment } from "../texts/dates";
import { choicesOf, hasList, lastSetUp } from "./choices";
import { FieldView } from "./field-view";
import { conf, fields, inLanguage, starting, type Values } from "./form";
import { History } from "./history";
import { save, type Ended } from "./saving";

export function SettingsTab() {
  const shell = useShell();
  const { koppeling, language, saved, t } = shell;
  const settingsDag = dagId(koppeling, "koppeling_settings");
  const loaded = useLoaded(async () => {
    const [params, setUp, [exported]] = await Promise.all([
      dagParams(settingsDag),
      lastSetUp(dagId(koppeling, "koppeling_setup")),
      lastRuns(dagId(koppeling, "invoice_export"), 1, "success"),
    ]);
    return { params, setUp, hasExported: exported !== undefined };
  }, `settings ${koppeling.name}`);
  const form = useMemo(() => fields(loaded.value?.params ?? {}, language), [loaded.value, language]);
  const [typed, setTyped] = useState<Values>({});
  const [now, setNow] = useState<Progress>();
  const [ended, setEnded] = useState<Ended>();
  const [trouble, setTrouble] = useState("");
  const [isPreviewing, setPreviewing] = useState(false);
  const [saves, setSaves] = useState(0);
  const isBusy = now?.state === "queued" || now?.state === "running";
  useEffect(() => setTyped({}), [koppeling.name]);
  // what is wrong may be out of sight, and can be typed again once the run has ended
  useEffect(() => {
    if (!isBusy) document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [ended, isBusy]);

  const before = starting(form, saved.value?.settings);
  const values = { ...before, ...typed };
  const changed = form.filter((field) => values[field.name] !== before[field.name]);
  const isGoingLive = values["export_invoices"] === true && saved.value?.settings["export_invoices"] !== true;
  const refusal = mayStart(shell, "koppeling_settings") ? "" : t.mayNotSave;

  const store = async (more: Values = {}): Promise<boolean> => {
    setTrouble("");
    setEnded(undefined);
    try {
      const result = await save(settingsDag, form, conf(form, { ...values, ...more }), setNow);
      setEnded(result);
      if (!result.isSaved) return false;
      setSaves(saves + 1);
      await saved.reload();
      if (Object.keys(more).length === 0) setTyped({});
      return true;
    } catch (error) {
      setTrouble(words(error, t.notAllowed));
      return false;
    } finally {
      setNow(undefined);
    }
  };
  const lookFirst = async () => {
    if (await store({ export_invoices: false })) setPreviewing(true);
  };

  const error = loaded.error ?? saved.error;
  if (error !== undefined) return <Trouble error={error} />;
  if (loaded.value === undefined || (saved.isLoading && saved.value === undefined)) return <Waiting>{t.loading}</Waiting>;
  const { setUp } = loaded.value;
  const inForce = saved.value;
  const sections = [...new Set(form.map((field) => field.section))];
  const problemOf = (name: string) => inLanguage(ended?.problems[name] ?? "", language);
  return (
    <>
      {inForce?.savedAt ? (
        <p class="muted">{t.savedBy(moment(inForce.savedAt, language), inForce.savedBy || "–", inForce.administration)}</p>
      ) : null}
      {setUp === undefined ? <Notice tone="info">{t.listsAfterSetUp}</Notice> : null}
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        {sections.map((section) => (
          <Panel key={section} title={section}>
            {form
              .filter((field) => field.section === section)
              .map((field) => (
                <FieldView
                  key={field.name}
                  field={field}
                  value={values[field.name] ?? null}
                  choices={hasList(field.name) ? choicesOf(setUp, field.name, String(values[field.name] ?? "")) : []}
                  problem={problemOf(field.name)}
                  isOff={refusal !== "" || isBusy}
                  change={(value) => setTyped({ ...typed, [field.name]: value })}
                />
              ))}
          </Panel>
        ))}
        <div class="saving">
          {isGoingLive && !loaded.value.hasExported && refusal === "" ? (
            <Notice tone="info" title={t.lookFirstTitle}>
              <p>{t.lookFirstText}</p>
              <Button isSmall onPress={() => void lookFirst()} isBusy={isBusy}>
                {t.lookFirst}
              </Button>
            </Notice>
          ) : null}
          <div class="row">
            <Button isPrimary onPress={() => void store()} refusal={refusal} isBusy={isBusy}>
              {t.save}
            </Button>
            <span class="muted" role="status">
              {refusal || (changed.length > 0 ? t.unsaved(changed.map((field) => field.title).join(", ")) : "")}
            </span>
          </div>
          {now ? <RunView now={now} /> : null}
          <Outcome ended={ended} trouble={trouble} isKnown={(name) => form.some((field) => field.name === name)} />
        </div>
      </form>
      <History settingsDag={settingsDag} form={form} key={`${koppeling.name} ${saves}`} />
      {isPreviewing ? <PreviewDialog close={() => setPreviewing(false)} /> : null}
    </>
  );
}

function Outcome(props: { ended: Ended | undefined; trouble: string; isKnown: (name: string) => boolean }) {
  const { language, t } = useShell();
  const { ended, trouble } = props;
  if (trouble) return <Notice tone="bad">{trouble}</Notice>;
  if (ended === undefined) return null;
  if (ended.isSaved) {
    return (
      <Notice tone="good" title={t.saved}>
        {ended.changes.length === 0 ? t.noChanges : t.changesSaved(ended.changes.length)}
      </Notice>
    );
  }
  const other = Object.entries(ended.problems).filter(([name]) => !props.isKnown(name));
  return (
    <Notice tone="bad" title={t.notSaved}>
      {other.length === 0 ? t.seeFields : other.map(([name, text]) => <p key={name}>{inLanguage(text, language)}</p>)}
    </Notice>
  );
}
