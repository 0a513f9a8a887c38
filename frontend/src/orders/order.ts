// One work order as the reports of the export tell of it: of all reports the last word counts.

export type Outcome =
  | "exported"
  | "exported_changed_meanwhile"
  | "refused"
  | "deferred"
  | "skipped"
  | "would_be_exported";

export interface Told {
  nl: string;
  en: string;
  code: string;
}

export interface Line {
  description: string;
  quantity: string;
  price: string;
  discount: string;
  vat_rate: string;
  net: string;
  new: string;
}

/** A row of the report of a run. */
export interface Row {
  row_id: string;
  work_order: string;
  relation: string;
  outcome: Outcome;
  reason: string;
  nl: string;
  en: string;
  warnings: Told[];
  invoice_id: string;
  receipt_number: string;
  net: string;
  vat: string;
  total: string;
  date?: string;
  lines?: Line[];
  work_order_url?: string;
  invoice_url?: string;
}

export interface Report {
  preview: boolean;
  counts: Partial<Record<Outcome, number>>;
  outcomes: Row[];
  notice?: string;
  failure?: string;
}

/** A report and the run that made it. */
export interface ReportOfRun {
  runId: string;
  at: string;
  report: Report;
}

export interface Order extends Row {
  runId: string;
  at: string;
  /** Since when it has been waiting for a person or for the next run; empty when it is done. */
  waitingSince: string;
}

const WAITING: readonly Outcome[] = ["refused", "deferred"];

export function isWaiting(row: Pick<Row, "outcome">): boolean {
  return WAITING.includes(row.outcome);
}

/** Merge reports, newest first, into one row per work order; previews tell what would be and do not count. */
export function latest(reports: readonly ReportOfRun[]): Order[] {
  const orders = new Map<string, Order>();
  const settled = new Set<string>();
  for (const { runId, at, report } of reports) {
    if (report.preview) continue;
    for (const row of report.outcomes) {
      const known = orders.get(row.row_id);
      if (known === undefined) {
        orders.set(row.row_id, { ...row, runId, at, waitingSince: isWaiting(row) ? at : "" });
        if (!isWaiting(row)) settled.add(row.row_id);
      } else if (!settled.has(row.row_id)) {
        if (isWaiting(row)) known.waitingSince = at;
        else settled.add(row.row_id);
      }
    }
  }
  return [...orders.values()];
}

export interface Day {
  day: string;
  invoices: number;
  refusals: number;
}

/** Invoices and refusals per day, oldest first, of the `days` days up to and including that of `now`. */
export function perDay(orders: readonly Order[], now: Date, days: number): Day[] {
  const table = new Map<string, Day>();
  for (let back = days - 1; back >= 0; back -= 1) {
    const day = localDay(daysBefore(now, back));
    table.set(day, { day, invoices: 0, refusals: 0 });
  }
  for (const order of orders) {
    const day = table.get(localDay(new Date(order.at)));
    if (day === undefined) continue;
    if (order.outcome.startsWith("exported")) day.invoices += 1;
    if (order.outcome === "refused") day.refusals += 1;
  }
  return [...table.values()];
}

/** The beginning of the day that lies so many days before that of `now`. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
}

function localDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
