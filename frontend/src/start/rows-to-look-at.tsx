// The rows behind the numbers of an import: which relation or article it was, and what somebody can do about it.
import { useShell } from "../shell/context";
import type { Result } from "./results";

const MOST = 50;

export function RowsToLookAt(props: { result: Result }) {
  const { language, t } = useShell();
  const { rows, rowsLeftOut } = props.result;
  const left = rows.length + rowsLeftOut - MOST;
  return (
    <details>
      <summary>{t.rowsToLookAt(rows.length + rowsLeftOut)}</summary>
      <ul class="history">
        {rows.slice(0, MOST).map((row) => (
          <li key={`${row.key} ${row.outcome} ${row.nl}`}>
            <strong>{[row.key, row.name].filter(Boolean).join(" · ")}</strong>{" "}
            <span class="muted">{(t.counts as Record<string, string>)[row.outcome] ?? row.outcome}</span>
            <p>{row[language]}</p>
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="muted">{t.andMore(left)}</p> : null}
    </details>
  );
}
