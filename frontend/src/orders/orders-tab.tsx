// Werkbonnen: what became of every work order of the last runs, why, and a button that does something about it.
import { useMemo, useState } from "preact/hooks";
import { trigger } from "../airflow/dags";
import { reason, watch, type Progress } from "../runs/watch";
import { RunView } from "../runs/run-view";
import { inLanguage } from "../settings/form";
import { dagId, mayStart, useShell } from "../shell/context";
import { useLoaded } from "../shell/loading";
import { Button, Notice, Panel, Trouble, Waiting, words } from "../shell/pieces";
import { causes, EVERYTHING, selected, type Selection } from "./selection";
import { csv, download } from "./csv";
import { latest, type Order } from "./order";
import { OrderFilter } from "./order-filter";
import { OrderTable } from "./order-table";
import { lastReports, reportOf } from "./reports";
import { PreviewDialog } from "./preview-dialog";

export function OrdersTab() {
  const shell = useShell();
  const { koppeling, language, t } = shell;
  const exportDag = dagId(koppeling, "invoice_export");
  const { runId } = shell;
  const loaded = useLoaded(
    () => (runId === "" ? lastReports(exportDag) : reportOf(exportDag, runId)),
    `reports ${koppeling.name} ${runId}`,
  );
  const orders = useMemo(() => latest(loaded.value?.reports ?? []), [loaded.value]);
  const [wish, setWish] = useState<Selection>(EVERYTHING);
  const shown = useMemo(() => selected(orders, wish), [orders, wish]);
  const [run, setRun] = useState<Progress>();
  const [trouble, setTrouble] = useState("");
  const [previewed, setPreviewed] = useState<Order[]>();
  const isBusy = run?.state === "queued" || run?.state === "running";

  const retry = async (some: readonly Order[]) => {
    setTrouble("");
    try {
      const conf = { work_orders: some.map((order) => order.row_id), retry_refused: true };
      const runId = await trigger(exportDag, conf);
      const ended = await watch(exportDag, runId, setRun);
      if (ended.state === "failed") setTrouble(inLanguage(await reason(ended), language));
      await loaded.reload();
    } catch (error) {
      setTrouble(words(error, t.notAllowed));
    }
  };

  const held = koppeling.dags.invoice_export?.is_paused ? t.isPaused : isBusy ? t.anotherRuns : "";
  const refusal = mayStart(shell, "invoice_export") ? held : t.mayNotStart;
  const refused = shown.filter((order) => order.outcome === "refused");
  return (
    <Panel
      title={t.tabs.orders}
      aside={
        <div class="row">
          <Button isSmall onPress={() => void loaded.reload()} isBusy={loaded.isLoading}>
            {t.refresh}
          </Button>
          <Button
            isSmall
            refusal={shown.length === 0 ? t.noOrders : ""}
            onPress={() => download(`werkbonnen-${koppeling.name}.csv`, asCsv(shown, t, language))}
          >
            {t.csv}
          </Button>
        </div>
      }
    >
      {runId === "" ? null : (
        <Notice tone="info">
          <div class="row spread">
            <span>{t.onlyRun}</span>
            <Button isSmall onPress={() => shell.go("orders")}>
              {t.showAll}
            </Button>
          </div>
        </Notice>
      )}
      <OrderFilter wish={wish} choose={setWish} orders={orders} count={shown.length} />
      {wish.cause !== "" && refused.length > 0 ? (
        <div class="row">
          <Button isPrimary isSmall onPress={() => void retry(refused)} refusal={refusal}>
            {t.retryAll(refused.length)}
          </Button>
        </div>
      ) : null}
      {run ? <RunView now={run} /> : null}
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
      {loaded.error !== undefined ? <Trouble error={loaded.error} /> : null}
      {loaded.value === undefined && loaded.isLoading ? <Waiting>{t.loading}</Waiting> : null}
      {loaded.value !== undefined && orders.length === 0 ? <p class="empty">{t.noOrdersYet}</p> : null}
      {shown.length > 0 ? (
        <OrderTable
          orders={shown}
          wish={wish}
          sort={setWish}
          causes={causes(orders.filter((order) => order.outcome === "refused"))}
          refusal={refusal}
          retry={(some) => void retry(some)}
          retryCause={(code) => void retry(orders.filter((one) => one.outcome === "refused" && one.reason === code))}
          preview={(order) => setPreviewed([order])}
        />
      ) : null}
      {loaded.value?.leftOut ? <p class="muted">{t.olderLeftOut(loaded.value.leftOut)}</p> : null}
      {previewed ? <PreviewDialog orders={previewed} close={() => setPreviewed(undefined)} /> : null}
    </Panel>
  );
}

function asCsv(orders: readonly Order[], t: ReturnType<typeof useShell>["t"], language: "nl" | "en"): string {
  const comma = (amount: string) => (language === "nl" ? amount.replace(".", ",") : amount);
  const c = t.columns;
  return csv(
    [c.work_order, c.relation, c.date, c.outcome, c.net, c.vat, c.total, c.receipt_number, t.code, t.why, c.at],
    orders.map((order) => [
      order.work_order,
      order.relation,
      order.date ?? "",
      t.outcomes[order.outcome],
      comma(order.net),
      comma(order.vat),
      comma(order.total),
      order.receipt_number,
      order.reason,
      [order[language], ...order.warnings.map((warning) => warning[language])].filter(Boolean).join(" "),
      order.at,
    ]),
  );
}
