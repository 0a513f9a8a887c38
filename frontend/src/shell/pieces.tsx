// The small pieces that all tabs are made of: button, notice, badge, panel, link into Airflow.
import type { ComponentChildren } from "preact";
import { follow } from "../airflow/place";
import { Refusal } from "../airflow/rest";
import { useShell } from "./context";

type Tone = "plain" | "good" | "bad" | "warn" | "info";

export function Button(props: {
  children: ComponentChildren;
  onPress: () => void;
  isPrimary?: boolean;
  isSmall?: boolean;
  /** Why it cannot be pressed; empty when it can. */
  refusal?: string;
  isBusy?: boolean;
  label?: string;
}) {
  const refusal = props.refusal ?? "";
  const kind = `button${props.isPrimary ? " primary" : ""}${props.isSmall ? " small" : ""}`;
  return (
    <button
      type="button"
      class={kind}
      disabled={refusal !== "" || props.isBusy === true}
      title={refusal || undefined}
      aria-label={props.label}
      aria-busy={props.isBusy === true}
      onClick={props.onPress}
    >
      {props.isBusy ? <span class="spinner" aria-hidden="true" /> : null}
      {props.children}
    </button>
  );
}

export function Notice(props: { tone: Tone; children: ComponentChildren; title?: string }) {
  return (
    <div class={`notice ${props.tone}`} role={props.tone === "bad" ? "alert" : "status"}>
      {props.title ? <strong>{props.title}</strong> : null}
      <div>{props.children}</div>
    </div>
  );
}

export function Badge(props: { tone: Tone; children: ComponentChildren }) {
  return <span class={`badge ${props.tone}`}>{props.children}</span>;
}

export function Panel(props: { title: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="panel" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.aside}
      </header>
      <div class="body">{props.children}</div>
    </section>
  );
}

export function AirflowLink(props: { href: string; children: ComponentChildren; isNew?: boolean }) {
  return (
    <a href={props.href} target={props.isNew ? "_blank" : "_top"} rel="noopener noreferrer" onClick={follow}>
      {props.children}
    </a>
  );
}

/** What went wrong, in words: the koppeling's own, else what Airflow answered. */
export function Trouble(props: { error: unknown }) {
  const { t } = useShell();
  return <Notice tone="bad">{words(props.error, t.notAllowed)}</Notice>;
}

export function words(error: unknown, notAllowed: string): string {
  if (error instanceof Refusal && error.status === 403) return notAllowed;
  return error instanceof Error ? error.message : String(error);
}

export function Waiting(props: { children: ComponentChildren }) {
  return (
    <p class="waiting" role="status">
      <span class="spinner" aria-hidden="true" /> {props.children}
    </p>
  );
}
