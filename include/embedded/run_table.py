"""Shows a whole synchronisation in one table that a bookkeeper can read."""

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from embedded.expectation import EXPORTED, Expectation
from embedded.results import ImportResult, OrderResult
from embedded.verdict import Difference

_COLOURS = {"exported": "green", "exported_changed_meanwhile": "red", "refused": "yellow", "deferred": "red"}
_DUTCH_OUTCOMES = {
    "exported": "gefactureerd",
    "exported_changed_meanwhile": "gefactureerd, intussen gewijzigd",
    "refused": "geweigerd (99)",
    "deferred": "volgende keer opnieuw",
    "skipped": "niet bekeken",
}


def run_table(
    imports: Iterable[ImportResult],
    expected: Mapping[str, Expectation],
    results: Mapping[str, OrderResult],
    found: Iterable[Difference],
) -> Table:
    """The imports with their counts, then each work order with what became of it and whether that is right."""
    table = Table(title="Synchronisatie / synchronisation", title_justify="left", show_lines=False, expand=False)
    for heading in ("Werkbon", "Relatie", "Resultaat", "Factuur"):
        table.add_column(heading, no_wrap=heading != "Relatie")
    for heading in ("Netto", "BTW", "Totaal"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Reden / reason")
    table.add_column("OK", justify="center")
    for result in imports:
        state = Text(result.state, style="green" if result.state == "success" else "red")
        table.add_row(result.dag_id, "", state, "", "", "", "", _counted(result.counts), "")
    table.add_section()
    wrong = {difference.subject for difference in found}
    for row_id, expectation in expected.items():
        table.add_row(*_order_cells(row_id, expectation, results.get(row_id), f"work order {row_id}" in wrong))
    return table


def _order_cells(row_id: str, expectation: Expectation, result: OrderResult | None, wrong: bool) -> list[str | Text]:
    mark = Text("≠", style="bold red") if wrong else Text("✓", style="green")
    if result is None:
        return [row_id, "", _outcome("skipped"), "", "", "", "", expectation.reason, mark]
    exported = result.outcome in EXPORTED
    return [
        result.work_order or row_id,
        result.relation,
        _outcome(result.outcome),
        result.receipt_number or ("concept" if exported else ""),
        result.net if exported else "",
        result.vat if exported else "",
        result.total if exported else "",
        ", ".join(sorted(result.warnings)) if exported else _reason(result),
        mark,
    ]


def _reason(result: OrderResult) -> str:
    return "\n".join(text for text in (result.nl, result.en) if text) or result.reason


def _outcome(code: str) -> Text:
    return Text(_DUTCH_OUTCOMES.get(code, code), style=_COLOURS.get(code, "dim"))


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number or name == "read")
