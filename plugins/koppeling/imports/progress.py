"""Carries what a long import did from one turn to the next, so that its report is that of one import.

It is kept small: of the rows to look at no more than a report shows, packed, since Airflow's store is meant for little.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from koppeling.imports.part import Part
from koppeling.imports.report import Became, ImportReport, ImportRow, Tally, gravest
from koppeling.reasons import Reason


@dataclass(frozen=True)
class Progress:
    """What is still to do, and what was told of all that is done.

    `notes` is None when the rows posted were too many to remember; `bad_rows` is how many OutSmart has refused.
    """

    part: Part = field(default_factory=Part)
    counts: Mapping[Became, int] = field(default_factory=dict)
    rows: Sequence[ImportRow] = ()
    rows_left_out: int = 0
    notes: Mapping[str, str] | None = field(default_factory=dict)
    bad_rows: int = 0

    @classmethod
    def after(cls, part: Part, told: ImportReport, notes: Mapping[str, str] | None, bad_rows: int) -> Progress:
        rows, left_out = gravest(told.rows)
        counts = {Became(name): count for name, count in told.counts.items()}
        return cls(part.rest, counts, rows, told.rows_left_out + left_out, notes, bad_rows)

    def tally(self) -> Tally:
        """To go on counting from here."""
        return Tally(self.counts, self.rows, self.rows_left_out)

    def as_json(self) -> dict[str, Any]:
        return {
            "start": self.part.start,
            "settled": sorted(self.part.settled),
            "counts": {str(became): count for became, count in self.counts.items()},
            "rows": _packed([_row_as_json(row) for row in self.rows]),
            "rows_left_out": self.rows_left_out,
            "notes": None if self.notes is None else dict(self.notes),
            "bad_rows": self.bad_rows,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Progress:
        return cls(
            Part(data["start"], settled=frozenset(data["settled"])),
            {Became(name): count for name, count in data["counts"].items()},
            [_row_from_json(row) for row in _unpacked(data["rows"])],
            data["rows_left_out"],
            data["notes"],
            data["bad_rows"],
        )


def _row_as_json(row: ImportRow) -> list[Any]:
    return [row.key, row.name, str(row.outcome), row.reason.as_json()]


def _row_from_json(row: Sequence[Any]) -> ImportRow:
    key, name, outcome, why = row
    return ImportRow(key, name, Became(outcome), Reason.from_json(why))


def _packed(rows: Sequence[Any]) -> str:
    return base64.b64encode(zlib.compress(json.dumps(rows).encode())).decode()


def _unpacked(text: str) -> Sequence[Any]:
    rows: Sequence[Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return rows
