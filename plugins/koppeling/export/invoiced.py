"""Names in a refusal the invoice that stands there already, so that nobody makes a second one for the same work."""

from __future__ import annotations

from dataclasses import replace

from koppeling.export.billing import bills_the_refused, own_line_ids
from koppeling.export.context import Export
from koppeling.export.protocol import state_of
from koppeling.export.unforeseen import set_aside, unforeseen
from koppeling.export.verify import IdentityCollision, refuse_collision
from koppeling.money import to_cents
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, reason
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError
from reeleezee.records import SalesInvoice

ALREADY_INVOICED = "already_invoiced_differs"


def told_beforehand(export: Export, order: WorkOrder, refused: Outcome) -> Outcome:
    """The refusal as the plan tells it: a task that is killed right after it wrote 99 can tell nothing any more.

    Whatever stands in the way of looking is left to the task that marks; it looks again, and settles where it may.
    """
    try:
        return _told(export, order, refused)
    except Exception as error:  # the net around one order: nothing is refused of which nobody could look
        return set_aside(order, unforeseen(error), refused.fingerprint)


def _told(export: Export, order: WorkOrder, refused: Outcome) -> Outcome:
    try:
        found = export.reeleezee.sales_invoice(export.identity.invoice(order.row_id))
        if found is None:
            return refused
        refuse_collision(order.label, found, own_line_ids(order, found))
    except IdentityCollision as error:
        return replace(refused, result=Result.DEFERRED, reason=error.reason)
    except ReeleezeeError:
        return refused
    if bills_the_refused(order, refused.fingerprint, found):
        return refused
    return name_the_invoice(refused, found)


def name_the_invoice(refused: Outcome, found: SalesInvoice) -> Outcome:
    """The same refusal with number and state of the invoice; its former reason stands in the place of the amount."""
    why = reason(
        ALREADY_INVOICED,
        receipt_number=found.receipt_number or found.id,
        state=state_of(found),
        invoice_net=to_cents(found.net),
        work_order_net=_unknown(refused),
    )
    return replace(refused, reason=why, invoice_id=found.id, receipt_number=found.receipt_number)


def _unknown(refused: Outcome) -> Both:
    why = refused.reason
    return Both(f"onbekend ({why.nl})", f"unknown ({why.en})") if why else Both("onbekend", "unknown")
