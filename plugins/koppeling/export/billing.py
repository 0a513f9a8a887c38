"""Tells whether an invoice bills a work order when no draft can be built to compare with, say of an archived customer.

Quantities and amounts are held against the work order itself; the price of an hour is the invoice's own, since only
the refused rules know which one it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from koppeling.identity import line_id
from koppeling.invoicing.amounts import quantities_of
from koppeling.invoicing.forms import Form, bills_minutes
from koppeling.invoicing.refused import Refused
from koppeling.invoicing.times import rounded_minutes, worked_time
from koppeling.invoicing.version import versions_of
from koppeling.money import to_cents
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, SalesInvoice


def bills_the_order(order: WorkOrder, fingerprint: str, round_hours_to: int, found: SalesInvoice) -> bool:
    """Whether every line, and no other, was made by us of the order as it is now, and still says the same."""
    lines = sorted(found.lines, key=lambda line: line.sequence)
    ids = [line.id for line in lines]
    if not any(ids == _line_ids(found.id, name, len(lines)) for name in {fingerprint, *versions_of(order)}):
        return False
    try:
        expected = list(_expected(order, round_hours_to))
    except Refused:
        return False
    return len(expected) == len(lines) > 0 and all(map(_is_billed, expected, lines))


def _line_ids(invoice_id: str, version: str, count: int) -> list[str]:
    return [line_id(invoice_id, version, number) for number in range(1, count + 1)]


def _expected(order: WorkOrder, round_hours_to: int) -> Iterator[Decimal | int]:
    """Per line to be expected: the net of a material in euros, or the minutes of a work period."""
    for line in order.materials:
        amounts = quantities_of(line)
        if amounts.quantity != 0:
            yield amounts.total
    for period in order.periods:
        minutes = rounded_minutes(worked_time(period, round_hours_to).minutes, round_hours_to)
        if minutes != 0:
            yield minutes


def _is_billed(expected: Decimal | int, line: InvoiceLine) -> bool:
    if isinstance(expected, Decimal):
        return to_cents(line.net) == expected
    form = Form(line.quantity, line.price, line.discount_fraction)
    return bills_minutes(expected, form, to_cents(line.net), line.description)
