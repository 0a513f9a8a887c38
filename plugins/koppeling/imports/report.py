"""Tells after an import what became of the records: exact counts, and the rows that a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from koppeling.reasons import Reason

MOST_ROWS = 500


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
    wanted and what was stored.
    """

    kind: str
    preview: bool
    counts: Mapping[str, int]
    rows: tuple[ImportRow, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For XCom and the page: at most 500 rows, the gravest first; the counts stay exact."""
        gravest = sorted(self.rows, key=lambda row: _GRAVITY.index(row.outcome))
        return {
            "kind": self.kind,
            "preview": self.preview,
            "counts": dict(self.counts),
            "rows": [row.as_json() for row in gravest[:MOST_ROWS]],
            "rows_left_out": max(0, len(self.rows) - MOST_ROWS),
            "remembered": dict(self.remembered),
        }


_GRAVITY = (
    Became.CONFLICT,
    Became.REFUSED,
    Became.STORED_OTHERWISE,
    Became.VANISHED,
    Became.REMARK,
    Became.INCOMPLETE,
    Became.SKIPPED,
)


class Tally:
    """Collects counts and rows while an import goes on."""

    def __init__(self) -> None:
        self._counts: Counter[Became] = Counter()
        self._rows: list[ImportRow] = []

    def count(self, became: Became, times: int = 1) -> None:
        self._counts[became] += times

    def tell(self, became: Became, key: str, name: str, why: Reason) -> None:
        self._counts[became] += 1
        self._rows.append(ImportRow(key, name, became, why))

    def report(self, kind: str, *, preview: bool, remembered: Mapping[str, str]) -> ImportReport:
        counts = {str(became): self._counts[became] for became in Became}
        return ImportReport(kind, preview, counts, tuple(self._rows), dict(remembered))
