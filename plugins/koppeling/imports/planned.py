"""Holds what was read for an import, and what is to be written of it: pointers to both sides, as there may be many.

A row that is recognised is posted under OutSmart's own key, as it was read with our differing fields laid over it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.memory import note
from koppeling.imports.recognition import Objection, StoredIndex
from koppeling.imports.unforeseen import Net
from koppeling.mapping import FieldMapping
from outsmart.change import Change
from outsmart.deferred import Deferred
from outsmart.records import Row


@dataclass(frozen=True)
class Intake:
    """Everything that was read for one import: both sides, and how they are told apart.

    `known_ids` are all ids that Reeleezee has, also of records that are not imported; `is_judged` says of which rows of
    OutSmart it can be told that their record has vanished. `net` has the records of both sides that met trouble.
    """

    mapping: FieldMapping
    candidates: Sequence[Candidate]
    rows: Sequence[Row]
    index: StoredIndex
    objection: Objection
    known_ids: Collection[str]
    is_judged: Callable[[Stored], bool]
    net: Net = field(default_factory=Net)


@dataclass(frozen=True, slots=True)
class Planned:
    """A change to post: of row `row` of OutSmart (None: a new one) the fields at `places` of the mapping.

    `seen` is what OutSmart had although the same was posted before. This only points at both sides; the rows are put
    together when they are posted, five hundred at a time.
    """

    intake: Intake
    candidate: Candidate
    row: int | None = None
    places: tuple[int, ...] = ()
    seen: tuple[str, ...] | None = None

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def key(self) -> str:
        return self.candidate.key if self.row is None else self.intake.index.rows[self.row].key

    @property
    def posted_key(self) -> str:
        """The key as OutSmart spells it, blanks included, under which a posting tells what became of it."""
        if self.row is None:
            return self.change.key
        return str(self.intake.rows[self.row][self.intake.mapping.listing.key])

    @property
    def note(self) -> str:
        return note(self.intake.mapping.owned(self.candidate.values, self.candidate.values), self.seen)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """The demanded fields of a new row that got no more than a default."""
        return self.intake.mapping.defaulted(self.candidate.values) if self.is_new else ()

    @property
    def change(self) -> Change:
        mapping, values = self.intake.mapping, self.candidate.values
        if self.row is None:
            return Change.of(mapping.listing, None, dict(mapping.new_row(values)))
        before = self.intake.rows[self.row]
        ours: Row = {mapping.fields[place].target: values[place] for place in self.places}
        # A demanded field that is empty gets its default, or OutSmart would refuse every update of the row.
        ours |= mapping.required_defaults({**before, **ours})
        return Change.of(mapping.listing, before, ours)


@dataclass(frozen=True)
class Plan:
    """What to post, and notes of rows that are left as OutSmart keeps them; `done` was posted by a turn that died."""

    planned: tuple[Planned, ...]
    notes: Mapping[str, str]
    done: tuple[Planned, ...] = ()

    @property
    def changes(self) -> Sequence[Change]:
        return Deferred(self.planned, lambda planned: planned.change)

    def by_id(self) -> Plan:
        """In the one order that stays when both sides are read again: a key can be changed, a place in a list moves."""
        return replace(self, planned=tuple(sorted(self.planned, key=lambda planned: planned.candidate.id)))
