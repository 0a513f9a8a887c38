"""Sets work status 99 on refused work orders, after one more look that no invoice stands under their id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koppeling.export.billing import bills_the_order, bills_the_refused, own_line_ids
from koppeling.export.collisions import STOPPED, TOO_MANY, collisions_in
from koppeling.export.context import REFUSED, Export
from koppeling.export.course import Course, time_up
from koppeling.export.invoiced import ALREADY_INVOICED, name_the_invoice
from koppeling.export.notes import leave_reasons
from koppeling.export.protocol import state_of
from koppeling.export.settling import settle_found
from koppeling.export.unforeseen import unforeseen
from koppeling.export.verify import IdentityCollision, refuse_collision
from koppeling.invoicing.version import is_version
from koppeling.money import to_cents
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, reason
from outsmart.errors import OutSmartOutcomeUnknown, OutSmartRejected, OutSmartTransientError
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeContractError, ReeleezeeOutcomeUnknown, ReeleezeeTransientError
from reeleezee.records import SalesInvoice


def mark_refused(
    export: Export,
    refused: Sequence[Outcome],
    *,
    outdated: bool = False,
    course: Course | None = None,
    collisions: int = 0,
) -> list[Outcome]:
    """Write 99 for each refusal that still holds; returns the outcomes as they are after it.

    An order that was changed since, or is no longer waiting, is left alone. `outdated`: it was decided longer ago than
    a run may last, so that the cause may have been repaired elsewhere; nothing gets 99. Raises authentication and
    configuration errors, and those of OutSmart's contract: those never turn an order into 99.
    `collisions` counts the orders of this run, so far, under whose id another one's invoice stands.
    """
    if not refused:
        return []
    orders = export.reread(o.row_id for o in refused)
    course = course or Course()
    marked: list[Outcome] = []
    for outcome in refused:
        if collisions + collisions_in(marked) >= TOO_MANY:
            marked.append(replace(outcome, result=Result.DEFERRED, reason=reason("run_stopped", problem=STOPPED)))
            continue
        if course.is_over():
            marked.append(replace(outcome, result=Result.DEFERRED, reason=time_up()))
            continue
        course.begin(outcome.row_id)
        marked.append(_marked(export, outcome, orders.get(outcome.row_id), outdated=outdated))
        course.tell(marked[-1])
    # After all of them: a note that takes its time holds up no 99.
    return leave_reasons(export, orders, marked) if export.settings.reason_on_work_order else marked


def _marked(export: Export, outcome: Outcome, order: WorkOrder | None, *, outdated: bool) -> Outcome:
    try:
        return _mark(export, outcome, order, outdated=outdated)
    except IdentityCollision as error:
        return replace(outcome, result=Result.DEFERRED, reason=error.reason)
    except Exception as error:  # the net around one order: the others get their 99
        why = unforeseen(error)
        return outcome if _is_on_99(export, outcome) else replace(outcome, result=Result.DEFERRED, reason=why)


def _mark(export: Export, outcome: Outcome, order: WorkOrder | None, *, outdated: bool) -> Outcome:
    if order is None:
        return replace(outcome, result=Result.SKIPPED, reason=reason("no_longer_waiting"))
    if not is_version(order, outcome.fingerprint):
        return replace(outcome, result=Result.DEFERRED, reason=reason("changed_since_plan"))
    if outdated:
        return replace(outcome, result=Result.DEFERRED, reason=reason("decided_too_long_ago"))
    try:
        found = export.reeleezee.sales_invoice(export.identity.invoice(order.row_id))
    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown, ReeleezeeContractError) as error:
        # One invoice that cannot be understood holds up nobody else's 99.
        return _not_marked(outcome, error)
    if found is not None and (outcome.reason is None or outcome.reason.code != ALREADY_INVOICED):
        refuse_collision(order.label, found, own_line_ids(order, found))
        if bills_the_refused(order, outcome.fingerprint, found):
            return _settled_as_found(export, outcome, order, found)
        outcome = name_the_invoice(outcome, found)
    return _write_99(export, outcome, order)


def _settled_as_found(export: Export, outcome: Outcome, order: WorkOrder, found: SalesInvoice) -> Outcome:
    """It is told when hours were rounded otherwise then than is set today; what they would cost now nobody can tell."""
    settled = settle_found(export, order, found, outcome)
    if bills_the_order(order, outcome.fingerprint, export.settings.round_hours_to, found):
        return settled
    told = reason(
        "invoiced_at_former_prices",
        receipt_number=found.receipt_number or found.id,
        state=state_of(found),
        total=to_cents(found.total),
        total_now=Both("een ander bedrag", "another amount"),
    )
    return settled.with_warning(told)


def _write_99(export: Export, outcome: Outcome, order: WorkOrder) -> Outcome:
    try:
        export.outsmart.set_work_status(order.row_id, REFUSED)
    except OutSmartOutcomeUnknown as error:
        return _after_lost_answer(export, outcome, order, error)
    except (OutSmartTransientError, OutSmartRejected) as error:
        return _not_marked(outcome, error)
    return outcome


def _after_lost_answer(export: Export, outcome: Outcome, order: WorkOrder, error: OutSmartOutcomeUnknown) -> Outcome:
    try:
        now = export.outsmart.work_order(order.row_id)
    except OutSmartTransientError as again:
        return _not_marked(outcome, again)
    return outcome if now is not None and now.work_status == REFUSED else _not_marked(outcome, error)


def _is_on_99(export: Export, outcome: Outcome) -> bool:
    """Whether 99 was written all the same: then its reason must be told, or nobody ever looks at the order."""
    try:
        now = export.outsmart.work_order(outcome.row_id)
    except (OutSmartTransientError, OutSmartOutcomeUnknown, OutSmartRejected):
        return False
    return now is not None and now.work_status == REFUSED


def _not_marked(outcome: Outcome, error: Exception) -> Outcome:
    told = reason("not_marked", problem=error, refusal=outcome.reason or "")
    return replace(outcome, result=Result.DEFERRED, reason=told)
