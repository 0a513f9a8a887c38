"""Tells of records that Reeleezee sent in a form that cannot be read, so that none is missing without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koppeling.imports.report import Became, Tally
from koppeling.reasons import reason

if TYPE_CHECKING:
    from reeleezee.reading import UnreadableRow


class Unreadable:
    """The unreadable rows of this import: the hook's list may hold those of earlier reads, and grows while reading."""

    def __init__(self, rows: Sequence[UnreadableRow]) -> None:
        self._rows = rows
        self._earlier = len(rows)

    def tell(self, tally: Tally) -> frozenset[str]:
        """Report them as refused; gives their ids, since a record that cannot be read has not vanished."""
        mine = self._rows[self._earlier :]
        for row in mine:
            why = reason("row_unreadable", row_id=row.row_id or "?", fields=", ".join(row.fields))
            tally.count(Became.READ)
            tally.tell(Became.REFUSED, row.row_id, "", why)
        return frozenset(row.row_id.lower() for row in mine)
