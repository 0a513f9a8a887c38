// Start synchronisatie: everything that is switched on or one part, with progress and the result in numbers.
import { useEffect, useState } from "preact/hooks";
import { PARTS, SWITCH, type Base } from "../koppelingen";
import { RunTitle, RunView } from "../runs/run-view";
import { hasEnded } from "../runs/watch";
import { inLanguage } from "../settings/form";
import { mayStart, useShell } from "../shell/context";
import { Badge, Button, Notice, Panel, Trouble } from "../shell/pieces";
import { useReturn } from "../shell/return";
import type { Result } from "./results";
import { RowsToLookAt } from "./rows-to-look-at";

export function StartTab() {
  const shell = useShell();
  const { koppeling, language, saved, synchronisation, t } = shell;
  const { shown, busy, start } = synchronisation;
  const [unanswered, setUnanswered] = useState<unknown>();
  const find = () => void synchronisation.find().then(() => setUnanswered(undefined), setUnanswered);
  useEffect(find, []);
  useReturn(find);
  const trouble = synchronisation.trouble ?? unanswered;

  const refusal = (base: Base) => {
    if (!mayStart(shell, base)) return t.mayNotStart;
    if (saved.value === undefined) return saved.isLoading ? t.loading : t.saveFirst;
    if (koppeling.dags[base]?.is_paused) return t.isPaused;
    if (busy !== undefined && busy !== base) return t.anotherRuns;
    return "";
  };
  return (
    <>
      <Panel title={t.tabs.start}>
        <p>{t.startIntro}</p>
        <Button
          isPrimary
          onPress={() => void start("start_synchronisatie")}
          refusal={refusal("start_synchronisatie")}
          isBusy={busy === "start_synchronisatie"}
        >
          {t.startAll}
        </Button>
        <Refused why={refusal("start_synchronisatie")} />
        <h3>{t.oneByOne}</h3>
        <ul class="parts">
          {PARTS.map((part) => {
            const isOn = saved.value?.settings[SWITCH[part]] === true;
            return (
              <li key={part}>
                <span>{t.parts[part]}</span>
                {koppeling.dags[part]?.is_paused ? <Badge tone="warn">{t.paused}</Badge> : null}
                <Badge tone={isOn ? "good" : "plain"}>{isOn ? t.on : t.off}</Badge>
                <Button
                  isSmall
                  label={`${t.startOne}: ${t.parts[part]}`}
                  onPress={() => void start(part)}
                  refusal={refusal(part) || (isOn ? "" : t.switchedOff)}
                  isBusy={busy === part}
                >
                  {t.startOne}
                </Button>
              </li>
            );
          })}
        </ul>
      </Panel>
      {trouble !== undefined ? <Trouble error={trouble} /> : null}
      {shown ? (
        <Panel title={t.result}>
          {hasEnded(shown.now.state) ? <RunTitle now={shown.now} /> : <RunView now={shown.now} />}
          {hasEnded(shown.now.state)
            ? null
            : shown.parts.map(({ part, now }) => (now ? <RunView key={part} now={now} title={t.parts[part]} /> : null))}
          {shown.results.map((result) => (
            <ResultView key={result.part} result={result} />
          ))}
          {shown.why ? (
            <Notice tone={shown.now.state === "failed" ? "bad" : "info"}>{inLanguage(shown.why, language)}</Notice>
          ) : null}
        </Panel>
      ) : null}
    </>
  );
}

function Refused(props: { why: string }) {
  return props.why === "" ? null : <p class="muted">{props.why}</p>;
}

function ResultView(props: { result: Result }) {
  const { koppeling, language, t } = useShell();
  const { result } = props;
  const counts = Object.entries(result.counts).filter(([, count]) => count > 0);
  return (
    <div class="result">
      <RunTitle now={result.run} title={t.parts[result.part]} />
      {counts.length > 0 ? (
        <ul class="counts">
          {counts.map(([name, count]) => (
            <li key={name}>
              <strong>{count}</strong> {(t.counts as Record<string, string>)[name] ?? name}
            </li>
          ))}
        </ul>
      ) : (
        <p class="muted">{inLanguage(result.why, language) || t.nothingToDo}</p>
      )}
      {result.rows.length > 0 ? <RowsToLookAt result={result} /> : null}
      {result.part === "invoice_export" && counts.length > 0 ? (
        <p>
          <a href={`#/${koppeling.name}/orders/${encodeURIComponent(result.run.runId)}`}>{t.showOrders}</a>
        </p>
      ) : null}
      {counts.length > 0 && result.why ? <Notice tone="bad">{inLanguage(result.why, language)}</Notice> : null}
    </div>
  );
}
