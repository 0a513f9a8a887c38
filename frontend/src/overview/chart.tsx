// Invoices and refusals per day as bars, with the same numbers as a table for who cannot see them.
import { useShell } from "../shell/context";
import { day as written } from "../texts/dates";
import type { Day } from "../orders/order";

const HEIGHT = 96;
const STEP = 28;
const BAR = 10;

export function Chart(props: { days: readonly Day[] }) {
  const { language, t } = useShell();
  const most = Math.max(1, ...props.days.flatMap((day) => [day.invoices, day.refusals]));
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, Math.round((count / most) * HEIGHT)));
  const width = props.days.length * STEP;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT + 22}`} role="img" aria-label={t.perDay}>
        <line x1="0" x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} class="axis" />
        {props.days.map((day, index) => (
          <g key={day.day}>
            <title>{`${written(day.day, language)}: ${t.invoicesAndRefusals(day.invoices, day.refusals)}`}</title>
            <rect
              class="invoices"
              x={index * STEP + 3}
              y={HEIGHT - height(day.invoices)}
              width={BAR}
              height={height(day.invoices)}
            />
            <rect
              class="refusals"
              x={index * STEP + 3 + BAR + 1}
              y={HEIGHT - height(day.refusals)}
              width={BAR}
              height={height(day.refusals)}
            />
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
