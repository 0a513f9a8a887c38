"""Tells, before the first export, when somebody else's koppeling invoices this administration already.

Its work orders would be invoiced twice: only the ids tell whose an invoice is, and its ids are not ours.
"""

from __future__ import annotations

from datetime import date, timedelta

from koppeling.check import Check
from koppeling.identity import Identity
from koppeling.invoicing.header import quoted_number
from outsmart.errors import OutSmartError
from outsmart.hook import OutSmartHook
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError
from reeleezee.hook import ReeleezeeHook

LOOKED_BACK = timedelta(days=60)
_NAME = "another_koppeling"
_SHOWN = 5


def invoices_of_others(
    outsmart: OutSmartHook, reeleezee: ReeleezeeHook, identity: Identity, today: date
) -> Check | None:
    """What was found, None when nothing was; reads only, and trouble in reading is told and no more."""
    try:
        quoting = _quoting(reeleezee, today)
        ours = (
            {identity.invoice(o.row_id) for o in outsmart.each_work_order() if isinstance(o, WorkOrder)}
            if quoting
            else set()
        )
    except (OutSmartError, ReeleezeeError) as error:
        return Check(
            _NAME,
            None,
            f"Of een andere koppeling deze administratie factureert kon niet worden nagekeken ({error}).",
            f"Whether another koppeling invoices this administration could not be looked up ({error}).",
        )
    strange = [number for invoice_id, number in quoting.items() if invoice_id not in ours]
    return _told(strange) if strange else None


def _quoting(reeleezee: ReeleezeeHook, today: date) -> dict[str, str]:
    """The work order number that each recent invoice quotes in our form, by the invoice's id."""
    listed = (one.invoice for one in reeleezee.sales_invoices_since(today - LOOKED_BACK))
    return {invoice.id: number for invoice in listed if (number := quoted_number(invoice.header))}


def _told(numbers: list[str]) -> Check:
    some = ", ".join(sorted(numbers)[:_SHOWN])
    return Check(
        _NAME,
        False,
        f"Een andere koppeling factureert deze administratie: {len(numbers)} facturen van de laatste 60 dagen noemen "
        f"een werkbon en zijn niet van deze koppeling ({some}). Zet de andere koppeling uit of zet de export hier uit, "
        "anders krijgt een werkbon twee facturen.",
        f"Another koppeling invoices this administration: {len(numbers)} invoices of the last 60 days quote a work "
        f"order and are not of this koppeling ({some}). Switch off the other koppeling or the export here, or a work "
        "order gets two invoices.",
    )
