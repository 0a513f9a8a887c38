"""Finds for every Reeleezee record the row in OutSmart that is the same party or article, or says why it cannot.

Order: external id, then the id that the export computes, then number or code with agreement. Pure: no call is made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from koppeling.imports.candidate import Candidate, Stored, same_key
from koppeling.reasons import Reason, reason


class By(IntEnum):
    """By what a row was recognised, the strongest first."""

    EXTERNAL_ID = 0
    COMPUTED_ID = 1
    KEY = 2


@dataclass(frozen=True)
class Recognised:
    """For one candidate: the row it is (None: a new one), or the conflict because of which nothing is written."""

    row: int | None = None
    by: By | None = None
    conflict: Reason | None = None


Objection = Callable[[Candidate, Stored, By], Reason | None]
"""Why a row that is found by computed id or by key may still not be taken for the candidate."""


@dataclass(frozen=True)
class StoredIndex:
    """The rows of OutSmart by each of their names."""

    rows: Sequence[Stored]
    by_external_id: Mapping[str, list[int]] = field(init=False)
    by_computed_id: Mapping[str, list[int]] = field(init=False)
    by_key: Mapping[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_external_id", _index([row.external_id for row in self.rows]))
        object.__setattr__(self, "by_computed_id", _index([row.computed_id for row in self.rows]))
        object.__setattr__(self, "by_key", _index([same_key(row.key) for row in self.rows]))

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
    sharing = _index([same_key(c.key) if not c.is_archived else "" for c in candidates])
    for group in sharing.values():
        if len(group) < 2:
            continue
        names = ", ".join(candidates[n].name for n in group)
        for n in group:
            if answers[n].by not in {By.EXTERNAL_ID, By.COMPUTED_ID}:
                conflict = reason("row_key_twice", key=candidates[n].key, names=names)
                answers[n] = Recognised(answers[n].row, answers[n].by, conflict)


def _refuse_shared_rows(candidates: Sequence[Candidate], index: StoredIndex, answers: list[Recognised]) -> None:
    """The strongest claim on a row wins; of equal claims none does. An archived record yields to one in use."""
    claims: dict[int, list[int]] = defaultdict(list)
    for n, answer in enumerate(answers):
        if answer.row is not None and answer.conflict is None:
            claims[answer.row].append(n)
    for row, group in claims.items():
        if len(group) < 2:
            continue
        ranks = {n: (candidates[n].is_archived, answers[n].by or By.EXTERNAL_ID) for n in group}
        best = min(ranks.values())
        winners = [n for n in group if ranks[n] == best]
        for n in group:
            if winners != [n]:
                other = candidates[next(w for w in (*winners, *group) if w != n)].name
                conflict = reason("row_taken", key=index.rows[row].key, name=candidates[n].name, other_name=other)
                answers[n] = Recognised(row, answers[n].by, conflict)


def _index(names: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if name:
            found[name].append(number)
    return dict(found)
