"""Carries out the plan of an import and counts what became of it; the three imports differ only in what they read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from koppeling.imports.memory import kept
from koppeling.imports.plan import Intake, Plan, Planned, plan_import
from koppeling.imports.report import Became, ImportReport, Tally
from koppeling.reasons import reason
from outsmart.change import Change
from outsmart.posting import PostingResult

Post = Callable[[Sequence[Change]], PostingResult]


def synchronise(
    intake: Intake, tally: Tally, post: Post, *, preview: bool, remembered: Mapping[str, str]
) -> ImportReport:
    """Plan, and unless it is a preview post; nothing is posted when nothing differs."""
    plan = plan_import(intake, tally, remembered)
    kind = intake.mapping.listing.name.lower()
    if preview:
        for planned in plan.planned:
            _tell_written(tally, planned)
        return tally.report(kind, preview=True, remembered=remembered)
    notes = dict(plan.notes) | _carried_out(tally, plan, post)
    return tally.report(kind, preview=False, remembered=kept(notes))


def _carried_out(tally: Tally, plan: Plan, post: Post) -> dict[str, str]:
    """The notes of the rows that were written."""
    if not plan.planned:
        return {}
    result = post(plan.changes)
    notes: dict[str, str] = {}
    for planned in plan.planned:
        key, name = planned.key, planned.candidate.name
        if key in result.refused:
            why = reason("row_refused", key=key, name=name, message=result.refused[key])
            tally.tell(Became.REFUSED, key, name, why)
            continue
        notes[key] = planned.note
        _tell_written(tally, planned)
        if fields := result.stored_otherwise.get(key):
            why = reason("row_stored_otherwise", key=key, name=name, fields=", ".join(fields))
            tally.tell(Became.STORED_OTHERWISE, key, name, why)
    return notes


def _tell_written(tally: Tally, planned: Planned) -> None:
    key, name = planned.key, planned.candidate.name
    tally.count(Became.CREATED if planned.is_new else Became.UPDATED)
    if planned.incomplete:
        why = reason("row_incomplete", name=name, fields=", ".join(planned.incomplete))
        tally.tell(Became.INCOMPLETE, key, name, why)
    if planned.candidate.remark:
        tally.tell(Became.REMARK, key, name, planned.candidate.remark)
