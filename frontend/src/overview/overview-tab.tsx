// Overzicht: does it run, what did it do, what waits and for how long.
import { useMemo, useState } from "preact/hooks";
import { pause } from "../airflow/dags";
import { dagAddress, runAddress } from "../airflow/place";
import { daysBefore, isWaiting, latest, perDay } from "../orders/order";
import { cutOff, lastReports } from "../orders/reports";
import { StateBadge } from "../runs/run-view";
import { dagId, mayStart, useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { AirflowLink, Badge, Button, Notice, Panel, Trouble, Waiting, words } from "../shell/pieces";
import { useReturn } from "../shell/return";
import { moment, since } from "../texts/dates";
import { Chart } from "./chart";
import { isHeld, isLate, summaries, withState, type PartSummary } from "./summary";

const DAYS = 14;

export function OverviewTab() {
  const { koppeling, language, saved, t, go } = useShell();
  const loadedParts = useLoaded(() => summaries(koppeling), `parts ${koppeling.name}`);
  // before the settings are known nobody can say what is on, and "off" would frighten
  const areKnown = saved.value !== undefined || !saved.isLoading;
  const parts = areKnown && loadedParts.value ? withState(loadedParts.value, koppeling, saved.value?.settings) : undefined;
  const now = new Date();
  const from = daysBefore(now, DAYS - 1);
  const loaded = useLoaded(() => lastReports(dagId(koppeling, "invoice_export"), from), `reports ${koppeling.name}`);
  const orders = useMemo(() => latest(loaded.value?.reports ?? []), [loaded.value]);
  const waiting = orders.filter(isWaiting).sort((a, b) => a.waitingSince.localeCompare(b.waitingSince));
  const isKnown = loaded.value !== undefined;
  useReturn(() => void Promise.all([loadedParts.reload(), loaded.reload()]));
  // what was read an hour ago would tell of a delay that is none
  const late = loadedParts.isLoading ? undefined : parts?.find((summary) => isLate(summary, now));
  const cut = loaded.value && cutOff(loaded.value, from);
  return (
    <>
      {late ? (
        <Notice tone="bad" title={t.late}>
          {late.lastSuccess?.end_date ? t.lateSince(moment(late.lastSuccess.end_date, language)) : t.neverExported}
        </Notice>
      ) : null}
      {parts?.some(isHeld) ? (
        <Notice tone="warn" title={t.exportPaused}>
          {t.exportPausedSteps}
        </Notice>
      ) : null}
      {loadedParts.error !== undefined ? <Trouble error={loadedParts.error} /> : null}
      {parts === undefined && loadedParts.error === undefined ? <Waiting>{t.loading}</Waiting> : null}
      <ul class="cards">
        {(parts ?? []).map((summary) => (
          <li key={summary.part}>
            <PartCard summary={summary} />
          </li>
        ))}
      </ul>
      <Panel title={t.perDay}>
        {loaded.error !== undefined ? <Trouble error={loaded.error} /> : null}
        {!isKnown && loaded.isLoading ? <Waiting>{t.loading}</Waiting> : null}
        {isKnown && orders.length === 0 ? <p class="empty">{t.noOrdersYet}</p> : null}
        {orders.length > 0 ? <Chart days={perDay(orders, now, DAYS)} /> : null}
        {cut ? <p class="muted">{t.onlyLastRuns(loaded.value?.reports.length ?? 0, moment(cut, language))}</p> : null}
      </Panel>
      <Panel
        title={isKnown ? t.waitingOrders(waiting.length) : t.waiting}
        aside={
          <Button isSmall onPress={() => go("orders")}>
            {t.showOrders}
          </Button>
        }
      >
        {isKnown && waiting.length === 0 ? <p class="empty">{t.nothingWaits}</p> : null}
        <ul class="waiting-orders">
          {waiting.slice(0, 10).map((order) => (
            <li key={order.row_id}>
              <strong>{order.work_order}</strong> <span>{order.relation}</span>{" "}
              <Badge tone={order.outcome === "refused" ? "bad" : "info"}>{t.outcomes[order.outcome]}</Badge>{" "}
              <span class="muted">{t.waitingFor(since(order.waitingSince, now, language))}</span>
            </li>
          ))}
        </ul>
        {waiting.length > 10 ? <p class="muted">{t.andMore(waiting.length - 10)}</p> : null}
      </Panel>
    </>
  );
}

function PartCard(props: { summary: PartSummary }) {
  const { language, t } = useShell();
  const { part, dag, isOn, last } = props.summary;
  return (
    <section class="card" aria-label={t.parts[part]}>
      <header class="row spread">
        <h2>
          <AirflowLink href={dagAddress(dag.dag_id)}>{t.parts[part]}</AirflowLink>
        </h2>
        <Badge tone={isOn ? "good" : "plain"}>{isOn ? t.on : t.off}</Badge>
      </header>
      <dl>
        <dt>{t.lastRun}</dt>
        <dd>
          {last ? (
            <>
              <AirflowLink href={runAddress(dag.dag_id, last.dag_run_id)}>
                {moment(last.end_date ?? last.run_after, language)}
              </AirflowLink>{" "}
              <StateBadge state={last.state} />
            </>
          ) : (
            t.neverRun
          )}
        </dd>
        <dt>{t.nextRun}</dt>
        <dd>
          {dag.is_paused
            ? t.paused
            : dag.next_dagrun_run_after
              ? moment(dag.next_dagrun_run_after, language)
              : t.byHand}
        </dd>
      </dl>
      <PauseSwitch summary={props.summary} />
    </section>
  );
}

/** Airflow's own pause switch of the part: on pause no run of it goes on, by its schedule or by hand. */
function PauseSwitch(props: { summary: PartSummary }) {
  const shell = useShell();
  const { t } = shell;
  const { dag, part } = props.summary;
  const [trouble, setTrouble] = useState("");
  if (dag.timetable_summary === null && !dag.is_paused) return null;
  const change = async () => {
    setTrouble("");
    try {
      await pause(dag.dag_id, !dag.is_paused);
      await shell.refresh();
    } catch (error) {
      setTrouble(words(error, t.notAllowed));
    }
  };
  return (
    <>
      <label class="pause">
        <input
          type="checkbox"
          role="switch"
          checked={!dag.is_paused}
          disabled={!mayStart(shell, part)}
          onChange={() => void change()}
        />
        <span>{dag.timetable_summary === null ? t.notPaused : t.bySchedule}</span>
      </label>
      {trouble ? <p class="problem">{trouble}</p> : null}
    </>
  );
}
