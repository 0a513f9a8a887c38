// The log-in of one system: secrets are typed and never shown again, and the test answers in words within seconds.
import { useState } from "preact/hooks";
import {
  administrationsIn,
  body,
  connection,
  extraOf,
  save,
  test,
  type Connection,
  type Tested,
  type Typed,
} from "../airflow/connections";
import type { Choice } from "../settings/choices";
import { inLanguage } from "../settings/form";
import { useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { Badge, Button, Notice, Panel, Trouble, Waiting, words } from "../shell/pieces";

export interface Kind {
  type: "outsmart" | "reeleezee";
  name: string;
  hasLogin: boolean;
  /** Secret fields of `extra`. */
  secrets: readonly string[];
  /** Other fields of `extra`. */
  plain: readonly string[];
  host: string;
}

export const OUTSMART: Kind = {
  type: "outsmart",
  name: "OutSmart",
  hasLogin: false,
  secrets: ["software_token", "bearer_token"],
  plain: [],
  host: "https://app.out-smart.com/openapi/8",
};
export const REELEEZEE: Kind = {
  type: "reeleezee",
  name: "Reeleezee",
  hasLogin: true,
  secrets: [],
  plain: ["administration"],
  host: "https://apps.reeleezee.nl/api/v1",
};

export function ConnectionForm(props: { kind: Kind; id: string; administrations: readonly Choice[] }) {
  const { t, rights } = useShell();
  const { kind, id } = props;
  const mayEdit = rights.connections[id] ?? false;
  const loaded = useLoaded(async () => (mayEdit ? { known: await connection(id) } : { known: undefined }), id);
  if (loaded.error !== undefined) return <Trouble error={loaded.error} />;
  return (
    <Panel
      title={kind.name}
      aside={
        loaded.value && mayEdit ? (
          <Badge tone={loaded.value.known ? "good" : "plain"}>{loaded.value.known ? t.filledIn : t.notFilledIn}</Badge>
        ) : null
      }
    >
      {!mayEdit ? <Notice tone="info">{t.mayNotConnect}</Notice> : null}
      {loaded.value === undefined ? <Waiting>{t.loading}</Waiting> : null}
      {loaded.value !== undefined && mayEdit ? (
        <Fields {...props} known={loaded.value.known} reload={loaded.reload} />
      ) : null}
    </Panel>
  );
}

function Fields(props: {
  kind: Kind;
  id: string;
  administrations: readonly Choice[];
  known: Connection | undefined;
  reload: () => Promise<void>;
}) {
  const { language, t } = useShell();
  const { kind, id, known } = props;
  const [typed, setTyped] = useState<Typed>(() => start(kind, known));
  const [busy, setBusy] = useState<"" | "test" | "save">("");
  const [tested, setTested] = useState<Tested>();
  const [told, setTold] = useState("");
  const [trouble, setTrouble] = useState("");
  const setExtra = (name: string, value: string) => setTyped({ ...typed, extra: { ...typed.extra, [name]: value } });
  // kept when a later answer names but the chosen one, so that the choice can still be seen and changed
  const [offered, setOffered] = useState<readonly Choice[]>([]);
  const administrations = offered.length > 1 ? offered : props.administrations;

  const attempt = async (what: "test" | "save", act: () => Promise<void>) => {
    setBusy(what);
    setTrouble("");
    setTold("");
    try {
      await act();
    } catch (error) {
      setTrouble(words(error, t.notAllowed));
    } finally {
      setBusy("");
    }
  };
  const tryOut = async () => {
    const answer = await test(changed());
    setTested(answer);
    const named = administrationsIn(answer.words);
    if (named.length > 1) setOffered(named);
  };
  const changed = () => body(id, kind.type, known, typed, kind.secrets);
  const tryIt = () => attempt("test", tryOut);
  const keep = () =>
    attempt("save", async () => {
      await save(known, changed());
      setTold(t.connectionSaved);
      await tryOut();
      // secrets that were typed are not kept on the screen
      setTyped({ ...typed, password: "", extra: { ...typed.extra, ...blank(kind.secrets) } });
      await props.reload();
    });
  return (
    <form noValidate autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      {kind.hasLogin ? (
        <Text
          id={`${id}-login`}
          label={t.userName}
          value={typed.login ?? ""}
          change={(login) => setTyped({ ...typed, login })}
        />
      ) : null}
      <Text
        id={`${id}-password`}
        label={kind.hasLogin ? t.password : t.token}
        value={typed.password}
        isSecret
        isKnown={known?.password != null}
        hint={kind.hasLogin ? t.passwordHint : t.tokenHint}
        change={(password) => setTyped({ ...typed, password })}
      />
      {kind.secrets.map((name) => (
        <Text
          key={name}
          id={`${id}-${name}`}
          label={t.extra[name as keyof typeof t.extra]}
          value={typed.extra[name] ?? ""}
          isSecret
          isKnown={name in extraOf(known)}
          hint={t.extraHints[name as keyof typeof t.extraHints]}
          change={(value) => setExtra(name, value)}
        />
      ))}
      {kind.plain.includes("administration") ? (
        <Administration
          id={`${id}-administration`}
          value={typed.extra["administration"] ?? ""}
          choices={administrations}
          change={(value) => setExtra("administration", value)}
        />
      ) : null}
      <details>
        <summary>{t.more}</summary>
        <Text
          id={`${id}-host`}
          label={t.host}
          value={typed.host}
          hint={t.hostHint(kind.host)}
          change={(host) => setTyped({ ...typed, host })}
        />
      </details>
      <div class="row">
        <Button isPrimary onPress={() => void keep()} isBusy={busy === "save"}>
          {t.saveConnection}
        </Button>
        <Button onPress={() => void tryIt()} isBusy={busy === "test"}>
          {t.test}
        </Button>
      </div>
      {told ? <p class="muted">{told}</p> : null}
      {tested ? (
        <Notice tone={tested.works === true ? "good" : tested.works === false ? "bad" : "info"}>
          {tested.works === undefined ? t.testIsOff : inLanguage(tested.words, language)}
        </Notice>
      ) : null}
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
    </form>
  );
}

function start(kind: Kind, known: Connection | undefined): Typed {
  const extra = extraOf(known);
  return {
    host: known?.host ?? "",
    ...(kind.hasLogin ? { login: known?.login ?? "" } : {}),
    password: "",
    extra: {
      ...blank(kind.secrets),
      ...Object.fromEntries(kind.plain.map((name) => [name, typeof extra[name] === "string" ? extra[name] : ""])),
    },
  };
}

function blank(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

function Text(props: {
  id: string;
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: string;
  isSecret?: boolean;
  isKnown?: boolean;
}) {
  const { t } = useShell();
  const common = {
    id: props.id,
    spellcheck: false,
    value: props.value,
    placeholder: props.isKnown ? t.unchanged : "",
    "aria-describedby": props.hint ? `${props.id}-hint` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => props.change(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.isSecret ? (
        <input {...common} type="password" autoComplete="new-password" />
      ) : (
        <input {...common} type="text" autoComplete="off" />
      )}
      {props.hint ? (
        <p id={`${props.id}-hint`} class="muted">
          {props.hint}
        </p>
      ) : null}
    </div>
  );
}

function Administration(props: {
  id: string;
  value: string;
  choices: readonly Choice[];
  change: (value: string) => void;
}) {
  const { t } = useShell();
  if (props.choices.length < 2) {
    return <Text id={props.id} label={t.administration} value={props.value} hint={t.administrationHint} change={props.change} />;
  }
  const isOther = props.value !== "" && !props.choices.some((choice) => choice.value === props.value);
  return (
    <div class="field">
      <label for={props.id}>{t.administration}</label>
      <select id={props.id} value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
        <option value="">{t.chooseOne}</option>
        {isOther ? <option value={props.value}>{props.value}</option> : null}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
