"""Reads what a material line amounts to, and refuses a line total that its own figures do not explain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from koppeling.invoicing.reading import decimal_of
from koppeling.invoicing.refused import refuse
from koppeling.money import ZERO, bare, line_net, possible_nets, to_cents
from koppeling.reasons import Both, amount
from outsmart.records import MaterialLine
from outsmart.wire import UnreadableValue, read_decimal


@dataclass(frozen=True)
class Quantities:
    """What a material line amounts to: quantity × price less `discount` (a fraction) is `total` cents, without VAT."""

    quantity: Decimal
    price: Decimal
    discount: Decimal
    total: Decimal


def quantities_of(line: MaterialLine) -> Quantities:
    """Quantity, price and the discount that explains the line total; raises `Refused` when nothing explains it."""
    where = line.code.strip() or line.name.strip() or "materiaal"
    quantity = decimal_of(line.quantity, "MaterialNr", where)
    price = decimal_of(line.price, "MaterialPrice", where)
    if not line.total.strip() and not _discount_of(line, where):
        return Quantities(quantity, price, ZERO, line_net(quantity, price))
    # Without a total nobody can tell whether the discount is in the price already: then the empty total is refused.
    total = to_cents(decimal_of(line.total, "MaterialTotalPrice", where))
    if total in possible_nets(quantity, price):
        return Quantities(quantity, price, ZERO, total)
    discount = _discount_of(line, where)
    if discount and total in possible_nets(quantity, price, discount):
        return Quantities(quantity, price, discount, total)
    raise refuse(
        "line_total_differs",
        name=line.name.strip() or where,
        total=bare(decimal_of(line.total, "MaterialTotalPrice", where)),
        quantity=bare(quantity),
        price=bare(price),
        product=_products(quantity, price, discount),
    )


def _products(quantity: Decimal, price: Decimal, discount: Decimal) -> Decimal | Both:
    """What quantity × price comes to, and with the discount of the line, if it has one."""
    full, less = bare(line_net(quantity, price)), bare(line_net(quantity, price, discount))
    if not discount:
        return full
    told, reduced, percentage = amount(full), amount(less), amount(bare(discount * 100))
    return Both(
        f"{told.nl}, en met {percentage.nl}% korting {reduced.nl}",
        f"{told.en}, and with {percentage.en}% discount {reduced.en}",
    )


def unexplained_discount(line: MaterialLine, amounts: Quantities) -> Decimal:
    """The discount (a fraction) that is neither in the line's total nor, by its original price, in the price; or 0.

    The total is what counts: what cannot be read here is no reason to refuse a line whose amounts agree.
    """
    discount = _readable(line.discount_percentage) / 100
    if not 0 < discount <= 1 or amounts.discount or line_net(amounts.quantity, amounts.price) == 0:
        return ZERO
    original = _readable(line.original_price)
    return ZERO if original and to_cents(original * (1 - discount)) == to_cents(amounts.price) else discount


def _readable(text: str) -> Decimal:
    try:
        return read_decimal(text)
    except UnreadableValue:
        return ZERO


def _discount_of(line: MaterialLine, where: str) -> Decimal:
    if not line.discount_percentage.strip():
        return ZERO
    percentage = decimal_of(line.discount_percentage, "MaterialDiscountPercentage", where)
    if not ZERO <= percentage <= 100:
        raise refuse(
            "unreadable_value", value=line.discount_percentage, field="MaterialDiscountPercentage", where=where
        )
    return percentage / 100
