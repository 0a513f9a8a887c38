"""Leaves the reason of a refusal as a note on the work order, where the settings ask for it, and never at a risk.

Nobody knows what OutSmart does with a posted note: it might replace the one that is there. So a note goes only to an
order that has none of anybody else, and only where the list of notes is seen to show what people wrote. After the first
note of a run the list is read again: whatever is not as it was ends the writing of notes.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from koppeling.export.context import Export
from koppeling.export.unforeseen import unforeseen
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason
from outsmart.errors import OutSmartError
from outsmart.hook import OutSmartHook
from outsmart.records import Note, WorkOrder

NOTES_IN_ONE_CALL = 100
_HEADING = "Reeleezee-koppeling"
_TAG = re.compile(r"<[^>]*>")
_OURS = re.compile(rf"(?P<told>{_HEADING} [0-9-]{{10}}: .+) Kenmerk (?P<mark>[0-9a-f]{{12}})")
_OF_ANOTHER = "er staat al een notitie van iemand anders op / somebody else's note is on it"
_NO_NUMBER = "de werkbon heeft geen nummer / the work order has no number"
_NONE_OF_PEOPLE = (
    "OutSmart toont geen enkele notitie van een mens; schrijf er een, zodat te zien is dat de lijst werkt "
    "/ OutSmart shows no note of a person; write one first"
)
_NOT_SHOWN = "OutSmart toont de notitie niet die het aannam / OutSmart does not show the note that it took"
_LOST = "na de eerste notitie is die op {} weg of anders: kijk die na / after the first note this one is gone: check it"
_OTHER_COUNT = "OutSmart nam niet alle notities aan / OutSmart did not take all notes"


class _Unfit(Exception):
    """What OutSmart does with notes is not what it takes to write more of them."""


@dataclass(frozen=True)
class _Wish:
    """The note that an order should get; `told` is the reason in it, without mark-up."""

    order: WorkOrder
    told: str
    note: Note


def leave_reasons(export: Export, orders: Mapping[str, WorkOrder], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Write the reason on each order that got 99; where that does not succeed its outcome says so, and nothing else."""
    problems: dict[str, str] = {}
    waiting = _wishes(orders, outcomes, export.today, problems)
    if waiting:
        try:
            _leave(export.outsmart, waiting, problems)
        except (OutSmartError, _Unfit) as error:
            problems |= dict.fromkeys(waiting, str(error))
        except Exception as error:  # the net: their 99 is written and must be told, with or without a note
            problems |= dict.fromkeys(waiting, unforeseen(error).nl)
    return [_with_problem(outcome, problems.get(outcome.row_id, "")) for outcome in outcomes]


def _wishes(
    orders: Mapping[str, WorkOrder], outcomes: Sequence[Outcome], today: date, problems: dict[str, str]
) -> dict[str, _Wish]:
    waiting = {}
    for outcome in outcomes:
        if not _got_99(outcome) or not outcome.reason:
            continue
        try:
            waiting[outcome.row_id] = _wish(orders[outcome.row_id], outcome.reason.nl, today)
        except Exception as error:  # the net around one note: the others are written
            problems[outcome.row_id] = unforeseen(error).nl
    return waiting


def _got_99(outcome: Outcome) -> bool:
    return outcome.result is Result.REFUSED


def _with_problem(outcome: Outcome, problem: str) -> Outcome:
    return outcome.with_warning(reason("reason_not_on_work_order", problem=problem)) if problem else outcome


def _wish(order: WorkOrder, told: str, today: date) -> _Wish:
    words = f"{_HEADING} {today:%d-%m-%Y}: {_words(html.escape(told))}"
    mark = _mark(words)
    content = f"<p>{html.escape(words)}</p><p>Kenmerk {mark}</p>"
    # A reference of its own, should that be what OutSmart finds a note by: an empty one could be anybody's.
    reference = f"{_HEADING}/{order.row_id}/{mark}"
    place = {"entity": "worksheets", "column": "OrderNr", "primary": order.number}
    return _Wish(order, _words(html.escape(told)), Note(**place, content=content, reference=reference))


def _leave(outsmart: OutSmartHook, waiting: dict[str, _Wish], problems: dict[str, str]) -> None:
    """Takes an order out of `waiting` once its note is there, is not needed, or has a problem of its own."""
    before = outsmart.notes()
    writable = _writable(before, waiting, problems)
    if not writable:
        return
    if all(_is_ours(note) for note in before):
        raise _Unfit(_NONE_OF_PEOPLE)
    first = writable[0]
    _add(outsmart, [first])
    after = outsmart.notes()
    _see_that_all_is_well(before, after, first)
    del waiting[first.order.row_id]
    rest = _writable(after, waiting, problems)
    for start in range(0, len(rest), NOTES_IN_ONE_CALL):
        batch = rest[start : start + NOTES_IN_ONE_CALL]
        _add(outsmart, batch)
        for wish in batch:
            del waiting[wish.order.row_id]


def _writable(notes: Sequence[Note], waiting: dict[str, _Wish], problems: dict[str, str]) -> list[_Wish]:
    for row_id, wish in list(waiting.items()):
        there = [note for note in notes if _is_on(note, wish.order)]
        if not any(_tells(note, wish) for note in there):
            problem = _objection(wish, there)
            if not problem:
                continue
            problems[row_id] = problem
        del waiting[row_id]
    return list(waiting.values())


def _objection(wish: _Wish, there: Iterable[Note]) -> str:
    if not wish.order.number.strip():
        return _NO_NUMBER
    return "" if all(_is_ours(note) for note in there) else _OF_ANOTHER


def _add(outsmart: OutSmartHook, wishes: Sequence[_Wish]) -> None:
    if outsmart.add_notes([wish.note for wish in wishes]) != len(wishes):
        raise _Unfit(_OTHER_COUNT)


def _see_that_all_is_well(before: Sequence[Note], after: Sequence[Note], written: _Wish) -> None:
    still_there = set(after)
    for note in before:
        if note not in still_there and not (_is_on(note, written.order) and _is_ours(note)):
            raise _Unfit(_LOST.format(note.primary))
    if not any(_is_on(note, written.order) and _tells(note, written) for note in after):
        raise _Unfit(_NOT_SHOWN)


def _is_on(note: Note, order: WorkOrder) -> bool:
    """By any number of the order, whatever the note says that it is: one note too many is kept rather than lost."""
    names = {name.strip().casefold() for name in (order.number, order.external_number, order.row_id)}
    return note.primary.strip().casefold() in names - {""}


def _tells(note: Note, wish: _Wish) -> bool:
    return wish.told in _words(note.content)


def _is_ours(note: Note) -> bool:
    """Written by us and by nobody changed since: the mark at its end is made of all its other words."""
    found = _OURS.fullmatch(_words(note.content))
    return found is not None and _mark(found["told"]) == found["mark"]


def _words(content: str) -> str:
    """The text without mark-up, which OutSmart may keep, change or take out."""
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
