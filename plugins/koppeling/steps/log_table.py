"""Writes the result of a run as a table into the task's log, for whoever reads logs rather than XComs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from koppeling.export.report import DUTCH

log = logging.getLogger(__name__)
MOST_ROWS = 200
_WIDEST = 40
_ORDER_COLUMNS = ("Werkbon", "Relatie", "Resultaat", "Factuur", "Excl. btw", "Btw", "Totaal", "Reden")
_ROW_COLUMNS = ("Nummer of code", "Naam", "Wat", "Toelichting")
_BECAME = {
    "read": "gelezen",
    "created": "nieuw",
    "updated": "gewijzigd",
    "unchanged": "gelijk",
    "conflict": "in conflict",
    "refused": "geweigerd",
    "skipped": "overgeslagen",
    "incomplete": "onvolledig",
    "stored_otherwise": "anders opgeslagen",
    "remark": "met een opmerking",
    "vanished": "verdwenen",
}
_AMOUNTS = frozenset({"Excl. btw", "Btw", "Totaal"})
Json = Mapping[str, Any]


def log_orders(made: Json) -> None:
    """The report of the export: one line per work order, and what it says about all of them."""
    rows = [_order(row) for row in made["outcomes"]]
    counts = ", ".join(f"{count} {DUTCH[outcome]}" for outcome, count in made["counts"].items())
    title = f"{'Voorbeeld: ' if made['preview'] else ''}{counts or 'geen werkbonnen'}"
    _write(title, table(_ORDER_COLUMNS, rows), [made["notice"], made["failure"]])


def log_rows(made: Json) -> None:
    """The report of an import: the counts, and the rows that somebody must look at."""
    counts = ", ".join(f"{count} {_BECAME[name]}" for name, count in made["counts"].items() if count)
    rows = [(row["key"] or "-", row["name"], _BECAME[row["outcome"]], row["nl"]) for row in made["rows"]]
    title = f"{'Voorbeeld: ' if made['preview'] else ''}{counts or 'niets gelezen'}"
    _write(title, table(_ROW_COLUMNS, rows, left_out=made["rows_left_out"]) if rows else [], [])


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, left_out: int = 0) -> list[str]:
    """The rows under their headings, aligned; amounts to the right, the last column as wide as it comes.

    Only so many rows are shown: a log of ten thousand lines is read by nobody. `left_out` is what the report itself
    left out before.
    """
    shown = [(*(_cell(text) for text in row[:-1]), row[-1]) for row in rows[:MOST_ROWS]]
    widths = [max(len(row[at]) for row in (tuple(columns), *shown)) for at in range(len(columns))]
    lines = [_line(columns, columns, widths), "  ".join("-" * width for width in (*widths[:-1], len(columns[-1])))]
    lines += [_line(columns, row, widths) for row in shown]
    left = left_out + len(rows) - len(shown)
    return [*lines, f"… en {left} andere; zie XCom"] if left else lines


def _order(row: Json) -> tuple[str, ...]:
    told = " ".join(text for text in (row["nl"], *(warning["nl"] for warning in row["warnings"])) if text)
    amounts = (row["net"].replace(".", ","), row["vat"].replace(".", ","), row["total"].replace(".", ","))
    return (row["work_order"], row["relation"], DUTCH[row["outcome"]], row["receipt_number"], *amounts, told)


def _cell(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _line(columns: Sequence[str], row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        text.rjust(width) if column in _AMOUNTS else text.ljust(width)
        for column, text, width in zip(columns[:-1], row, widths, strict=False)
    ]
    return "  ".join((*cells, row[-1])).rstrip()


def _write(title: str, lines: Iterable[str], notes: Iterable[str]) -> None:
    log.info("%s", title)
    for line in (*lines, *(note for note in notes if note)):
        log.info("%s", line)
