"""Decides for every record of an import what is to be written, before anything is: pure, so that a preview is the same.

What nobody foresaw about one record refuses that record alone; it is told with its number, and the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from koppeling.imports.aside import is_complete, tell_rows, tell_trouble, told_aside
from koppeling.imports.candidate import Candidate
from koppeling.imports.part import Part
from koppeling.imports.planned import Intake, Plan, Planned
from koppeling.imports.recognition import Recognised, recognise
from koppeling.imports.report import Became, Tally
from koppeling.imports.updates import compare, planned_updates


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
    answers = recognise(intake.candidates, intake.index, intake.objection, intake.net)
    new: list[Candidate] = []
    matched: list[tuple[Candidate, Recognised]] = []
    for candidate, answer in zip(intake.candidates, answers, strict=True):
        if candidate.id not in part:
            continue
        tally.count(Became.READ)
        if _is_told(intake, tally, candidate, answer):
            continue
        new.append(candidate) if answer.row is None else matched.append((candidate, answer))
    if part.is_first:
        tell_rows(intake, tally, answers)
    done = _done(intake, matched, written or {})
    updates, notes = planned_updates(intake, tally, matched, remembered, {planned.candidate.id for planned in done})
    return Plan((*_creations(intake, tally, new), *updates), notes, done)


def _is_told(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> bool:
    is_told = False
    with intake.net.around(candidate):
        is_told = told_aside(intake, tally, candidate, answer)
    if is_told or candidate.id not in intake.net.candidates:
        return is_told
    tell_trouble(intake, tally, candidate)
    return True


def _done(
    intake: Intake, matched: Sequence[tuple[Candidate, Recognised]], written: Mapping[str, bool]
) -> tuple[Planned, ...]:
    """The rows among `written` that are as they were posted; one that cannot be compared is told with all others."""
    keys = intake.index.rows
    ours = [(c, a) for c, a in matched if keys[a.place].key in written] if written else []
    return tuple(
        Planned(intake, one.candidate, None if written[keys[one.answer.place].key] else one.answer.place)
        for one in compare(intake, ours)
        if not one.places
    )


def _creations(intake: Intake, tally: Tally, new: Sequence[Candidate]) -> list[Planned]:
    planned = [Planned(intake, candidate) for candidate in new]
    return [one for one in planned if is_complete(tally, one)]
