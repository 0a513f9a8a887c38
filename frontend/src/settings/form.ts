// Builds the settings form from the parameters of the DAG that saves them, so that the two cannot drift apart.
import type { Param } from "../airflow/dags";
import type { Language } from "../airflow/appearance";

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface Field {
  name: string;
  kind: "switch" | "text" | "number" | "date" | "choice" | "maybe";
  title: string;
  explanation: string;
  section: string;
  choices: { value: Value; label: string }[];
  isEmptyAllowed: boolean;
  minimum?: number;
  maximum?: number;
  initial: Value;
}

export function fields(params: Record<string, Param>, language: Language): Field[] {
  return Object.entries(params).map(([name, param]) => {
    const { schema } = param;
    const types = [schema.type ?? "string"].flat();
    return {
      name,
      kind: kind(types, schema),
      title: inLanguage(schema.title ?? name, language),
      explanation: inLanguage(schema.description_md ?? "", language).replaceAll("`", ""),
      section: inLanguage(schema.section ?? "", language),
      choices: (schema.enum ?? []).map((value) => ({
        value,
        label: inLanguage(schema.values_display?.[String(value)] ?? String(value), language),
      })),
      isEmptyAllowed: types.includes("null"),
      ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
      ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
      initial: param.value as Value,
    };
  });
}

function kind(types: readonly string[], schema: Param["schema"]): Field["kind"] {
  if (schema.enum) return "choice";
  if (types.includes("boolean")) return types.includes("null") ? "maybe" : "switch";
  if (types.includes("integer") || types.includes("number")) return "number";
  return schema.format === "date" ? "date" : "text";
}

/**
 * Texts of the koppeling say both in one: Dutch, then English behind a slash with spaces around it. A text that changes
 * its language more than once is shown whole, so that no part of it is lost.
 */
export function inLanguage(text: string, language: Language): string {
  const at = text.indexOf(" / ");
  if (at < 0 || text.indexOf(" / ", at + 3) >= 0) return text;
  const number = /^\d+\. /.exec(text)?.[0] ?? "";
  const english = text.slice(at + 3);
  return language === "nl" ? text.slice(0, at) : `${number}${english.charAt(0).toUpperCase()}${english.slice(1)}`;
}

/** What a saved run must be told: every field, an empty one as null where the form allows that. */
export function conf(form: readonly Field[], values: Values): Values {
  return Object.fromEntries(
    form.map((field) => {
      const value = values[field.name] ?? null;
      return [field.name, value === "" && field.isEmptyAllowed ? null : value];
    }),
  );
}

/** What the form starts with: what was saved, else what the DAG proposes. */
export function starting(form: readonly Field[], saved: Values | undefined): Values {
  return Object.fromEntries(form.map((field) => [field.name, saved?.[field.name] ?? field.initial]));
}

const REFUSED_BY_AIRFLOW = /^Invalid input for param (\w+): ([^\n]*)/;
// a line for who reads the log: with the setting's name, its value and pydantic's words
const REFUSED_VALUE = /^\w+ = .* kan niet \/ is not allowed \(.*\)\. Toegestaan: (.*) \/ allowed: (.*)\.$/;

/**
 * The words of a refusal beside the field that they are about, the rest under "". Airflow names one field and then tells
 * its schema; the koppeling begins a line with the name of each field.
 */
export function problems(words: string, form: readonly Field[]): Record<string, string> {
  const airflow = REFUSED_BY_AIRFLOW.exec(words);
  if (airflow) {
    const [, name = "", told = words] = airflow;
    const field = form.find((one) => one.name === name);
    return { [name]: field?.kind === "number" ? wantedNumber(field) : told };
  }
  const found: Record<string, string> = {};
  const names = new Set(form.map((field) => field.name));
  for (const line of words.split("\n").filter((one) => one.trim() !== "")) {
    const word = /^\w+(?=[:= ])/.exec(line)?.[0] ?? "";
    const name = names.has(word) ? word : "";
    // beside its field, name and value can be seen already
    const told = name === "" ? line : line.replace(REFUSED_VALUE, "Dit kan niet. Toegestaan: $1. / not allowed. Allowed: $2.");
    found[name] = found[name] === undefined ? told : `${found[name]}\n${told}`;
  }
  return found;
}

/** Airflow says in English what its schema does not allow; of a number the form knows by itself what is allowed. */
function wantedNumber({ minimum, maximum, isEmptyAllowed }: Field): string {
  const from = minimum === undefined ? ["", ""] : [` vanaf ${minimum}`, ` from ${minimum}`];
  const upTo = maximum === undefined ? ["", ""] : [` tot en met ${maximum}`, ` up to ${maximum}`];
  const empty = isEmptyAllowed ? [", of laat het leeg", ", or leave it empty"] : ["", ""];
  return `Vul een heel getal in${from[0]}${upTo[0]}${empty[0]}. / fill in a whole number${from[1]}${upTo[1]}${empty[1]}.`;
}
