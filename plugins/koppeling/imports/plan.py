"""Decides for every record of an import what is to be written, before anything is: pure, so that a preview is the same.

A row that is recognised is posted under OutSmart's own key, as it was read with our differing fields laid over it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from koppeling.identity import is_guid
from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.comparison import differing
from koppeling.imports.memory import is_stored_otherwise, note, was_posted
from koppeling.imports.part import Part
from koppeling.imports.recognition import By, Objection, Recognised, StoredIndex, recognise
from koppeling.imports.report import Became, Tally
from koppeling.imports.unforeseen import tell_unforeseen
from koppeling.keys import normal_key
from koppeling.mapping import FieldMapping
from koppeling.reasons import Both, reason
from outsmart.change import Change
from outsmart.deferred import Deferred
from outsmart.json_text import holds_all
from outsmart.listing import MasterList
from outsmart.records import Row

# Both sides of this many rows stand side by side in memory; all hundred thousand at once would double the need.
COMPARED_AT_ONCE = 5_000


@dataclass(frozen=True)
class Intake:
    """Everything that was read for one import: both sides, and how they are told apart.

    `known_ids` are all ids that Reeleezee has, also of records that are not imported; `is_judged` says of which rows of
    OutSmart it can be told that their record has vanished.
    """

    mapping: FieldMapping
    candidates: Sequence[Candidate]
    rows: Sequence[Row]
    index: StoredIndex
    objection: Objection
    known_ids: Collection[str]
    is_judged: Callable[[Stored], bool]


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


def plan_import(
    intake: Intake,
    tally: Tally,
    remembered: Mapping[str, str],
    part: Part,
    written: Mapping[str, bool] | None = None,
) -> Plan:
    """Recognise, compare and sort; what needs no writing is told to the tally at once.

    Records are recognised among all others, and only those of the part are planned and told. `written` are the rows
    that a turn which did not come to its end posted, by key, and whether they were new.
    """
    answers = recognise(intake.candidates, intake.index, intake.objection)
    new: list[Candidate] = []
    matched: list[tuple[Candidate, Recognised]] = []
    for candidate, answer in zip(intake.candidates, answers, strict=True):
        if candidate.id not in part:
            continue
        tally.count(Became.READ)
        if not _told_aside(intake, tally, candidate, answer):
            new.append(candidate) if answer.row is None else matched.append((candidate, answer))
    if part.is_first:
        _tell_vanished(intake, tally, answers)
    done = _done(intake, matched, written or {})
    updates, notes = _updates(intake, tally, matched, remembered, {planned.candidate.id for planned in done})
    return Plan((*_creations(intake, tally, new), *updates), notes, done)


def _done(
    intake: Intake, matched: Sequence[tuple[Candidate, Recognised]], written: Mapping[str, bool]
) -> tuple[Planned, ...]:
    """The rows among `written` that are as they were posted."""
    mapping = intake.mapping
    ours = [(c, a) for c, a in matched if intake.index.rows[_row(a)].key in written] if written else []
    stored = [mapping.stored_values(intake.rows[_row(answer)]) for _, answer in ours]
    places = differing(mapping, [candidate.values for candidate, _ in ours], stored) if ours else {}
    rows = [(c, _row(a)) for number, (c, a) in enumerate(ours) if number not in places]
    return tuple(Planned(intake, c, None if written[intake.index.rows[row].key] else row) for c, row in rows)


def _told_aside(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> bool:
    """Conflicts, archived and refused records are told and not written."""
    key = intake.index.rows[answer.row].key if answer.row is not None else candidate.key
    if candidate.is_archived:
        if answer.row is None or answer.conflict:
            tally.count(Became.SKIPPED)
        else:
            tally.tell(Became.SKIPPED, key, candidate.name, reason("row_archived", key=key, name=candidate.name))
    elif answer.conflict:
        tally.tell(Became.CONFLICT, key, candidate.name, answer.conflict)
    elif candidate.refusal:
        tally.tell(Became.REFUSED, key, candidate.name, candidate.refusal)
    elif answer.row is None and not normal_key(candidate.key):
        tally.tell(Became.REFUSED, "", candidate.name, reason("row_code_missing", name=candidate.name or candidate.id))
    else:
        return False
    return True


def _tell_vanished(intake: Intake, tally: Tally, answers: Sequence[Recognised]) -> None:
    """Rows that bear an id of Reeleezee which it no longer has; rows that were told about otherwise are left out."""
    claimed = {answer.row for answer in answers}
    for number, row in enumerate(intake.index.rows):
        is_ours = is_guid(row.external_id) and row.external_id not in intake.known_ids
        if is_ours and number not in claimed and intake.is_judged(row):
            why = reason("row_vanished", key=row.key, name=row.name, external_id=row.external_id)
            tally.tell(Became.VANISHED, row.key, row.name, why)


def _creations(intake: Intake, tally: Tally, new: Sequence[Candidate]) -> list[Planned]:
    planned = [Planned(intake, candidate) for candidate in new]
    return [one for one in planned if not _lacks_required(tally, one)]


def _updates(
    intake: Intake,
    tally: Tally,
    matched: Sequence[tuple[Candidate, Recognised]],
    remembered: Mapping[str, str],
    done: Collection[str],
) -> tuple[list[Planned], dict[str, str]]:
    planned: list[Planned] = []
    notes: dict[str, str] = {}
    for start in range(0, len(matched), COMPARED_AT_ONCE):
        part = matched[start : start + COMPARED_AT_ONCE]
        stored = [intake.mapping.stored_values(intake.rows[_row(answer)]) for _, answer in part]
        places = differing(intake.mapping, [candidate.values for candidate, _ in part], stored)
        for number, (candidate, answer) in enumerate(part):
            _tell_remarks(intake, tally, candidate, answer)
            if number not in places:
                tally.count(Became.UNCHANGED, 0 if candidate.id in done else 1)
                continue
            change = _difference(intake, tally, (candidate, answer), stored[number], places[number], remembered)
            if isinstance(change, Planned):
                planned.append(change)
            elif change is not None:
                notes[intake.index.rows[_row(answer)].key] = change
    return planned, notes


def _difference(
    intake: Intake,
    tally: Tally,
    match: tuple[Candidate, Recognised],
    stored: tuple[str, ...],
    places: Sequence[int],
    remembered: Mapping[str, str],
) -> Planned | str | None:
    """The change to post; or the note of a row that OutSmart keeps otherwise; or None for one that cannot be posted."""
    candidate, answer = match
    mapping = intake.mapping
    if _told_nought(intake, tally, match, stored, places):
        return None
    ours = mapping.owned(candidate.values, candidate.values)
    theirs = mapping.owned(candidate.values, stored)
    key = intake.index.rows[_row(answer)].key
    if is_stored_otherwise(remembered.get(key), ours, theirs):
        fields = ", ".join(mapping.fields[place].target for place in places)
        why = reason("row_stored_otherwise", key=key, name=candidate.name, fields=fields)
        tally.count(Became.UNCHANGED)
        tally.tell(Became.STORED_OTHERWISE, key, candidate.name, why)
        return note(ours, theirs)
    seen = theirs if was_posted(remembered.get(key), ours) else None
    planned = Planned(intake, candidate, _row(answer), tuple(places), seen)
    return None if _lacks_required(tally, planned) else planned


def _told_nought(
    intake: Intake,
    tally: Tally,
    match: tuple[Candidate, Recognised],
    stored: tuple[str, ...],
    places: Sequence[int],
) -> bool:
    """An amount that becomes 0 where it was not is for a person: an emptied price must not give work away."""
    candidate, answer = match
    fields = intake.mapping.fields
    for place in places:
        if fields[place].becomes_nought(candidate.values[place], stored[place]):
            key = intake.index.rows[_row(answer)].key
            price = stored[place] or Both("leeg", "empty")
            why = reason("row_price_becomes_zero", key=key, name=candidate.name, price=price)
            tally.tell(Became.CONFLICT, key, candidate.name, why)
            return True
    return False


def _lacks_required(tally: Tally, planned: Planned) -> bool:
    try:
        change = planned.change
        missing = planned.intake.mapping.listing.missing(change.row)
        is_whole = change.before is None or holds_all(change.before)
    except Exception as error:  # the net around one record: told and logged, and the others go on
        tell_unforeseen(tally, planned.key, planned.candidate.name, error)
        return True
    name = planned.candidate.name
    if not is_whole:
        tally.tell(Became.REFUSED, planned.key, name, reason("row_not_whole", key=planned.key, name=name))
        return True
    if missing:
        why = reason("row_required_missing", key=planned.key, name=name, fields=", ".join(missing))
        tally.tell(Became.REFUSED, planned.key, name, why)
    return bool(missing)


def _tell_remarks(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> None:
    row = intake.index.rows[_row(answer)]
    if row.key != candidate.key and intake.index.normal(row.key) == intake.index.normal(candidate.key):
        why = reason("row_key_spelled_otherwise", key=row.key, other=candidate.key, name=candidate.name)
        tally.tell(Became.REMARK, row.key, candidate.name, why)
    # What the export made may have another number: OutSmart's debtor numbers can be texts, Reeleezee's cannot.
    elif answer.by is By.EXTERNAL_ID and row.key != candidate.key and row.computed_id != candidate.id:
        why = reason("row_key_changed", key=row.key, new_key=candidate.key)
        tally.tell(Became.REMARK, row.key, candidate.name, why)
    if row.external_id and row.external_id != candidate.id:
        is_material = intake.mapping.listing is MasterList.MATERIALS
        code = "row_archived_replaced" if is_material else "row_external_id_replaced"
        why = reason(code, key=row.key, old=row.external_id, name=candidate.name)
        tally.tell(Became.REMARK, row.key, candidate.name, why)


def _row(answer: Recognised) -> int:
    if answer.row is None:
        raise ValueError("a new record has no row")
    return answer.row
