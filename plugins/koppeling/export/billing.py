"""Tells whether an invoice bills a work order's own work, where the draft of today does not or cannot say so.

Quantities and amounts are held against the work order itself. The price of an hour is the invoice's own: it may have
changed since, as may VAT rates and the rounding of hours, and no such change makes it another work order's invoice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from koppeling.identity import line_id
from koppeling.invoicing.amounts import quantities_of
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.invoicing.forms import Form, bills_minutes
from koppeling.invoicing.lines import hour_code_of
from koppeling.invoicing.refused import Refused
from koppeling.invoicing.times import rounded_minutes, worked_time
from koppeling.invoicing.version import versions_of
from koppeling.money import to_cents
from koppeling.settings import Settings
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, SalesInvoice

ROUNDINGS = (0, 5, 15, 30)
"""All steps, in minutes, to which the settings can round hours."""


@dataclass(frozen=True)
class _Piece:
    """What one line must say: the quantity and net (cents) of a material, or the minutes of a work period."""

    quantity: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    minutes: int = 0
    hour_code: str = ""


def bills_the_order(order: WorkOrder, fingerprint: str, round_hours_to: int, found: SalesInvoice) -> bool:
    """Whether every line, and no other, was made by us of the order as it is now, and still says the same."""
    lines = _in_order(found)
    ids = [line.id for line in lines]
    if not any(ids == _line_ids(found.id, name, len(lines)) for name in {fingerprint, *versions_of(order)}):
        return False
    try:
        pieces = list(_pieces(order, round_hours_to))
    except Refused:
        return False
    return len(pieces) == len(lines) > 0 and all(map(_is_billed, pieces, lines))


def bills_the_refused(order: WorkOrder, fingerprint: str, found: SalesInvoice) -> bool:
    """The same of an order that is refused today, at whatever rounding; hours for nothing prove nothing then."""
    is_billed = any(bills_the_order(order, fingerprint, step, found) for step in ROUNDINGS)
    return is_billed and not any(line.quantity and not line.price for line in _hours(order, found))


def bills_the_same_work(order: WorkOrder, draft: Draft, settings: Settings, found: SalesInvoice) -> bool:
    """Whether the invoice bills this very work, at another hour price, VAT rate or rounding than today's.

    Customer, lines, products, quantities and the amounts of materials are the order's, and no hour that has a price
    is billed at nought. Then the invoice was right when it was made, and only settling it failed.
    """
    if found.customer is None or found.customer.id != draft.debtor.id or found.is_vat_included:
        return False
    if to_cents(found.net) != sum((to_cents(line.net) for line in found.lines), Decimal(0)):
        return False
    return any(
        bills_the_order(order, draft.fingerprint, step, found) and _is_sold_alike(order, draft, settings, step, found)
        for step in ROUNDINGS
    )


def own_line_ids(order: WorkOrder, found: SalesInvoice) -> frozenset[str]:
    """The ids that the invoice's lines have when we made them of the order as it is now."""
    count = len(found.lines)
    return frozenset(i for version in versions_of(order) for i in _line_ids(found.id, version, count))


def _in_order(found: SalesInvoice) -> list[InvoiceLine]:
    return sorted(found.lines, key=lambda line: line.sequence)


def _line_ids(invoice_id: str, version: str, count: int) -> list[str]:
    return [line_id(invoice_id, version, number) for number in range(1, count + 1)]


def _pieces(order: WorkOrder, round_hours_to: int, settings: Settings | None = None) -> Iterator[_Piece]:
    """Per line to be expected, in order: first the materials, then the work periods."""
    for line in order.materials:
        amounts = quantities_of(line)
        if amounts.quantity != 0:
            yield _Piece(quantity=amounts.quantity, net=amounts.total)
    for period in order.periods:
        minutes = rounded_minutes(worked_time(period, round_hours_to, order.work_date).minutes, round_hours_to)
        if minutes != 0:
            yield _Piece(minutes=minutes, hour_code=hour_code_of(period, settings) if settings else "")


def _is_billed(piece: _Piece, line: InvoiceLine) -> bool:
    if not piece.minutes:
        # A line in one piece has quantity 1, and the quantity of the work order in its text.
        return to_cents(line.net) == piece.net and line.quantity in {piece.quantity, Decimal(1), Decimal(-1)}
    form = Form(line.quantity, line.price, line.discount_fraction)
    return bills_minutes(piece.minutes, form, to_cents(line.net), line.description)


def _hours(order: WorkOrder, found: SalesInvoice) -> list[InvoiceLine]:
    """The lines behind those of the materials."""
    return _in_order(found)[sum(quantities_of(line).quantity != 0 for line in order.materials) :]


def _is_sold_alike(order: WorkOrder, draft: Draft, settings: Settings, step: int, found: SalesInvoice) -> bool:
    """Whether each line names the product that today's draft names for it; an hour with a price is not for nothing."""
    today = list(zip(_pieces(order, settings.round_hours_to, settings), draft.lines, strict=True))
    materials = [line for piece, line in today if not piece.minutes]
    hours: dict[str, DraftLine] = {piece.hour_code: line for piece, line in today if piece.minutes}
    pieces = list(_pieces(order, step, settings))
    meant = [*materials, *(hours.get(piece.hour_code) for piece in pieces if piece.minutes)]
    return all(map(_is_sold_as, meant, _in_order(found), pieces))


def _is_sold_as(meant: DraftLine | None, line: InvoiceLine, piece: _Piece) -> bool:
    """`meant` is None for hours of a type that today's rounding leaves out altogether: nobody can compare those."""
    if meant is None or (line.product.id if line.product else "") != meant.product_id:
        return False
    return not (piece.minutes and meant.price and not line.net)
