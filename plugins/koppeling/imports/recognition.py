"""Finds for every Reeleezee record the row in OutSmart that is the same party or article, or says why it cannot.

Order: external id, then the id that the export computes, then number or code with agreement. Pure: no call is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from koppeling.imports.candidate import Candidate, Stored, same_key
from koppeling.reasons import Reason, reason


class By(IntEnum):
    """By what a row was recognised, the strongest first."""

    EXTERNAL_ID = 0
    COMPUTED_ID = 1
    KEY = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """For one candidate: the row it is (None: a new one), or the conflict because of which nothing is written."""

    row: int | None = None
    by: By | None = None
    conflict: Reason | None = None


Objection = Callable[[Candidate, Stored, By], Reason | None]
"""Why a row that is found by computed id or by key may still not be taken for the candidate."""


Name = TypeVar("Name", str, int)


class Places(Generic[Name]):
    """At which places of a list each name stands ("" and None are none); small, as nearly all names are unique."""

    def __init__(self, names: Iterable[Name | None]) -> None:
        self._first: dict[Name, int] = {}
        self.shared: dict[Name, list[int]] = {}
        for place, name in enumerate(names):
            if name is None or name == "":
                continue
            if name in self._first:
                self.shared.setdefault(name, [self._first[name]]).append(place)
            else:
                self._first[name] = place

    def get(self, name: Name) -> list[int]:
        first = self._first.get(name)
        return [] if first is None else self.shared.get(name, [first])


@dataclass(frozen=True)
class StoredIndex:
    """The rows of OutSmart by each of their names."""

    rows: Sequence[Stored]
    by_external_id: Places[str] = field(init=False)
    by_computed_id: Places[str] = field(init=False)
    by_key: Places[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_external_id", Places(row.external_id for row in self.rows))
        object.__setattr__(self, "by_computed_id", Places(row.computed_id for row in self.rows))
        object.__setattr__(self, "by_key", Places(same_key(row.key) for row in self.rows))

    def find(self, candidate: Candidate) -> tuple[By, list[int]] | None:
        """The rows under the strongest of the candidate's names; of spellings of one key the exact one."""
        if found := self.by_external_id.get(candidate.id):
            return By.EXTERNAL_ID, found
        if found := self.by_computed_id.get(candidate.id):
            return By.COMPUTED_ID, found[:1]
        if candidate.key and (found := self.by_key.get(same_key(candidate.key))):
            exact = [index for index in found if self.rows[index].key == candidate.key]
            return By.KEY, (exact or found)[:1]
        return None


def recognise(candidates: Sequence[Candidate], index: StoredIndex, objection: Objection) -> list[Recognised]:
    """One answer per candidate, in their order; no row and no new key is given to two of them."""
    answers = [_find(candidate, index, objection) for candidate in candidates]
    _refuse_shared_keys(candidates, answers)
    _refuse_shared_rows(candidates, index, answers)
    return answers


def _find(candidate: Candidate, index: StoredIndex, objection: Objection) -> Recognised:
    found = index.find(candidate)
    if found is None:
        return Recognised()
    by, rows = found
    if len(rows) > 1:
        keys = ", ".join(index.rows[row].key for row in rows)
        conflict = reason("row_external_id_twice", external_id=candidate.id, keys=keys, name=candidate.name)
        return Recognised(conflict=conflict)
    conflict_or_none = objection(candidate, index.rows[rows[0]], by)
    return Recognised(rows[0], by, conflict_or_none)


def _refuse_shared_keys(candidates: Sequence[Candidate], answers: list[Recognised]) -> None:
    """Of records with one number or code only those that an id tells apart can be told apart."""
    for group in Places(same_key(c.key) if not c.is_archived else "" for c in candidates).shared.values():
        names = ", ".join(candidates[n].name for n in group)
        for n in group:
            if answers[n].by not in {By.EXTERNAL_ID, By.COMPUTED_ID}:
                conflict = reason("row_key_twice", key=candidates[n].key, names=names)
                answers[n] = Recognised(answers[n].row, answers[n].by, conflict)


def _refuse_shared_rows(candidates: Sequence[Candidate], index: StoredIndex, answers: list[Recognised]) -> None:
    """The strongest claim on a row wins; of equal claims none does. An archived record yields to one in use."""
    claims = Places(None if answer.conflict else answer.row for answer in answers)
    for row, group in claims.shared.items():
        ranks = {n: (candidates[n].is_archived, answers[n].by or By.EXTERNAL_ID) for n in group}
        best = min(ranks.values())
        winners = [n for n in group if ranks[n] == best]
        for n in group:
            if winners != [n]:
                other = candidates[next(w for w in (*winners, *group) if w != n)].name
                conflict = reason("row_taken", key=index.rows[row].key, name=candidates[n].name, other_name=other)
                answers[n] = Recognised(row, answers[n].by, conflict)
