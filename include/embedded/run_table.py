"""Shows a whole synchronisation in one table that a bookkeeper can read."""

from collections.abc import Iterable, Mapping
from textwrap import shorten

from rich.table import Table
from rich.text import Text

from embedded.expectation import EXPORTED
from embedded.results import ImportResult, OrderResult
from embedded.verdict import Difference

_COLOURS = {"exported": "green", "exported_changed_meanwhile": "red", "refused": "yellow", "deferred": "red"}
_REASON_LENGTH = 84
_DUTCH_OUTCOMES = {
    "exported": "gefactureerd",
    "exported_changed_meanwhile": "gefactureerd, intussen gewijzigd",
    "refused": "geweigerd (99)",
    "deferred": "volgende keer opnieuw",
    "skipped": "overgeslagen",
}


def run_table(
    imports: Iterable[ImportResult],
    row_ids: Iterable[str],
    results: Mapping[str, OrderResult],
    found: Iterable[Difference],
    statuses: Mapping[str, tuple[str, str]],
    title: str = "Synchronisatie / synchronisation",
) -> Table:
    """The imports with their counts, then each work order with what became of it and whether that is right."""
    table = Table(title=title, title_justify="left", show_lines=False, expand=False)
    for heading in ("Werkbon", "Relatie", "Resultaat", "Factuur"):
        table.add_column(heading, no_wrap=heading != "Relatie")
    for heading in ("Netto", "BTW", "Totaal"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Reden / reason")
    table.add_column("OK", justify="center")
    for one in imports:
        state = Text(one.state, style="green" if one.state == "success" else "red")
        table.add_row(one.dag_id, "", state, "", "", "", "", _counted(one.counts), "")
    if table.rows:
        table.add_section()
    wrong = {difference.subject for difference in found}
    for row_id in row_ids:
        mark = Text("≠", style="bold red") if f"work order {row_id}" in wrong else Text("✓", style="green")
        result = results.get(row_id)
        cells = _unreported(row_id, statuses.get(row_id)) if result is None else _reported(result)
        table.add_row(*cells, mark)
    return table


def _unreported(row_id: str, status: tuple[str, str] | None) -> list[str | Text]:
    """An order that the export had no reason to look at: what OutSmart says of it."""
    said = "staat niet in OutSmart" if status is None else f"{status[0]}, werkstatus {status[1] or '(leeg)'}"
    return [row_id, "", _outcome("skipped"), "", "", "", "", said]


def _reported(result: OrderResult) -> list[str | Text]:
    exported = result.outcome in EXPORTED
    return [
        result.work_order or result.row_id,
        result.relation,
        _outcome(result.outcome),
        result.receipt_number or ("concept" if exported else ""),
        result.net if exported else "",
        result.vat if exported else "",
        result.total if exported else "",
        _remarks(result),
    ]


def _remarks(result: OrderResult) -> str:
    """The reason and, of what was exported, the warnings: each in Dutch with its English below it."""
    told = [(result.reason, result.nl, result.en)] if result.reason or result.nl else []
    if result.outcome in EXPORTED:
        told += sorted(result.warning_texts)
    return "\n".join(_in_two_languages(*one) for one in told)


def _in_two_languages(code: str, nl: str, en: str) -> str:
    # the whole text, with its remedy, is in Airflow; here it must not hide the other orders
    texts = [shorten(text, _REASON_LENGTH, placeholder=" …") for text in (nl, en) if text]
    return "\n".join(texts) or code


def _outcome(code: str) -> Text:
    return Text(_DUTCH_OUTCOMES.get(code, code), style=_COLOURS.get(code, "dim"))


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number or name == "read")
