"""Writes docs/assumptions.md from the register, so that readers find the list that the program has.

`python -m koppeling.assumptions.documentation` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from koppeling.assumptions.about_invoices import ABOUT_INVOICES
from koppeling.assumptions.about_outsmart import ABOUT_OUTSMART
from koppeling.assumptions.about_reeleezee import ABOUT_REELEEZEE
from koppeling.assumptions.assumption import Assumption
from koppeling.assumptions.indifferent import INDIFFERENT

FILE: Final = Path(__file__).resolve().parents[3] / "docs" / "assumptions.md"
_INTRODUCTION = """\
# Assumptions

What the public sources do not prove and the koppeling relies on. No assumption may, when it is wrong, cause a double
invoice, lose one, or empty a field: tests run all imports and the export with every switch of the sandboxes turned,
and with other answers where there is no switch.

The list in code is `plugins/koppeling/assumptions/`; this page is written from it
(`python -m koppeling.assumptions.documentation`). The DAG `koppeling_setup` tells of each whether it holds on your own
account: those marked ● it tests by reading, harmlessly and within seconds; of the others it says why it cannot.

Nothing is written for a test, not even to free field 5: whether DeleteEntity takes a row away without a trace is itself
unknown, and the first import tests the field on a material that it makes anyway, takes back if need be, and stops.
"""
_HEAD = "| name | assumed | source | when it is wrong | sandbox switches |\n| --- | --- | --- | --- | --- |"
_INDIFFERENT = """\
## Open questions on which nothing depends

Whatever the answer is, the koppeling does the same. Tests export with each of these switches turned and get the same
invoices. `GET /_sandbox/switches` lists all switches with their meaning and source.

| sandbox switch | why nothing depends on it |
| --- | --- |"""
_CHAPTERS = (
    ("OutSmart", ABOUT_OUTSMART),
    ("Reading Reeleezee", ABOUT_REELEEZEE),
    ("Writing to Reeleezee", ABOUT_INVOICES),
)


def text() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    for title, assumptions in _CHAPTERS:
        yield f"## {title}\n\n{_HEAD}"
        yield from map(_row, assumptions)
        yield ""
    yield _INDIFFERENT
    yield from (f"| `{switch}` | {why} |" for switch, why in INDIFFERENT.items())


def _row(assumption: Assumption) -> str:
    mark = "" if assumption.untestable else " ●"
    switches = ", ".join(f"`{switch}`" for switch in assumption.switches) or "–"
    cells = (f"`{assumption.name}`{mark}", assumption.en, assumption.source, assumption.when_wrong, switches)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
