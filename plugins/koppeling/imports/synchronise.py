"""Carries out the plan of an import and counts what became of it; the three imports differ only in what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from koppeling.imports.memory import kept
from koppeling.imports.plan import plan_import
from koppeling.imports.planned import Intake, Plan, Planned
from koppeling.imports.progress import Progress
from koppeling.imports.report import Became, ImportReport, Tally
from koppeling.imports.turn import Turn
from koppeling.reasons import reason
from koppeling.unforeseen import what_happened
from outsmart.change import Change
from outsmart.posting import Allowance, PostingResult

Post = Callable[[Sequence[Change], Allowance], PostingResult]
_NOTHING = PostingResult((), {}, {}, 0)


def synchronise(
    intake: Intake, tally: Tally, post: Post, *, preview: bool, remembered: Mapping[str, str], turn: Turn | None = None
) -> ImportReport:
    """Plan, and unless it is a preview post; nothing is posted when nothing differs.

    The report of a turn that ended before the import did says how far it came. `tally` has what was told while reading;
    that concerns the whole, and only the first turn tells it.
    """
    turn = turn or Turn()
    turn.has_read()
    kind = intake.mapping.listing.name.lower()
    part = turn.progress.part
    told = tally if part.is_first else turn.progress.tally()
    before = told.copy()
    plan = plan_import(intake, told, remembered, part, turn.written)
    if preview:
        for planned in plan.planned:
            with _net(told, planned):
                _tell_written(told, planned)
        return told.report(kind, preview=True, remembered=remembered)
    # The order of the lists is the easiest to follow, but an import that goes on later needs one that stays.
    plan = plan.by_id() if turn.can_end else plan
    result = post(plan.changes, turn.allowance) if plan.planned else _NOTHING
    if result.left:
        # The same plan once more, of what was reached alone: the next turn looks at all the rest anew.
        part, told = turn.done(plan, result.left), before
        plan = plan_import(intake, told, remembered, part, turn.written)
    notes = kept(turn.progress.notes, {**plan.notes, **_told_posted(told, plan, result)})
    report = told.report(kind, preview=False, remembered=notes or {})
    if not result.left:
        return report
    return replace(report, unfinished=Progress.after(part, report, notes, turn.allowance.bad_rows))


def _told_posted(tally: Tally, plan: Plan, result: PostingResult) -> dict[str, str]:
    """The notes of the rows that were written."""
    notes: dict[str, str] = {}
    for planned in plan.done:
        with _net(tally, planned):
            notes |= _noted(tally, planned)
    for planned in plan.planned:
        with _net(tally, planned):
            key, name, posted = planned.key, planned.candidate.name, planned.posted_key
            if posted in result.refused:
                why = reason("row_refused", key=key, name=name, message=result.refused[posted])
                tally.tell(Became.REFUSED, key, name, why)
                continue
            notes |= _noted(tally, planned)
            if fields := result.stored_otherwise.get(posted):
                why = reason("row_stored_otherwise", key=key, name=name, fields=", ".join(fields))
                tally.tell(Became.STORED_OTHERWISE, key, name, why)
    return notes


@contextmanager
def _net(tally: Tally, planned: Planned) -> Iterator[None]:
    """Around what is told of one record: it may have been written, so that it is no refusal."""
    try:
        yield
    except Exception as error:  # nobody can know what to expect: it is told, logged, and the others go on
        key, name = planned.candidate.key, planned.candidate.name
        why = reason("row_written_unforeseen", key=key or name or "?", problem=what_happened(error))
        tally.tell(Became.REMARK, key, name, why)


def _noted(tally: Tally, planned: Planned) -> dict[str, str]:
    """The note of a row that was written, and whatever there is to tell of it."""
    _tell_written(tally, planned)
    return {planned.key: planned.note}


def _tell_written(tally: Tally, planned: Planned) -> None:
    key, name = planned.key, planned.candidate.name
    tally.count(Became.CREATED if planned.is_new else Became.UPDATED)
    if planned.incomplete:
        why = reason("row_incomplete", name=name, fields=", ".join(planned.incomplete))
        tally.tell(Became.INCOMPLETE, key, name, why)
    if planned.candidate.remark:
        tally.tell(Became.REMARK, key, name, planned.candidate.remark)
