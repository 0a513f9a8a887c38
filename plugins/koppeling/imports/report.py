"""Tells after an import what became of the records: exact counts, and the rows that a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from koppeling.reasons import Reason

if TYPE_CHECKING:
    from koppeling.imports.progress import Progress

MOST_ROWS = 500
_UNFORESEEN = frozenset({"row_unforeseen", "row_written_unforeseen"})


class Became(StrEnum):
    """What became of a record. `read` is the sum of created, updated, unchanged, conflict, refused and skipped.

    The others tell something besides: `incomplete` of a created row, `stored_otherwise` and `remark` of one that was
    written or found equal, `vanished` of a row that only OutSmart has.
    """

    READ = "read"
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REFUSED = "refused"
    SKIPPED = "skipped"
    INCOMPLETE = "incomplete"
    STORED_OTHERWISE = "stored_otherwise"
    REMARK = "remark"
    VANISHED = "vanished"


@dataclass(frozen=True)
class ImportRow:
    """A record that is not simply created, updated or unchanged."""

    key: str
    name: str
    outcome: Became
    reason: Reason

    def as_json(self) -> dict[str, str]:
        return {
            "key": self.key,
            "name": self.name,
            "outcome": str(self.outcome),
            "reason": self.reason.code,
            "nl": self.reason.nl,
            "en": self.reason.en,
        }


@dataclass(frozen=True)
class ImportReport:
    """The result of one import; in a preview the counts are what would be written.

    `kind` is relations, materials or hour_types. `remembered` is for the next run: of the rows just posted, what was
    wanted and what was stored. `rows_left_out` are those that earlier turns found too many to carry; `unfinished` says
    how far the import came when it has to go on in another turn.
    """

    kind: str
    preview: bool
    counts: Mapping[str, int]
    rows: tuple[ImportRow, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)
    rows_left_out: int = 0
    unfinished: Progress | None = None

    def as_json(self) -> dict[str, Any]:
        """For XCom and the page: at most 500 rows, the gravest first; the counts stay exact."""
        shown, left_out = gravest(self.rows)
        return {
            "kind": self.kind,
            "preview": self.preview,
            "counts": dict(self.counts),
            "rows": [row.as_json() for row in shown],
            "rows_left_out": self.rows_left_out + left_out,
            "remembered": dict(self.remembered),
            "failure": self.failure,
        }

    @property
    def failure(self) -> str:
        """Why the run must end red although it went on: a record met trouble that nobody foresaw."""
        return next((f"{row.reason.nl} / {row.reason.en}" for row in self.rows if row.reason.code in _UNFORESEEN), "")


_GRAVITY = (
    Became.CONFLICT,
    Became.REFUSED,
    Became.STORED_OTHERWISE,
    Became.VANISHED,
    Became.REMARK,
    Became.INCOMPLETE,
    Became.SKIPPED,
)


def gravest(rows: Sequence[ImportRow]) -> tuple[list[ImportRow], int]:
    """As many rows as a report may have, the gravest first, and the number of the others.

    What nobody foresaw goes before all: none of it may fall off, since it makes the run red.
    """
    in_order = sorted(rows, key=lambda row: (row.reason.code not in _UNFORESEEN, _GRAVITY.index(row.outcome)))
    return in_order[:MOST_ROWS], max(0, len(rows) - MOST_ROWS)


class Tally:
    """Collects counts and rows while an import goes on."""

    def __init__(
        self, counts: Mapping[Became, int] | None = None, rows: Sequence[ImportRow] = (), rows_left_out: int = 0
    ) -> None:
        self._counts: Counter[Became] = Counter(counts or {})
        self._rows = list(rows)
        self._rows_left_out = rows_left_out

    def copy(self) -> Tally:
        return Tally(self._counts, self._rows, self._rows_left_out)

    def count(self, became: Became, times: int = 1) -> None:
        self._counts[became] += times

    def tell(self, became: Became, key: str, name: str, why: Reason) -> None:
        self._counts[became] += 1
        self._rows.append(ImportRow(key, name, became, why))

    def refuse(self, key: str, name: str, why: Reason) -> None:
        self.tell(Became.REFUSED, key, name, why)

    def report(self, kind: str, *, preview: bool, remembered: Mapping[str, str]) -> ImportReport:
        counts = {str(became): self._counts[became] for became in Became}
        return ImportReport(kind, preview, counts, tuple(self._rows), dict(remembered), self._rows_left_out)
