// Search, outcome and cause: what of the work orders is shown.
import { useShell } from "../shell/context";
import type { Order, Outcome } from "./order";
import { causes, type Selection } from "./selection";

const OUTCOMES: readonly Outcome[] = ["exported", "exported_changed_meanwhile", "refused", "deferred", "skipped"];

export function OrderFilter(props: {
  wish: Selection;
  choose: (wish: Selection) => void;
  orders: readonly Order[];
  count: number;
}) {
  const { language, t } = useShell();
  const { wish, choose } = props;
  return (
    <div class="filter">
      <label>
        <span>{t.search}</span>
        <input
          type="search"
          value={wish.text}
          placeholder={t.searchHint}
          onInput={(event) => choose({ ...wish, text: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>{t.columns.outcome}</span>
        <select
          value={wish.outcome}
          onChange={(event) => choose({ ...wish, outcome: event.currentTarget.value as Outcome | "" })}
        >
          <option value="">{t.allOutcomes}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t.outcomes[outcome]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t.cause}</span>
        <select value={wish.cause} onChange={(event) => choose({ ...wish, cause: event.currentTarget.value })}>
          <option value="">{t.allCauses}</option>
          {causes(props.orders).map((cause) => (
            <option key={cause.code} value={cause.code}>
              {`${cause.count}× ${beginning(cause.example[language])}`}
            </option>
          ))}
        </select>
      </label>
      <p class="muted" role="status">
        {t.orderCount(props.count, props.orders.length)}
      </p>
    </div>
  );
}

function beginning(sentence: string): string {
  return sentence.length > 70 ? `${sentence.slice(0, 69)}…` : sentence;
}
