// One setting: its control, its explanation, and what is wrong with it.
import type { ComponentChildren } from "preact";
import { useShell } from "../shell/context";
import type { Choice } from "./choices";
import type { Field, Value } from "./form";

interface Props {
  field: Field;
  value: Value;
  choices: readonly Choice[];
  problem: string;
  isOff: boolean;
  change: (value: Value) => void;
}

export function FieldView(props: Props) {
  const { field, problem } = props;
  const id = `field-${field.name}`;
  const described = [`${id}-text`, ...(problem ? [`${id}-problem`] : [])].join(" ");
  const common = { id, "aria-describedby": described, "aria-invalid": problem !== "", disabled: props.isOff };
  return (
    <div class={`field of-${field.kind}${problem ? " wrong" : ""}`}>
      <label for={id}>{field.title}</label>
      <Control {...props} common={common} />
      <p id={`${id}-text`} class="muted">
        {field.explanation}
      </p>
      {problem ? (
        <p id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

interface Common {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
  disabled: boolean;
}

function Control(props: Props & { common: Common }) {
  const { field, value, change, common, choices } = props;
  const { t } = useShell();
  if (field.kind === "switch") {
    return (
      <input
        {...common}
        type="checkbox"
        role="switch"
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  }
  if (field.kind === "maybe") {
    const written: Record<string, Value> = { "": null, true: true, false: false };
    return (
      <Select common={common} value={String(value ?? "")} change={(text) => change(written[text] ?? null)}>
        <option value="">{t.notAnswered}</option>
        <option value="true">{t.yes}</option>
        <option value="false">{t.no}</option>
      </Select>
    );
  }
  if (field.kind === "choice") {
    const find = (text: string) => field.choices.find((choice) => String(choice.value) === text)?.value ?? text;
    return (
      <Select common={common} value={String(value)} change={(text) => change(find(text))}>
        {field.choices.map((choice) => (
          <option key={String(choice.value)} value={String(choice.value)}>
            {choice.label}
          </option>
        ))}
      </Select>
    );
  }
  if (choices.length > 0) {
    return (
      <Select common={common} value={String(value ?? "")} change={change}>
        <option value="">{t.empty}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    );
  }
  return <Typed {...props} />;
}

function Select(props: {
  common: Common;
  value: string;
  change: (value: string) => void;
  children: ComponentChildren;
}) {
  return (
    <select {...props.common} value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
      {props.children}
    </select>
  );
}

function Typed(props: Props & { common: Common }) {
  const { field, value, change, common } = props;
  const take = (text: string) => {
    if (field.kind !== "number") change(text);
    else change(text.trim() === "" ? null : Number(text));
  };
  const all = {
    ...common,
    value: String(value ?? ""),
    onInput: (event: { currentTarget: HTMLInputElement }) => take(event.currentTarget.value),
  };
  if (field.kind === "number") return <input {...all} type="number" min={field.minimum} max={field.maximum} step={1} />;
  return field.kind === "date" ? <input {...all} type="date" /> : <input {...all} type="text" />;
}
