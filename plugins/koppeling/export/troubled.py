"""Remembers which orders met trouble, so that one which Reeleezee cannot store delays nobody and is refused in the end.

They come last in the next run. A run counts against an order only when Reeleezee *answered* with a server error, the
invoice was looked for and not there, and the run itself went through: beside an invoice that it did store, or with
this order as the only one. An order on its own proves little, so that takes a day of quarters instead of three runs.
The same holds where the relation or the material of an order is what Reeleezee answers with an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

RUNS_BESIDE_OTHERS = 3
RUNS_ALONE = 96
MOST_REMEMBERED = 200
NOT_STORED = frozenset({"relation_not_stored", "material_not_stored"})
"""The reasons of an order that waits because Reeleezee answered an error to the making of its relation or material."""


@dataclass(frozen=True)
class Trouble:
    """Trouble with one version of an order; `run` is the last run counted: a task cleared in it adds nothing.

    `about` is the id of the relation or product that cannot be stored; empty for the invoice itself.
    """

    fingerprint: str
    beside_others: int = 0
    alone: int = 0
    run: str = ""
    about: str = ""

    @property
    def is_counted(self) -> bool:
        return self.beside_others + self.alone > 0

    @property
    def is_about_the_order(self) -> bool:
        return self.beside_others >= RUNS_BESIDE_OTHERS or self.alone >= RUNS_ALONE

    def once_more(self, run: str, *, others_stored: bool, about: str = "") -> Trouble:
        """The same, with this run counted; no run counts twice, and trouble with something else is counted anew."""
        if about != self.about:
            return Trouble(self.fingerprint, about=about).once_more(run, others_stored=others_stored, about=about)
        if run and run == self.run:
            return self
        if others_stored:
            return replace(self, beside_others=self.beside_others + 1, run=run)
        return replace(self, alone=self.alone + 1, run=run)


Troubled = Mapping[str, Trouble]


def read_troubled(stored: Mapping[str, Any]) -> dict[str, Trouble]:
    """By row id, as the former run left it behind."""
    return {row_id: Trouble(**row) for row_id, row in stored.items()}


def as_json(troubled: Troubled) -> dict[str, Any]:
    """What the next run is given; of more than can be kept, those counted most often."""
    by_count = sorted(troubled.items(), key=lambda item: item[1].beside_others + item[1].alone, reverse=True)
    return {row_id: asdict(trouble) for row_id, trouble in by_count[:MOST_REMEMBERED]}


def of_these_versions(troubled: Troubled, accepted: Mapping[str, str]) -> dict[str, Trouble]:
    """Without those of which another version is about to be posted: a changed order starts anew."""
    return {
        r: trouble for r, trouble in troubled.items() if accepted.get(r, trouble.fingerprint) == trouble.fingerprint
    }


def still_waiting(troubled: Troubled, waiting: Iterable[str]) -> dict[str, Trouble]:
    kept = set(waiting)
    return {row_id: trouble for row_id, trouble in troubled.items() if row_id in kept}
