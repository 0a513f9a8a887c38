// Verbinding: both connections with their test, then what the set-up finds: work statuses, free field 5, assumptions.
import { useState } from "preact/hooks";
import { dagParams, trigger } from "../airflow/dags";
import { RunView } from "../runs/run-view";
import { reason, watch, type Progress } from "../runs/watch";
import { lastSetUp, type Check, type SetUp } from "../settings/choices";
import { inLanguage } from "../settings/form";
import { dagId, mayStart, useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { Badge, Button, Notice, Panel, Trouble, Waiting, words } from "../shell/pieces";
import { moment } from "../texts/dates";
import { ConnectionForm, OUTSMART, REELEEZEE } from "./connection-form";

export function ConnectionTab() {
  const { koppeling, t } = useShell();
  const setupDag = dagId(koppeling, "koppeling_setup");
  const loaded = useLoaded(async () => {
    const [params, setUp] = await Promise.all([dagParams(setupDag), lastSetUp(setupDag)]);
    const id = (name: string) => String(params[`${name}_connection`]?.value ?? `${name}_${koppeling.name}`);
    return { outsmart: id("outsmart"), reeleezee: id("reeleezee"), setUp };
  }, `connection ${koppeling.name}`);
  if (loaded.error !== undefined) return <Trouble error={loaded.error} />;
  if (loaded.value === undefined) return <Waiting>{t.loading}</Waiting>;
  const { outsmart, reeleezee, setUp } = loaded.value;
  return (
    <>
      <div class="columns">
        <ConnectionForm key={outsmart} kind={OUTSMART} id={outsmart} administrations={[]} />
        <ConnectionForm
          key={reeleezee}
          kind={REELEEZEE}
          id={reeleezee}
          administrations={setUp?.lists["administrations"] ?? []}
        />
      </div>
      <SetUpPanel setupDag={setupDag} setUp={setUp} reload={loaded.reload} />
    </>
  );
}

function SetUpPanel(props: { setupDag: string; setUp: SetUp | undefined; reload: () => Promise<void> }) {
  const shell = useShell();
  const { language, t } = shell;
  const { setupDag, setUp } = props;
  const [now, setNow] = useState<Progress>();
  const [trouble, setTrouble] = useState("");
  const isBusy = now?.state === "queued" || now?.state === "running";
  const start = async () => {
    setTrouble("");
    try {
      const ended = await watch(setupDag, await trigger(setupDag), setNow);
      if (ended.state === "failed") setTrouble(inLanguage(await reason(ended), language) || t.trouble);
      await props.reload();
    } catch (error) {
      setTrouble(words(error, t.notAllowed));
    } finally {
      setNow(undefined);
    }
  };
  return (
    <Panel title={t.setUp} aside={setUp ? <span class="muted">{moment(setUp.at, language)}</span> : null}>
      <p>{t.setUpIntro}</p>
      <Button
        isPrimary={setUp === undefined}
        onPress={() => void start()}
        refusal={mayStart(shell, "koppeling_setup") ? "" : t.mayNotStart}
        isBusy={isBusy}
      >
        {setUp === undefined ? t.startSetUp : t.startSetUpAgain}
      </Button>
      {now ? <RunView now={now} /> : null}
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
      {setUp ? <Checks checks={setUp.checks} /> : null}
    </Panel>
  );
}

const ACCOUNT = /^(connection_|work_statuses$|free_field_5$)/;

function Checks(props: { checks: readonly Check[] }) {
  const { t } = useShell();
  const account = props.checks.filter((check) => ACCOUNT.test(check.name));
  const assumptions = props.checks.filter((check) => !ACCOUNT.test(check.name));
  const those = (ok: boolean | null) => assumptions.filter((check) => check.ok === ok);
  return (
    <>
      <h3>{t.account}</h3>
      <CheckList checks={account} />
      <h3>{t.assumptions}</h3>
      <p class="muted">{t.assumptionsIntro}</p>
      <CheckList checks={those(false)} />
      <Folded title={t.assumptionsUnknown} checks={those(null)} />
      <Folded title={t.assumptionsHold} checks={those(true)} />
    </>
  );
}

/** Some forty sentences, of which what does not hold must catch the eye. */
function Folded(props: { title: (count: number) => string; checks: readonly Check[] }) {
  const { checks, title } = props;
  if (checks.length === 0) return null;
  return (
    <details>
      <summary>{title(checks.length)}</summary>
      <CheckList checks={checks} />
    </details>
  );
}

function CheckList(props: { checks: readonly Check[] }) {
  const { language, t } = useShell();
  return (
    <ul class="checks">
      {props.checks.map((check) => (
        <li key={check.name}>
          <Badge tone={check.ok === true ? "good" : check.ok === false ? "bad" : "warn"}>
            {check.ok === true ? t.holds : check.ok === false ? t.fails : t.unknown}
          </Badge>
          <span>{check[language].replaceAll("`", "")}</span>
        </li>
      ))}
    </ul>
  );
}
