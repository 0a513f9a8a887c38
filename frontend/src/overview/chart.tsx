// Invoices and refusals per day as bars, with the same numbers as a table for who cannot see them.
import { useShell } from "../shell/context";
import { day as written } from "../texts/dates";
import type { Day } from "../orders/order";

const HEIGHT = 96;
const STEP = 28;
const BAR = 10;
// above the highest bar, for its number
const ABOVE = 10;

export function Chart(props: { days: readonly Day[] }) {
  const { language, t } = useShell();
  const most = Math.max(1, ...props.days.flatMap((day) => [day.invoices, day.refusals]));
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, Math.round((count / most) * HEIGHT)));
  const width = props.days.length * STEP;
  return (
    <figure class="chart">
      <svg viewBox={`0 ${-ABOVE} ${width} ${ABOVE + HEIGHT + 22}`} role="img" aria-label={t.perDay}>
        <line x1="0" x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} class="axis" />
        {props.days.map((day, index) => (
          <g key={day.day}>
            <title>{`${written(day.day, language)}: ${t.invoicesAndRefusals(day.invoices, day.refusals)}`}</title>
            <Bar kind="invoices" x={index * STEP + 3} count={day.invoices} height={height(day.invoices)} />
            <Bar kind="refusals" x={index * STEP + 4 + BAR} count={day.refusals} height={height(day.refusals)} />
            <text x={index * STEP + STEP / 2} y={HEIGHT + 15}>
              {Number(day.day.slice(8))}
            </text>
          </g>
        ))}
      </svg>
      <figcaption class="row">
        <span class="legend invoices">{t.invoices}</span>
        <span class="legend refusals">{t.refusals}</span>
      </figcaption>
      <details>
        <summary>{t.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.columns.date}</th>
              <th scope="col">{t.invoices}</th>
              <th scope="col">{t.refusals}</th>
            </tr>
          </thead>
          <tbody>
            {props.days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{written(day.day, language)}</th>
                <td class="number">{day.invoices}</td>
                <td class="number">{day.refusals}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Bar(props: { kind: "invoices" | "refusals"; x: number; count: number; height: number }) {
  const top = HEIGHT - props.height;
  return (
    <>
      <rect class={props.kind} x={props.x} y={top} width={BAR} height={props.height} />
      {props.count > 0 ? (
        <text class="count" x={props.x + BAR / 2} y={top - 2}>
          {props.count}
        </text>
      ) : null}
    </>
  );
}
