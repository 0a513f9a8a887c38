"""Finds for every Reeleezee record the row in OutSmart that is the same party or article, or says why it cannot.

Order: external id, then the id that the export computes, then number or code with agreement; of several spellings of
one number or code the exact one. Pure: no call is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Generic, TypeVar

from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.unforeseen import Net
from koppeling.keys import normal_key, same_key
from koppeling.reasons import Reason, reason


class By(IntEnum):
    """By what a row was recognised, the strongest first."""

    EXTERNAL_ID = 0
    COMPUTED_ID = 1
    KEY = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """For one candidate: the row it is (None: a new one), or the conflict because of which nothing is written.

    `trouble` is what nobody foresaw about the candidate or its row; then nothing is written either.
    """

    row: int | None = None
    by: By | None = None
    conflict: Reason | None = None
    trouble: Reason | None = None

    @property
    def place(self) -> int:
        """The row of one that has one; raises `ValueError` for a new record."""
        if self.row is None:
            raise ValueError("a new record has no row")
        return self.row


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
    """The rows of OutSmart by each of their names; `normal` gives the form in which keys are compared."""

    rows: Sequence[Stored]
    normal: Callable[[str], str] = normal_key
    by_external_id: Places[str] = field(init=False)
    by_computed_id: Places[str] = field(init=False)
    by_key: Places[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_external_id", Places(row.external_id for row in self.rows))
        object.__setattr__(self, "by_computed_id", Places(row.computed_id for row in self.rows))
        object.__setattr__(self, "by_key", Places(self.normal(row.key) for row in self.rows))

    def under_key(self, key: str) -> list[int]:
        """The rows under any spelling of this key, those with the exact one first."""
        found = self.by_key.get(self.normal(key))
        return sorted(found, key=lambda place: not self.is_exact(place, key))

    def is_exact(self, place: int, key: str) -> bool:
        return self.rows[place].key.strip() == key.strip()


def recognise(
    candidates: Sequence[Candidate], index: StoredIndex, objection: Objection, net: Net | None = None
) -> list[Recognised]:
    """One answer per candidate, in their order; no row and no new key is given to two of them.

    `net` has those that met trouble before; of each of them the answer tells it.
    """
    net = Net() if net is None else net
    answers: list[Recognised] = []
    keys: list[str] = []
    for candidate in candidates:
        key, answer = "", Recognised()
        with net.around(candidate):
            key = "" if candidate.is_archived else index.normal(candidate.key)
            answer = _find(candidate, index, objection, net)
        keys.append(key)
        answers.append(answer)
    _refuse_shared_keys(candidates, keys, index, answers, net)
    _refuse_shared_rows(candidates, index, answers, net)
    return [_with_trouble(one, answer, net) for one, answer in zip(candidates, answers, strict=True)]


def _with_trouble(candidate: Candidate, answer: Recognised, net: Net) -> Recognised:
    of_row = net.rows.get(answer.row) if net.rows and answer.row is not None else None
    trouble = net.candidates.get(candidate.id) or of_row
    return replace(answer, trouble=trouble) if trouble else answer


def _find(candidate: Candidate, index: StoredIndex, objection: Objection, net: Net) -> Recognised:
    if rows := index.by_external_id.get(candidate.id):
        if len(rows) > 1:
            keys = ", ".join(index.rows[row].key for row in rows)
            conflict = reason("row_external_id_twice", external_id=candidate.id, keys=keys, name=candidate.name)
            return Recognised(conflict=conflict)
        return Recognised(rows[0], By.EXTERNAL_ID, objection(candidate, index.rows[rows[0]], By.EXTERNAL_ID))
    if rows := index.by_computed_id.get(candidate.id):
        return Recognised(rows[0], By.COMPUTED_ID, objection(candidate, index.rows[rows[0]], By.COMPUTED_ID))
    return _by_key(candidate, index, objection, net)


def _by_key(candidate: Candidate, index: StoredIndex, objection: Objection, net: Net) -> Recognised:
    """The row of the exact spelling, else the only one of another spelling to which nobody objects.

    A row that could not be read may be the one, however it is spelled.
    """
    rows = index.under_key(candidate.key)
    objections = {row: net.rows.get(row) or objection(candidate, index.rows[row], By.KEY) for row in rows}
    free = [row for row in rows if objections[row] is None]
    if free and (len(free) == 1 or index.is_exact(free[0], candidate.key)):
        return Recognised(free[0], By.KEY)
    if free:
        keys = ", ".join(sorted(index.rows[row].key for row in free))
        return Recognised(None, By.KEY, reason("row_spelled_twice", key=candidate.key, keys=keys, name=candidate.name))
    if unread := [row for row in rows if row in net.rows]:
        return Recognised(unread[0], By.KEY)
    # A stranger under another number, such as 00042 beside 42, does not keep a new row from being made.
    strangers = [row for row in rows if same_key(index.rows[row].key, candidate.key)]
    return Recognised(strangers[0], By.KEY, objections[strangers[0]]) if strangers else Recognised()


def _refuse_shared_keys(
    candidates: Sequence[Candidate], keys: Sequence[str], index: StoredIndex, answers: list[Recognised], net: Net
) -> None:
    """Of records with one number or code only those that an id or the exact spelling tells apart can be told apart."""
    for group in Places(keys).shared.values():
        names = ", ".join(candidates[n].name for n in group)
        spellings = [candidates[n].key.strip() for n in group]
        for n in group:
            with net.around(candidates[n]):
                answer, key = answers[n], candidates[n].key
                is_exact = answer.row is not None and index.is_exact(answer.row, key)
                if answer.by not in {By.EXTERNAL_ID, By.COMPUTED_ID} and not (
                    is_exact and spellings.count(key.strip()) == 1
                ):
                    answers[n] = Recognised(answer.row, answer.by, reason("row_key_twice", key=key, names=names))


def _refuse_shared_rows(
    candidates: Sequence[Candidate], index: StoredIndex, answers: list[Recognised], net: Net
) -> None:
    """The strongest claim on a row wins; of equal claims none does. An archived record yields to one in use."""
    claims = Places(None if answer.conflict else answer.row for answer in answers)
    for row, group in claims.shared.items():
        ranks = {n: (candidates[n].is_archived, answers[n].by or By.EXTERNAL_ID) for n in group}
        best = min(ranks.values())
        winners = [n for n in group if ranks[n] == best]
        for n in group:
            if winners == [n]:
                continue
            with net.around(candidates[n]):
                other = candidates[next(w for w in (*winners, *group) if w != n)].name
                conflict = reason("row_taken", key=index.rows[row].key, name=candidates[n].name, other_name=other)
                answers[n] = Recognised(row, answers[n].by, conflict)
