// The table of work orders, a page at a time, so that five thousand of them are as quick as fifty.
import { useEffect, useState } from "preact/hooks";
import { runAddress } from "../airflow/place";
import { useShell, dagId } from "../shell/context";
import { AirflowLink, Badge, Button } from "../shell/pieces";
import { day, moment, since } from "../texts/dates";
import { euros } from "../texts/money";
import type { Order, Outcome } from "./order";
import type { Cause, Column, Selection } from "./selection";

const A_PAGE = 50;
const TONES: Record<Outcome, "good" | "bad" | "warn" | "plain" | "info"> = {
  exported: "good",
  exported_changed_meanwhile: "warn",
  refused: "bad",
  deferred: "info",
  skipped: "plain",
  would_be_exported: "info",
};
const COLUMNS: readonly Column[] = ["work_order", "relation", "date", "outcome", "total", "receipt_number", "at"];

interface Props {
  orders: readonly Order[];
  wish: Selection;
  sort: (wish: Selection) => void;
  causes: readonly Cause[];
  refusal: string;
  retry: (orders: readonly Order[]) => void;
  retryCause: (code: string) => void;
  preview: (order: Order) => void;
}

export function OrderTable(props: Props) {
  const { t } = useShell();
  const [page, setPage] = useState(0);
  const pages = Math.ceil(props.orders.length / A_PAGE);
  useEffect(() => setPage(0), [props.wish]);
  const at = Math.min(page, pages - 1);
  return (
    <>
      <table class="orders">
        <caption class="hidden">{t.tabs.orders}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Heading key={column} column={column} wish={props.wish} sort={props.sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.orders.slice(at * A_PAGE, (at + 1) * A_PAGE).map((order) => (
            <OrderRows key={order.row_id} order={order} {...props} />
          ))}
        </tbody>
      </table>
      {pages > 1 ? (
        <nav class="row pages" aria-label={t.pages}>
          <Button isSmall onPress={() => setPage(at - 1)} refusal={at === 0 ? t.firstPage : ""}>
            {t.previous}
          </Button>
          <span role="status">{t.pageOf(at + 1, pages)}</span>
          <Button isSmall onPress={() => setPage(at + 1)} refusal={at === pages - 1 ? t.lastPage : ""}>
            {t.next}
          </Button>
        </nav>
      ) : null}
    </>
  );
}

function Heading(props: { column: Column; wish: Selection; sort: (wish: Selection) => void }) {
  const { t } = useShell();
  const { column, wish } = props;
  const isChosen = wish.column === column;
  const direction = wish.isDescending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={isChosen ? direction : "none"} class={column}>
      <button
        type="button"
        onClick={() => props.sort({ ...wish, column, isDescending: isChosen ? !wish.isDescending : false })}
      >
        {t.columns[column]}
        <span aria-hidden="true">{isChosen ? (wish.isDescending ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

function OrderRows(props: Props & { order: Order }) {
  const { koppeling, language, t } = useShell();
  const { order } = props;
  const label = (column: Column) => t.columns[column];
  const isTold = order[language] !== "" || order.warnings.length > 0;
  return (
    <>
      <tr class={isTold ? "told" : ""}>
        <th scope="row" data-label={label("work_order")}>
          <Linked text={order.work_order} address={order.work_order_url} />
        </th>
        <td data-label={label("relation")}>{order.relation}</td>
        <td data-label={label("date")}>{day(order.date, language)}</td>
        <td data-label={label("outcome")}>
          <Badge tone={TONES[order.outcome]}>{t.outcomes[order.outcome]}</Badge>
          {order.waitingSince ? (
            <small class="muted"> {t.waitingFor(since(order.waitingSince, new Date(), language))}</small>
          ) : null}
        </td>
        <td data-label={label("total")} class="number">
          {euros(order.total, language)}
        </td>
        <td data-label={label("receipt_number")}>
          <Invoice order={order} />
        </td>
        <td data-label={label("at")}>
          <AirflowLink href={runAddress(dagId(koppeling, "invoice_export"), order.runId)}>
            {moment(order.at, language)}
          </AirflowLink>
        </td>
      </tr>
      {isTold ? (
        <tr class="reason">
          <td colSpan={COLUMNS.length}>
            <div class="row spread">
              <div>
                {order[language] ? <p>{order[language]}</p> : null}
                {order.warnings.map((warning) => (
                  <p key={warning.code} class="muted">
                    {warning[language]}
                  </p>
                ))}
              </div>
              <Actions {...props} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Actions(props: Props & { order: Order }) {
  const { t } = useShell();
  const { order, refusal } = props;
  if (order.outcome !== "refused" && order.outcome !== "deferred") return null;
  const same = props.causes.find((cause) => cause.code === order.reason)?.count ?? 0;
  return (
    <div class="row actions">
      <Button isSmall refusal={refusal} onPress={() => props.preview(order)} label={`${t.preview} ${order.work_order}`}>
        {t.preview}
      </Button>
      {order.outcome === "refused" ? (
        <Button
          isSmall
          isPrimary
          refusal={refusal}
          onPress={() => props.retry([order])}
          label={`${t.retry} ${order.work_order}`}
        >
          {t.retry}
        </Button>
      ) : null}
      {order.outcome === "refused" && same > 1 ? (
        <Button isSmall refusal={refusal} onPress={() => props.retryCause(order.reason)}>
          {t.retryCause(same)}
        </Button>
      ) : null}
    </div>
  );
}

function Invoice(props: { order: Order }) {
  const { order } = props;
  const text = order.receipt_number || order.invoice_id.slice(0, 8);
  return <Linked text={text} address={order.invoice_url} />;
}

/** A link when `koppelingen.yaml` knows the address; only an address of the web is followed. */
function Linked(props: { text: string; address: string | undefined }) {
  if (props.text === "" || !/^https?:\/\//.test(props.address ?? "")) return <>{props.text}</>;
  return (
    <AirflowLink href={props.address ?? ""} isNew>
      {props.text}
    </AirflowLink>
  );
}
