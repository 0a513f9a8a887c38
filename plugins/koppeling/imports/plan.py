"""Decides for every record of an import what is to be written, before anything is: pure, so that a preview is the same.

A row that is recognised is posted under OutSmart's own key, as it was read with our differing fields laid over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from koppeling.imports.aside import lacks_required, tell_troubled, tell_vanished, told_aside
from koppeling.imports.candidate import Candidate
from koppeling.imports.part import Part
from koppeling.imports.planned import Intake, Plan, Planned
from koppeling.imports.recognition import Recognised, recognise
from koppeling.imports.report import Became, Tally
from koppeling.imports.unforeseen import guarded
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
    answers = recognise(intake.candidates, intake.index, intake.objection)
    new: list[Candidate] = []
    matched: list[tuple[Candidate, Recognised]] = []
    for candidate, answer in zip(intake.candidates, answers, strict=True):
        if candidate.id not in part:
            continue
        tally.count(Became.READ)
        if guarded(tally, candidate.key, candidate.name, told_aside, intake, tally, candidate, answer) is False:
            new.append(candidate) if answer.row is None else matched.append((candidate, answer))
    if part.is_first:
        tell_troubled(intake, tally, answers)
        tell_vanished(intake, tally, answers)
    done = _done(intake, matched, written or {})
    updates, notes = planned_updates(intake, tally, matched, remembered, {planned.candidate.id for planned in done})
    return Plan((*_creations(intake, tally, new), *updates), notes, done)


def _done(
    intake: Intake, matched: Sequence[tuple[Candidate, Recognised]], written: Mapping[str, bool]
) -> tuple[Planned, ...]:
    """The rows among `written` that are as they were posted."""
    keys = intake.index.rows
    ours = [(c, a) for c, a in matched if keys[a.place].key in written] if written else []
    # one that cannot be compared is told when all are
    untold = Tally()
    return tuple(
        Planned(intake, one.candidate, None if written[keys[one.answer.place].key] else one.answer.place)
        for one in compare(intake, ours, untold)
        if not one.places
    )


def _creations(intake: Intake, tally: Tally, new: Sequence[Candidate]) -> Iterator[Planned]:
    for candidate in new:
        planned = Planned(intake, candidate)
        if guarded(tally, candidate.key, candidate.name, lacks_required, tally, planned) is False:
            yield planned
