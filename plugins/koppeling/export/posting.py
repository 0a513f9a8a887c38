"""Posts the concept invoices of a plan, one order after the other, and stops where going on would do harm.

While Reeleezee stores no invoice, its refusals turn no order to 99: a wrong setting must not do that to two hundred.
Orders that met trouble in a former run come last, and one that Reeleezee cannot store, or whose relation or material it
cannot store, is refused in the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from koppeling.export.alike import Refusals
from koppeling.export.collisions import STOPPED, TOO_MANY
from koppeling.export.context import Export
from koppeling.export.course import Course, time_up
from koppeling.export.deciding import Decided, decide
from koppeling.export.protocol import Step, export_one
from koppeling.export.troubled import NOT_STORED, Trouble, Troubled, of_these_versions, still_waiting
from koppeling.export.unforeseen import UNFORESEEN, set_aside, unforeseen
from koppeling.export.verify import IdentityCollision
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.parties import debtor_of
from koppeling.invoicing.version import is_version
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, Reason, reason
from outsmart.errors import OutSmartError
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError

TROUBLES_IN_A_ROW = 3
BY_REELEEZEE = frozenset({"reeleezee_refused", "stored_differently", "relation_refused", "material_refused"})
"""The refusals that are Reeleezee's own, for which it must have proved that it stores the invoices of others."""
Ready = tuple[WorkOrder, Draft]


@dataclass
class Posted:
    """The outcomes so far, why the run stopped (empty when it went through), and which orders have trouble now."""

    outcomes: list[Outcome] = field(default_factory=list)
    stopped: str = ""
    troubled: dict[str, Trouble] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    time_was_up: bool = False
    refusals: Refusals = field(default_factory=Refusals)
    collisions: int = 0
    in_a_row: int = 0


def post_invoices(
    export: Export,
    accepted: Mapping[str, str],
    troubles: Iterable[Outcome] = (),
    *,
    unready: Collection[str] = (),
    troubled: Troubled | None = None,
    run: str = "",
    course: Course | None = None,
    collisions: int = 0,
) -> Posted:
    """Export the accepted orders (row id → fingerprint); `troubles` are orders whose relation or material failed.

    `unready` are orders of whose relation nobody knows how far it was made: it may stand there without its address.
    `troubled` is what the former run remembered, `run` names the present one, `course` hears how it goes.
    `collisions` counts the orders of which the plan saw that under their id stands another one's invoice.
    """
    hindered = {o.row_id: o for o in troubles}
    wanted = [row_id for row_id in accepted if row_id not in hindered]
    before = of_these_versions(troubled or {}, accepted)
    waiting = export.reread([*accepted, *before])
    orders = {row_id: waiting[row_id] for row_id in wanted if row_id in waiting}
    posted = Posted(troubled=still_waiting(before, waiting), collisions=collisions)
    posted.outcomes += [o for o in hindered.values() if o.row_id in accepted]
    posted.outcomes += [_moved_on(row_id) for row_id in wanted if row_id not in orders]
    if orders:
        ready, others = _ready(decide(export, list(orders.values())), accepted, unready)
        posted.outcomes += others
        ready.sort(key=lambda made: made[0].row_id in posted.troubled)
        if collisions >= TOO_MANY:
            _stop(posted, ready, STOPPED)
        else:
            _post_all(export, ready, posted, course or Course())
    _without_99_when_nothing_was_stored(posted)
    _remember(posted, run)
    _remember_hindered(posted, [o for o in hindered.values() if o.row_id in waiting], run)
    return posted


def _ready(
    decided: Iterable[Decided], accepted: Mapping[str, str], unready: Collection[str]
) -> tuple[list[Ready], list[Outcome]]:
    """The drafts that can be written now, and the orders that must wait for the next run."""
    ready, others = [], []
    for order, made in decided:
        version = accepted[order.row_id]
        if isinstance(made, Reason) and made.code == UNFORESEEN:
            others.append(_waiting(order, version, made))
        elif isinstance(made, Reason) or not is_version(order, version):
            others.append(_waiting(order, version, reason("changed_since_plan")))
        elif order.row_id in unready or made.debtor.customer is None or made.new_products:
            others.append(_waiting(order, version, reason("party_not_ready")))
        else:
            ready.append((order, made))
    return ready, others


def _post_all(export: Export, ready: Sequence[Ready], posted: Posted, course: Course) -> None:
    waiting = list(ready)
    while waiting and not posted.stopped:
        if course.is_over():
            posted.time_was_up = True
            posted.outcomes += [_waiting(late, made.fingerprint, time_up()) for late, made in waiting]
            return
        order, draft = waiting.pop(posted.refusals.next_of([made for _, made in waiting]))
        course.begin(order.row_id)
        step = _tried(export, order, draft)
        posted.outcomes.append(step.outcome)
        course.tell(step.outcome)
        posted.steps[order.row_id] = step
        is_settled = step.outcome.is_exported and not step.stored
        posted.refusals.note(draft, step.refusal, stored=step.stored, is_settled=is_settled)
        if problem := _cause_to_stop(posted, order, step, is_last=not waiting):
            _stop(posted, waiting, problem)


def _tried(export: Export, order: WorkOrder, draft: Draft) -> Step:
    try:
        return export_one(export, order, draft)
    except IdentityCollision as error:
        return Step(set_aside(order, error.reason, draft.fingerprint), odd=True, collides=True)
    except (ReeleezeeError, OutSmartError) as error:
        # Of this one nobody knows how far it came: its invoice may stand there, unsettled. Should it be this one that
        # stops each run, those after it must have their turn first.
        unknown = _waiting(order, draft.fingerprint, reason("outcome_unknown", problem=error))
        return Step(unknown, odd=True, stops=str(error))
    except Exception as error:  # the net around one order: the next run looks how far it came
        return Step(set_aside(order, unforeseen(error), draft.fingerprint), odd=True)


def _cause_to_stop(posted: Posted, order: WorkOrder, step: Step, *, is_last: bool) -> Both | str:
    if step.stops:
        return step.stops
    posted.collisions += step.collides
    if step.collides and posted.collisions >= TOO_MANY:
        return STOPPED
    if posted.refusals.stop_the_run or (is_last and posted.refusals.are_alike):
        return _refused_alike(posted)
    posted.in_a_row = posted.in_a_row + 1 if step.trouble and not _is_counted(posted, order.row_id) else 0
    if posted.in_a_row == TROUBLES_IN_A_ROW:
        return Both(f"{TROUBLES_IN_A_ROW} storingen achter elkaar", f"{TROUBLES_IN_A_ROW} failures in a row")
    return ""


def _refused_alike(posted: Posted) -> Both:
    told = next(step.refusal for step in posted.steps.values() if step.refusal)
    return Both(
        f"Reeleezee weigert de eerste drie facturen met dezelfde melding: {told}",
        f"Reeleezee refuses the first three invoices with the same words: {told}",
    )


def _is_counted(posted: Posted, row_id: str) -> bool:
    return row_id in posted.troubled and posted.troubled[row_id].is_counted


def _remember(posted: Posted, run: str) -> None:
    """Note the trouble that each order met, and refuse those that Reeleezee proves unable to store.

    A run that was stopped tells nothing about a record: it counts against nobody.
    """
    others_stored = any(step.stored for step in posted.steps.values())
    counts = not posted.stopped and (others_stored or len(posted.steps) == 1)
    if posted.time_was_up and not others_stored:
        # Others wait that were not tried: the one that was is not the only one.
        counts = False
    for row_id, step in posted.steps.items():
        trouble = posted.troubled.pop(row_id, Trouble(step.outcome.fingerprint))
        if step.server_error and counts:
            trouble = trouble.once_more(run, others_stored=others_stored)
            if trouble.is_about_the_order:
                _refuse(posted, step.outcome, trouble, Both("de factuur", "the invoice"), step.server_error)
        if step.server_error or step.trouble or step.odd:
            posted.troubled[row_id] = trouble


def _remember_hindered(posted: Posted, hindered: Sequence[Outcome], run: str) -> None:
    """The same for orders of which Reeleezee answered the making of the relation or material with an error.

    One record that fails while invoices are stored is about that record. Several of a kind may be an outage of that
    part of Reeleezee alone: they are given the day of one that has no proof beside it.
    """
    if posted.stopped or any(o.reason and o.reason.code == "run_stopped" for o in hindered):
        return
    others_stored = any(step.stored for step in posted.steps.values())
    for code in sorted(NOT_STORED):
        failing = [(o, o.reason.values) for o in hindered if o.reason and o.reason.code == code]
        is_one = len({values["record"] for _, values in failing}) == 1
        is_all_there_is = is_one and not posted.steps and len(failing) == len(hindered)
        for outcome, values in failing if others_stored or is_all_there_is else ():
            trouble = posted.troubled.get(outcome.row_id, Trouble(outcome.fingerprint))
            trouble = trouble.once_more(run, others_stored=others_stored and is_one, about=str(values["record"]))
            posted.troubled[outcome.row_id] = trouble
            if trouble.is_about_the_order:
                _refuse(posted, outcome, trouble, values["what"], str(values["answer"]))


def _refuse(posted: Posted, outcome: Outcome, trouble: Trouble, what: Both | str, answer: str) -> None:
    """It stays remembered until it no longer waits: a 99 that cannot be written is tried again by the next run."""
    runs = trouble.beside_others + trouble.alone
    why = reason("reeleezee_cannot_store", what=what, runs=runs, message=answer)
    place = posted.outcomes.index(outcome)
    posted.outcomes[place] = replace(outcome, result=Result.REFUSED, reason=why)


def _without_99_when_nothing_was_stored(posted: Posted) -> None:
    """A refusal is about the order only if Reeleezee stored another invoice; else its order waits, and comes last."""
    if posted.refusals.stored:
        return
    alike = reason("run_stopped", problem=_refused_alike(posted)) if posted.refusals.are_alike else None
    for place, outcome in enumerate(posted.outcomes):
        if outcome.result is not Result.REFUSED or outcome.reason is None or outcome.reason.code not in BY_REELEEZEE:
            continue
        why = alike if alike and outcome.row_id in posted.steps else reason("refusal_unproven", refusal=outcome.reason)
        posted.outcomes[place] = replace(outcome, result=Result.DEFERRED, reason=why)
        if outcome.row_id in posted.steps:
            posted.steps[outcome.row_id] = replace(posted.steps[outcome.row_id], odd=True)


def _stop(posted: Posted, rest: Sequence[Ready], problem: Both | str) -> None:
    why = reason("run_stopped", problem=problem)
    posted.outcomes += [_waiting(order, draft.fingerprint, why) for order, draft in rest]
    posted.stopped = str(problem)


def _moved_on(row_id: str) -> Outcome:
    """Settled, archived, deleted or given another work status since the plan: nothing of it was read any more."""
    return Outcome(row_id, f"rij {row_id}", Result.SKIPPED, reason=reason("no_longer_waiting"))


def _waiting(order: WorkOrder, version: str, why: Reason) -> Outcome:
    return Outcome(
        order.row_id,
        order.label,
        Result.DEFERRED,
        relation=debtor_of(order).name,
        reason=why,
        fingerprint=version,
    )
