"""Compares the records that OutSmart knows with its rows, and makes a change of each that differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from koppeling.imports.aside import lacks_required, tell_remarks
from koppeling.imports.candidate import Candidate
from koppeling.imports.comparison import differing
from koppeling.imports.memory import is_stored_otherwise, note, was_posted
from koppeling.imports.planned import Intake, Planned
from koppeling.imports.recognition import Recognised
from koppeling.imports.report import Became, Tally
from koppeling.imports.unforeseen import guarded
from koppeling.reasons import Both, reason
from koppeling.unforeseen import what_happened

# Both sides of this many rows stand side by side in memory; all hundred thousand at once would double the need.
COMPARED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Compared:
    """A record beside its row: what OutSmart has, and the places of the fields that must be overwritten."""

    candidate: Candidate
    answer: Recognised
    stored: tuple[str, ...]
    places: tuple[int, ...] = ()


def compare(intake: Intake, matched: Sequence[tuple[Candidate, Recognised]], tally: Tally) -> Iterator[Compared]:
    """Each record beside its row; one that cannot be compared is told to the tally and left out."""
    for start in range(0, len(matched), COMPARED_AT_ONCE):
        part = [
            Compared(candidate, answer, stored)
            for candidate, answer in matched[start : start + COMPARED_AT_ONCE]
            if (stored := _stored(intake, candidate, answer, tally)) is not None
        ]
        yield from _differences(intake, part, tally)


def planned_updates(
    intake: Intake,
    tally: Tally,
    matched: Sequence[tuple[Candidate, Recognised]],
    remembered: Mapping[str, str],
    done: Collection[str],
) -> tuple[list[Planned], dict[str, str]]:
    """The changes to post, and by key the notes of rows that OutSmart keeps otherwise; `done` are counted already."""
    planned: list[Planned] = []
    notes: dict[str, str] = {}
    for one in compare(intake, matched, tally):
        key = intake.index.rows[one.answer.place].key
        change = guarded(tally, key, one.candidate.name, _change, intake, tally, one, remembered, done)
        if isinstance(change, Planned):
            planned.append(change)
        elif change is not None:
            notes[key] = change
    return planned, notes


def _stored(intake: Intake, candidate: Candidate, answer: Recognised, tally: Tally) -> tuple[str, ...] | None:
    row = intake.rows[answer.place]
    key = intake.index.rows[answer.place].key
    return guarded(tally, key, candidate.name, intake.mapping.stored_values, row)


def _differences(intake: Intake, part: Sequence[Compared], tally: Tally) -> Iterator[Compared]:
    try:
        places = differing(intake.mapping, [c.candidate.values for c in part], [c.stored for c in part])
    except Exception as error:  # one of them spoils the comparison of all: each is compared by itself
        what_happened(error)
        yield from _one_by_one(intake, part, tally)
        return
    for number, one in enumerate(part):
        yield Compared(one.candidate, one.answer, one.stored, places.get(number, ()))


def _one_by_one(intake: Intake, part: Sequence[Compared], tally: Tally) -> Iterator[Compared]:
    for one in part:
        key, name = intake.index.rows[one.answer.place].key, one.candidate.name
        places = guarded(tally, key, name, differing, intake.mapping, [one.candidate.values], [one.stored])
        if places is not None:
            yield Compared(one.candidate, one.answer, one.stored, places.get(0, ()))


def _change(
    intake: Intake, tally: Tally, one: Compared, remembered: Mapping[str, str], done: Collection[str]
) -> Planned | str | None:
    """The change to post; or the note of a row that OutSmart keeps otherwise; or None where nothing is posted."""
    tell_remarks(intake, tally, one.candidate, one.answer)
    if not one.places:
        tally.count(Became.UNCHANGED, 0 if one.candidate.id in done else 1)
        return None
    if _told_nought(intake, tally, one):
        return None
    candidate, mapping = one.candidate, intake.mapping
    ours = mapping.owned(candidate.values, candidate.values)
    theirs = mapping.owned(candidate.values, one.stored)
    key = intake.index.rows[one.answer.place].key
    if is_stored_otherwise(remembered.get(key), ours, theirs):
        fields = ", ".join(mapping.fields[place].target for place in one.places)
        why = reason("row_stored_otherwise", key=key, name=candidate.name, fields=fields)
        tally.count(Became.UNCHANGED)
        tally.tell(Became.STORED_OTHERWISE, key, candidate.name, why)
        return note(ours, theirs)
    seen = theirs if was_posted(remembered.get(key), ours) else None
    planned = Planned(intake, candidate, one.answer.place, one.places, seen)
    return None if lacks_required(tally, planned) else planned


def _told_nought(intake: Intake, tally: Tally, one: Compared) -> bool:
    """An amount that becomes 0 where it was not is for a person: an emptied price must not give work away."""
    candidate, fields = one.candidate, intake.mapping.fields
    for place in one.places:
        if fields[place].becomes_nought(candidate.values[place], one.stored[place]):
            key = intake.index.rows[one.answer.place].key
            price = one.stored[place] or Both("leeg", "empty")
            why = reason("row_price_becomes_zero", key=key, name=candidate.name, price=price)
            tally.tell(Became.CONFLICT, key, candidate.name, why)
            return True
    return False
