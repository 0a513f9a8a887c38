// Voorbeeld: the exact lines, VAT and total of what would be made, while nothing is written.
import { useEffect, useRef, useState } from "preact/hooks";
import { RunView } from "../runs/run-view";
import type { Progress } from "../runs/watch";
import { inLanguage } from "../settings/form";
import { dagId, useShell } from "../shell/context";
import { Badge, Button, Notice, Waiting, words } from "../shell/pieces";
import { day } from "../texts/dates";
import { euros, total } from "../texts/money";
import type { Line, Order, Row } from "./order";
import { preview, sum, type Preview } from "./preview";

/** Of the given orders, or of everything that waits. */
export function PreviewDialog(props: { orders?: readonly Order[]; close: () => void }) {
  const { koppeling, t } = useShell();
  const dialog = useRef<HTMLDialogElement>(null);
  const [now, setNow] = useState<Progress>();
  const [found, setFound] = useState<Preview>();
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    dialog.current?.showModal();
    const ids = (props.orders ?? []).map((order) => order.row_id);
    preview(dagId(koppeling, "invoice_export"), ids, setNow).then(setFound, (error: unknown) =>
      setTrouble(words(error, t.notAllowed)),
    );
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="preview-title" onClose={props.close}>
      <header class="row spread">
        <h2 id="preview-title">{t.previewTitle}</h2>
        <Button isSmall onPress={() => dialog.current?.close()}>
          {t.close}
        </Button>
      </header>
      <p class="muted">{t.previewNothingWritten}</p>
      {trouble ? <Notice tone="bad">{trouble}</Notice> : null}
      {found === undefined && trouble === "" ? now ? <RunView now={now} /> : <Waiting>{t.loading}</Waiting> : null}
      {found ? <Found found={found} /> : null}
    </dialog>
  );
}

function Found(props: { found: Preview }) {
  const { language } = useShell();
  const { rows, notice, why } = props.found;
  return (
    <>
      {notice ? <Notice tone="warn">{inLanguage(notice, language)}</Notice> : null}
      {why ? <Notice tone="info">{inLanguage(why, language)}</Notice> : null}
      {rows.length > 0 ? <Summary rows={rows} /> : null}
      {rows.map((row) => (
        <Previewed key={row.row_id} row={row} />
      ))}
    </>
  );
}

export function Summary(props: { rows: readonly Row[] }) {
  const { language, t } = useShell();
  const { count, totals, oldest } = sum(props.rows);
  const refused = props.rows.filter((row) => row.outcome === "refused").length;
  return (
    <dl class="summary">
      <dt>{t.wouldBeMade}</dt>
      <dd>{count}</dd>
      <dt>{t.ofTotal}</dt>
      <dd>{total(totals, language)}</dd>
      <dt>{t.oldest}</dt>
      <dd>{oldest ? day(oldest, language) : "–"}</dd>
      <dt>{t.wouldBeRefused}</dt>
      <dd>{refused}</dd>
    </dl>
  );
}

function Previewed(props: { row: Row }) {
  const { language, t } = useShell();
  const { row } = props;
  return (
    <article class="previewed">
      <h3>
        {row.work_order} · {row.relation}{" "}
        <Badge tone={row.outcome === "would_be_exported" ? "good" : "bad"}>{t.outcomes[row.outcome]}</Badge>
      </h3>
      {row[language] ? <p>{row[language]}</p> : null}
      {row.warnings.map((warning) => (
        <p key={warning.code} class="muted">
          {warning[language]}
        </p>
      ))}
      {row.lines ? <Lines lines={row.lines} row={row} /> : null}
    </article>
  );
}

function Lines(props: { lines: readonly Line[]; row: Row }) {
  const { language, t } = useShell();
  const number = (text: string) => (language === "nl" ? text.replace(".", ",") : text);
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={t.lines}>
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">{t.line.description}</th>
            <th scope="col">{t.line.quantity}</th>
            <th scope="col">{t.line.price}</th>
            <th scope="col">{t.line.discount}</th>
            <th scope="col">{t.line.vat}</th>
            <th scope="col">{t.line.net}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line, index) => (
            <tr key={index}>
              <td>
                {line.description} {line.new ? <Badge tone="info">{t.newProduct(line.new)}</Badge> : null}
              </td>
              <td class="number">{number(line.quantity)}</td>
              <td class="number">{number(line.price)}</td>
              <td class="number">{line.discount === "0" ? "" : number(line.discount)}</td>
              <td>{line.vat_rate}</td>
              <td class="number">{euros(line.net, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {(["net", "vat", "total"] as const).map((name) => (
            <tr key={name}>
              <th scope="row" colSpan={5}>
                {t.columns[name]}
              </th>
              <td class="number">{euros(props.row[name], language)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}
