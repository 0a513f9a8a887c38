"""Takes one work order through look, write, verify and settle; every line keeps an invariant (docs/protocol.md).

Three answers, not two: done, refused, unknown. Unknown is resolved by looking under the own id; what stays unknown is
deferred and never becomes 99.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from koppeling.export.billing import bills_the_same_work
from koppeling.export.bodies import invoice_body
from koppeling.export.context import Export
from koppeling.export.paper import paper_warnings
from koppeling.export.settling import settle
from koppeling.export.verify import (
    due_date_warning,
    is_of_another_version,
    is_of_this_version,
    refuse_collision,
    verify,
)
from koppeling.invoicing.draft import Draft
from koppeling.money import to_cents
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, Reason, reason
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError, ReeleezeeOutcomeUnknown, ReeleezeeRejected, ReeleezeeTransientError
from reeleezee.records import SalesInvoice

_STORED_DIFFERENTLY = "opgeslagen, maar anders dan bedoeld / stored, but otherwise than meant"
_STATES = {
    1: Both("concept", "concept"),
    2: Both("geboekt, openstaand", "booked, outstanding"),
    3: Both("geboekt, betaald", "booked, paid"),
}


@dataclass(frozen=True)
class Step:
    """The outcome of one order, and what it says of the connection.

    `refusal` is Reeleezee's text when it refused the write, `server_error` its text when it answered 500 and stored
    nothing; `trouble` is a lost answer, `stored` an invoice that this very call made as it was meant. `odd` is trouble
    that says nothing of the connection: the order comes last in the next run. `collides`: the invoice of another order
    stands under its id. `stops` tells why no further order may be tried.
    """

    outcome: Outcome
    refusal: str = ""
    server_error: str = ""
    trouble: bool = False
    stored: bool = False
    odd: bool = False
    collides: bool = False
    stops: str = ""


def export_one(export: Export, order: WorkOrder, draft: Draft) -> Step:
    """Invoice and settle one order; raises authentication, configuration, contract errors and `IdentityCollision`."""
    try:
        found = export.reeleezee.sales_invoice(draft.invoice_id)
    except ReeleezeeTransientError as error:
        return _deferred(draft, reason("connection_trouble", problem=error))
    if found is not None:
        return _go_on_with(export, order, draft, found)
    return _write(export, order, draft)


def _go_on_with(export: Export, order: WorkOrder, draft: Draft, found: SalesInvoice) -> Step:
    """An invoice stands under the own id: settle when it bills exactly this, else leave everything to a person."""
    refuse_collision(draft.work_order, found, frozenset(draft.line_ids_of_any_version))
    if bills_exactly(draft, found):
        return _settled(settle(export, order, found, _exported(draft, found)))
    if bills_the_same_work(order, draft, export.settings, found):
        base = _exported(draft, found).with_warning(_at_former_prices(draft, found))
        return _settled(settle(export, order, found, base))
    return Step(already_invoiced(draft, found))


def _at_former_prices(draft: Draft, found: SalesInvoice) -> Reason:
    """Settling failed, and a price, rate or rounding changed before the next run: the invoice stays as it was made."""
    return reason(
        "invoiced_at_former_prices",
        receipt_number=found.receipt_number or found.id,
        state=state_of(found),
        total=to_cents(found.total),
        total_now=to_cents(draft.net + draft.vat.per_line),
    )


def _settled(outcome: Outcome) -> Step:
    """OutSmart failing time after time stops the run just as Reeleezee does."""
    return Step(outcome, trouble=outcome.result is Result.DEFERRED)


def bills_exactly(draft: Draft, found: SalesInvoice) -> bool:
    """Whether the found invoice bills the work order as it is now, whoever wrote its lines.

    Lines with our fingerprint must still be as drafted (a person's edit is never overwritten, nor passed over); lines
    of another version never count; an invoice that a person rebuilt counts when customer and net are equal.
    """
    if is_of_this_version(draft.line_ids_of_any_version, found):
        return not verify(draft, found).difference
    if is_of_another_version(found):
        return False
    same_customer = found.customer is not None and found.customer.id == draft.debtor.id
    return same_customer and to_cents(found.net) == to_cents(draft.net)


def state_of(invoice: SalesInvoice) -> Both:
    """Concept or booked, in words; a state that is not known by its number."""
    return _STATES.get(invoice.status, Both(str(invoice.status), str(invoice.status)))


def already_invoiced(draft: Draft, found: SalesInvoice) -> Outcome:
    why = reason(
        "already_invoiced_differs",
        receipt_number=found.receipt_number or found.id,
        state=state_of(found),
        invoice_net=to_cents(found.net),
        work_order_net=to_cents(draft.net),
    )
    return replace(_exported(draft, found), result=Result.REFUSED, reason=why, warnings=draft.warnings)


def _write(export: Export, order: WorkOrder, draft: Draft) -> Step:
    try:
        stored = export.reeleezee.put_sales_invoice(draft.invoice_id, invoice_body(draft))
    except ReeleezeeRejected as error:
        return Step(_refused(draft, reason("reeleezee_refused", message=_text(error))), refusal=_text(error))
    except ReeleezeeTransientError as error:
        return _deferred(draft, reason("connection_trouble", problem=error))
    except ReeleezeeOutcomeUnknown as error:
        return _resolve(export, order, draft, error)
    verdict = verify(draft, stored)
    if verdict.difference:
        return _take_back(export, draft, verdict.difference)
    base = _exported(draft, stored)
    for warning in (verdict.warning, due_date_warning(draft, stored), *paper_warnings(draft, stored)):
        base = base.with_warning(warning) if warning else base
    return replace(_settled(settle(export, order, stored, base)), stored=True)


def _resolve(export: Export, order: WorkOrder, draft: Draft, error: ReeleezeeOutcomeUnknown) -> Step:
    """The answer to the write was lost: only a look tells. Nothing is deleted and nothing is sent again."""
    try:
        found = export.reeleezee.sales_invoice(draft.invoice_id)
    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown) as again:
        return _deferred(draft, reason("outcome_unknown", problem=again))
    if found is None:
        step = _deferred(draft, reason("outcome_unknown", problem=error))
        # An answered 500 with a readable Reeleezee is about this record: it must not hold up those after it.
        return replace(step, trouble=False, server_error=_text(error)) if error.answered_500 else step
    step = _go_on_with(export, order, draft, found)
    return replace(step, outcome=_as_told(step.outcome, draft, found))


def _as_told(outcome: Outcome, draft: Draft, found: SalesInvoice) -> Outcome:
    """With the warnings that the lost answer would have brought."""
    if outcome.result is not Result.EXPORTED:
        return outcome
    for warning in (verify(draft, found).warning, due_date_warning(draft, found), *paper_warnings(draft, found)):
        outcome = outcome.with_warning(warning) if warning else outcome
    return outcome


def _take_back(export: Export, draft: Draft, difference: Both) -> Step:
    """Delete the concept that this very call made otherwise than meant, and confirm that it is gone."""
    try:
        export.reeleezee.delete_sales_invoice(draft.invoice_id)
        gone = export.reeleezee.sales_invoice(draft.invoice_id) is None
    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown, ReeleezeeRejected) as error:
        return _deferred(draft, reason("outcome_unknown", problem=error))
    if not gone:
        return _deferred(draft, reason("outcome_unknown", problem=difference))
    # One order alone may have something odd; the first three alike mean that Reeleezee stores otherwise than we think.
    return Step(_refused(draft, reason("stored_differently", difference=difference)), refusal=_STORED_DIFFERENTLY)


def _text(error: ReeleezeeError) -> str:
    return error.message or str(error)


def _exported(draft: Draft, invoice: SalesInvoice) -> Outcome:
    return Outcome(
        draft.row_id,
        draft.work_order,
        Result.EXPORTED,
        relation=draft.debtor.name,
        warnings=draft.warnings,
        invoice_id=draft.invoice_id,
        receipt_number=invoice.receipt_number,
        net=f"{to_cents(invoice.net)}",
        vat=f"{to_cents(invoice.vat)}",
        total=f"{to_cents(invoice.total)}",
        left_out=draft.left_out,
        fingerprint=draft.fingerprint,
    )


def _bare(draft: Draft, result: Result, why: Reason) -> Outcome:
    return Outcome(
        draft.row_id,
        draft.work_order,
        result,
        relation=draft.debtor.name,
        reason=why,
        warnings=draft.warnings,
        left_out=draft.left_out,
        fingerprint=draft.fingerprint,
    )


def _refused(draft: Draft, why: Reason) -> Outcome:
    return _bare(draft, Result.REFUSED, why)


def _deferred(draft: Draft, why: Reason) -> Step:
    return Step(_bare(draft, Result.DEFERRED, why), trouble=True)
