// Shows a run while it goes on: which step, how many of how many; and when it has ended: how, and where to look.
import { runAddress } from "../airflow/place";
import { useShell } from "../shell/context";
import { AirflowLink, Badge } from "../shell/pieces";
import { stepOf } from "./step";
import { hasEnded, type Progress } from "./watch";

export function RunTitle(props: { now: Progress; title?: string | undefined }) {
  const { t } = useShell();
  const { now } = props;
  const name = t.dagNames[now.dagId.split("__")[0] as keyof typeof t.dagNames] ?? now.dagId;
  return (
    <div class="row spread">
      <span class="row">
        <strong>{props.title ?? name}</strong>
        <StateBadge state={now.state} />
      </span>
      <AirflowLink href={runAddress(now.dagId, now.runId)}>{t.openRun}</AirflowLink>
    </div>
  );
}

export function RunView(props: { now: Progress; title?: string }) {
  const { t } = useShell();
  const { now } = props;
  const done = now.tasks.filter((task) => hasEnded(task.state)).length;
  const step = stepOf(now.tasks);
  return (
    <div class="run">
      <RunTitle now={now} title={props.title} />
      <progress max={Math.max(1, now.tasks.length)} value={done} aria-label={t.progress} />
      <p class="muted" role="status">
        {now.state === "queued"
          ? t.queued
          : hasEnded(now.state)
            ? t.stepsDone(done, now.tasks.length)
            : t.stepOf(taskName(step.task, t.taskNames), step.number, step.all)}
        {now.orders ? `. ${t.ordersOfRun(now.orders.planned, now.orders.invoiced)}` : ""}
      </p>
    </div>
  );
}

function taskName(id: string, names: Record<string, string>): string {
  return id === "" ? "" : (names[id] ?? id.replaceAll("_", " "));
}

export function StateBadge(props: { state: string | null | undefined }) {
  const { t } = useShell();
  const state = props.state ?? "none";
  const tone = { success: "good", failed: "bad", upstream_failed: "bad", running: "info", queued: "info" }[state];
  return (
    <Badge tone={(tone as "good" | "bad" | "info" | undefined) ?? "plain"}>
      {(t.states as Record<string, string>)[state] ?? state.replaceAll("_", " ")}
    </Badge>
  );
}
