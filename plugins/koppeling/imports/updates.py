"""Compares the records that OutSmart knows with its rows, and makes a change of each that differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from koppeling.imports.aside import is_complete, tell_remarks
from koppeling.imports.candidate import Candidate
from koppeling.imports.comparison import differing
from koppeling.imports.memory import is_stored_otherwise, note, was_posted
from koppeling.imports.planned import Intake, Planned
from koppeling.imports.recognition import Recognised
from koppeling.imports.report import Became, Tally
from koppeling.reasons import Both, reason

# Both sides of this many rows stand side by side in memory; all hundred thousand at once would double the need.
COMPARED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Compared:
    """A record beside its row: what OutSmart has, and the places of the fields that must be overwritten."""

    candidate: Candidate
    answer: Recognised
    stored: tuple[str, ...]
    places: tuple[int, ...] = ()


def compare(intake: Intake, matched: Sequence[tuple[Candidate, Recognised]]) -> Iterator[Compared]:
    """Each record beside its row; one that cannot be compared is left out, and then in the net."""
    for start in range(0, len(matched), COMPARED_AT_ONCE):
        read: list[Compared] = []
        for candidate, answer in matched[start : start + COMPARED_AT_ONCE]:
            with intake.net.around(candidate):
                read.append(Compared(candidate, answer, intake.mapping.stored_values(intake.rows[answer.place])))
        yield from _differences(intake, read)


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
    for one in compare(intake, matched):
        change: Planned | str | None = None
        with intake.net.around(one.candidate):
            change = _change(intake, tally, one, remembered, done)
        if isinstance(change, Planned):
            planned.append(change)
        elif change is not None:
            notes[intake.index.rows[one.answer.place].key] = change
    _tell_troubles(intake, tally, matched)
    return planned, notes


def _differences(intake: Intake, read: Sequence[Compared]) -> Iterator[Compared]:
    """Many are compared at once; which of them is at fault when that fails is found by halves."""
    try:
        places = differing(intake.mapping, [one.candidate.values for one in read], [one.stored for one in read])
    except Exception:  # the net of the last one that is left logs and tells it, or stops all
        if len(read) > 1:
            middle = len(read) // 2
            yield from _differences(intake, read[:middle])
            yield from _differences(intake, read[middle:])
            return
        with intake.net.around(read[0].candidate):
            raise
        return
    for number, one in enumerate(read):
        yield Compared(one.candidate, one.answer, one.stored, places.get(number, ()))


def _tell_troubles(intake: Intake, tally: Tally, matched: Sequence[tuple[Candidate, Recognised]]) -> None:
    """Those that met it before were told aside and are no longer among the matched."""
    for candidate, answer in matched if intake.net.candidates else ():
        if trouble := intake.net.candidates.get(candidate.id):
            tally.refuse(intake.index.rows[answer.place].key, candidate.name, trouble)


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
        noted = note(ours, theirs)
        fields = ", ".join(mapping.fields[place].target for place in one.places)
        why = reason("row_stored_otherwise", key=key, name=candidate.name, fields=fields)
        tally.count(Became.UNCHANGED)
        tally.tell(Became.STORED_OTHERWISE, key, candidate.name, why)
        return noted
    seen = theirs if was_posted(remembered.get(key), ours) else None
    planned = Planned(intake, candidate, one.answer.place, one.places, seen)
    return planned if is_complete(tally, planned) else None


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
