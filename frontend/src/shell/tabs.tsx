// The row of tabs, as Airflow's own: arrow keys move between them.
import { useShell } from "./context";

export const TAB_NAMES = ["overview", "orders", "start", "settings", "connection"] as const;
export type TabName = (typeof TAB_NAMES)[number];

export function Tabs(props: { chosen: TabName; choose: (tab: TabName) => void }) {
  const { t } = useShell();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // From the tab that has the focus: which one is chosen follows the address, and a quick second key would be too early.
    const focused = TAB_NAMES.findIndex((name) => document.activeElement?.id === `tab-${name}`);
    const next = TAB_NAMES[(focused + step + TAB_NAMES.length) % TAB_NAMES.length] ?? props.chosen;
    props.choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t.title} onKeyDown={move}>
      {TAB_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === props.chosen}
          aria-controls="panel"
          tabIndex={name === props.chosen ? 0 : -1}
          onClick={() => props.choose(name)}
        >
          {t.tabs[name]}
        </button>
      ))}
    </div>
  );
}
