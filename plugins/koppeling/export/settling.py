"""Makes an invoiced work order Afgehandeld, last of all, and notices when it changed after it was read."""

from __future__ import annotations

from dataclasses import replace

from koppeling.export.context import COMPLETE, Export
from koppeling.invoicing.parties import debtor_of
from koppeling.invoicing.version import is_version
from koppeling.money import to_cents
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason
from outsmart.errors import OutSmartOutcomeUnknown, OutSmartRejected, OutSmartTransientError
from outsmart.records import WorkOrder
from reeleezee.records import SalesInvoice

NOT_FOUND = 1500


def settle(export: Export, order: WorkOrder, invoice: SalesInvoice, base: Outcome) -> Outcome:
    """Settle the order and tell what became of it; `base` is the outcome when all is well, with the fingerprint billed.

    A lost answer is resolved by reading the order again: Afgehandeld means done, else the next run settles.
    """
    try:
        answer = export.outsmart.settle(order.row_id)
    except OutSmartOutcomeUnknown as error:
        return _look_again(export, order, invoice, base, error)
    except OutSmartTransientError as error:
        return _not_settled(base, invoice, error)
    except OutSmartRejected as error:
        return _refused(base, invoice, error)
    if answer is None or is_version(answer, base.fingerprint):
        return base
    return _changed(base, order, answer, invoice)


def settle_found(export: Export, order: WorkOrder, invoice: SalesInvoice, refused: Outcome) -> Outcome:
    """Settle an order that was invoiced exactly so before a cause for refusal arose, say an archived customer."""
    base = replace(
        refused,
        result=Result.EXPORTED,
        reason=None,
        invoice_id=invoice.id,
        receipt_number=invoice.receipt_number,
        net=f"{to_cents(invoice.net)}",
        vat=f"{to_cents(invoice.vat)}",
        total=f"{to_cents(invoice.total)}",
    )
    return settle(export, order, invoice, base)


def _look_again(
    export: Export, order: WorkOrder, invoice: SalesInvoice, base: Outcome, error: OutSmartOutcomeUnknown
) -> Outcome:
    try:
        now = export.outsmart.work_order(order.row_id)
    except OutSmartTransientError as again:
        return _not_settled(base, invoice, again)
    if now is None:
        return base.with_warning(reason("work_order_vanished", receipt_number=_name(invoice)))
    if now.status.strip().lower() == COMPLETE.lower():
        return _not_settled(base, invoice, error)
    return base if is_version(now, base.fingerprint) else _changed(base, order, now, invoice)


def _not_settled(base: Outcome, invoice: SalesInvoice, error: Exception) -> Outcome:
    why = reason("not_settled", receipt_number=_name(invoice), problem=error)
    return replace(base, result=Result.DEFERRED, reason=why)


def _refused(base: Outcome, invoice: SalesInvoice, error: OutSmartRejected) -> Outcome:
    if error.code == NOT_FOUND:
        return base.with_warning(reason("work_order_vanished", receipt_number=_name(invoice)))
    return _not_settled(base, invoice, error)


def _changed(base: Outcome, invoiced: WorkOrder, now: WorkOrder, invoice: SalesInvoice) -> Outcome:
    why = reason("changed_meanwhile", invoiced=_content(invoiced), now=_content(now), receipt_number=_name(invoice))
    return replace(base, result=Result.EXPORTED_CHANGED_MEANWHILE, reason=why)


def _content(order: WorkOrder) -> str:
    """A short sum of what the order bills, enough to see what changed."""
    materials = [f"{line.quantity}× {line.code or line.name} à {line.price}" for line in order.materials]
    periods = [f"{p.hour_type or '-'} {p.total_time or f'{p.begin}-{p.end}'}" for p in order.periods]
    return f"debiteur {debtor_of(order).debtor_number}: {', '.join(materials + periods) or 'geen regels'}"


def _name(invoice: SalesInvoice) -> str:
    return invoice.receipt_number or invoice.id
