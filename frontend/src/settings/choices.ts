// What `koppeling_setup` read from both accounts for the form to choose from, and what it found.
import { lastRuns, xcom } from "../airflow/dags";

export interface Choice {
  value: string;
  label: string;
}

export interface Check {
  name: string;
  ok: boolean | null;
  nl: string;
  en: string;
}

export interface SetUp {
  checks: Check[];
  lists: Record<string, Choice[]>;
  at: string;
}

const LIST_OF: Record<string, string> = {
  relation_kind: "relation_kinds",
  vat_product: "vat_rates",
  vat_service: "vat_rates",
  revenue_account_product: "revenue_accounts",
  revenue_account_service: "revenue_accounts",
  default_hour_type: "hour_types",
};

/** The last report of the set-up; undefined when it has never succeeded. */
export async function lastSetUp(setupDag: string): Promise<SetUp | undefined> {
  const [run] = await lastRuns(setupDag, 1, "success");
  if (run === undefined) return undefined;
  const made = await xcom<{ checks: Check[]; lists?: Record<string, Choice[]> }>(setupDag, run.dag_run_id, "report");
  return made && { checks: made.checks, lists: made.lists ?? {}, at: run.end_date ?? run.run_after };
}

/** The choices of a field, with what is filled in now among them; none when the set-up has read none. */
export function choicesOf(setUp: SetUp | undefined, field: string, now: string): Choice[] {
  const read = setUp?.lists[LIST_OF[field] ?? ""] ?? [];
  if (read.length === 0 || now === "" || read.some((choice) => choice.value === now)) return read;
  return [{ value: now, label: now }, ...read];
}

/** Whether the field is chosen from a list of the account, and so can be typed only until that list was read. */
export function hasList(field: string): boolean {
  return field in LIST_OF;
}
