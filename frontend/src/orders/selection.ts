// Which work orders are shown, in which order: what the person typed, chose and clicked.
import type { Order, Outcome } from "./order";

export type Column = "work_order" | "relation" | "date" | "outcome" | "total" | "receipt_number" | "at";

export interface Selection {
  text: string;
  outcome: Outcome | "";
  cause: string;
  column: Column;
  isDescending: boolean;
}

export const EVERYTHING: Selection = { text: "", outcome: "", cause: "", column: "at", isDescending: true };

export function selected(orders: readonly Order[], wish: Selection): Order[] {
  const words = wish.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = orders.filter(
    (order) =>
      (wish.outcome === "" || order.outcome === wish.outcome) &&
      (wish.cause === "" || order.reason === wish.cause) &&
      (words.length === 0 || holds(order, words)),
  );
  const sign = wish.isDescending ? -1 : 1;
  return found.sort((a, b) => sign * compare(a, b, wish.column) || compare(a, b, "work_order"));
}

function holds(order: Order, words: readonly string[]): boolean {
  const text = `${order.work_order} ${order.relation} ${order.receipt_number} ${order.nl} ${order.en}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const COLLATOR = new Intl.Collator("nl", { numeric: true });

function compare(a: Order, b: Order, column: Column): number {
  if (column === "total") return Number(a.total || "-1") - Number(b.total || "-1");
  const [one, other] = [a[column] ?? "", b[column] ?? ""];
  if (column === "at" || column === "date") return one < other ? -1 : one > other ? 1 : 0;
  return COLLATOR.compare(one, other);
}

export interface Cause {
  code: string;
  count: number;
  example: Order;
}

/** The causes of what waits, the most frequent first, each with one order to show what it says. */
export function causes(orders: readonly Order[]): Cause[] {
  const found = new Map<string, Cause>();
  for (const order of orders) {
    if (order.reason === "") continue;
    const known = found.get(order.reason);
    if (known) known.count += 1;
    else found.set(order.reason, { code: order.reason, count: 1, example: order });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}
