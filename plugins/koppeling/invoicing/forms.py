"""Chooses the form in which a line is written, so that Reeleezee stores its net to the cent however it rounds.

Nobody knows whether Reeleezee rounds the net of a discounted line, the amount of its discount or its unit price. A form
is used only when each of these comes to the same cents, with at most four decimals in quantity, price and discount.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from koppeling.invoicing.amounts import Quantities
from koppeling.invoicing.reading import LARGEST
from koppeling.invoicing.refused import refuse
from koppeling.money import HALF_CENT, PRICE_DECIMALS, ZERO, bare, lawful_nets, plain, to_cents, to_decimals
from koppeling.reasons import Both
from koppeling.text import clean, cut

UNIT_SIZE = 20


@dataclass(frozen=True)
class Form:
    """Quantity × price less `discount` (a fraction) as it is written; `figures` are for the text where they differ."""

    quantity: Decimal
    price: Decimal
    discount: Decimal = ZERO
    figures: str = ""


def material_form(amounts: Quantities, *, unit: str, name: Both | str) -> Form:
    """As the work order has it, else quantity × net price, else one piece of the total; raises `Refused`."""
    given = Form(amounts.quantity, amounts.price, amounts.discount)
    _refuse_too_large(amounts.total, given, name)
    if _stores(given, amounts.total):
        return given
    return _at_net_price(amounts) or _in_one_piece(amounts.total, _material_figures(amounts, clean(unit)))


def hours_form(minutes: int, price: Decimal, *, name: str) -> Form:
    """Minutes at a price an hour: as few decimals of an hour (from two) as keep the amount, else one piece.

    50 minutes at 62.50 are 0.8333. Where the exact amount ends on half a cent (230 minutes at 20.01 are 76.705), hours
    that are rounded down never reach it: they are rounded up, by less than a third of a second.
    """
    exact = to_cents(Decimal(minutes) * price / 60)
    forms = [Form(hours, _kept(price)) for hours in _hours(minutes)]
    _refuse_too_large(exact, forms[-1], name)
    found = next((form for form in forms if _stores(form, exact)), None)
    return found or _in_one_piece(exact, f"{_clock(minutes)} uur × {_euros(price)}")


def _refuse_too_large(total: Decimal, given: Form, name: Both | str) -> None:
    if abs(total) >= LARGEST:
        raise refuse(
            "line_cannot_be_stored",
            name=name,
            total=bare(total),
            quantity=bare(given.quantity),
            price=bare(given.price),
            discount=bare(given.discount * 100),
        )


def bills_minutes(minutes: int, form: Form, net: Decimal, description: str) -> bool:
    """Whether a stored line bills these minutes at its own price an hour; in one piece its text tells the minutes."""
    if form.quantity == 1 and f"({_clock(minutes)} uur × €" in description:
        return net == to_cents(form.price)
    # Hours in two decimals are at most 0.3 minutes off; the net tells that nothing was lost by it.
    is_time = abs(form.quantity * 60 - minutes) <= Decimal("0.3")
    return is_time and not form.discount and net == to_cents(Decimal(minutes) * form.price / 60)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _hours(minutes: int) -> Iterator[Decimal]:
    for decimals in range(2, PRICE_DECIMALS + 1):
        yield _rounded_hours(minutes, decimals, ROUND_HALF_UP)
    yield _rounded_hours(minutes, PRICE_DECIMALS, ROUND_UP)
    yield _rounded_hours(minutes, PRICE_DECIMALS, ROUND_DOWN)


def _rounded_hours(minutes: int, decimals: int, rounding: str) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal(1).scaleb(-decimals), rounding=rounding)


def _stores(form: Form, total: Decimal) -> bool:
    """Whether Reeleezee comes to this total whichever way it rounds."""
    figures = (form.quantity, form.price, form.discount)
    return all(map(_is_kept, figures)) and lawful_nets(*figures) == {total}


def _is_kept(figure: Decimal) -> bool:
    return to_decimals(figure, PRICE_DECIMALS) == figure


def _kept(price: Decimal) -> Decimal:
    return price if _is_kept(price) else to_decimals(price, PRICE_DECIMALS)


def _at_net_price(amounts: Quantities) -> Form | None:
    if not _is_kept(amounts.quantity):
        return None
    figures = f"korting {_number(amounts.discount * 100)}% op {_euros(amounts.price)}" if amounts.discount else ""
    for price in _net_prices(amounts):
        # Well within the cent, so that it also comes to the same where halves are rounded otherwise.
        if abs(amounts.quantity * price - amounts.total) < HALF_CENT:
            return Form(amounts.quantity, price, figures=figures)
    return None


def _net_prices(amounts: Quantities) -> Iterator[Decimal]:
    """Prices that may give the total, those that look most like a price first."""
    of_total = amounts.total / amounts.quantity
    yield to_cents(of_total)
    yield to_decimals(amounts.price * (1 - amounts.discount), PRICE_DECIMALS)
    yield to_decimals(of_total, 3)
    yield to_decimals(of_total, PRICE_DECIMALS)


def _in_one_piece(total: Decimal, figures: str) -> Form:
    """The sign goes with the quantity, as on credit invoices."""
    return Form(Decimal(-1 if total < 0 else 1), abs(total), figures=figures)


def _material_figures(amounts: Quantities, unit: str) -> str:
    quantity = f"{_number(amounts.quantity)} {cut(unit, UNIT_SIZE)}".strip()
    discount = f", korting {_number(amounts.discount * 100)}%" if amounts.discount else ""
    return f"{quantity} × {_euros(amounts.price)}{discount}"


def _euros(price: Decimal) -> str:
    """A price with two decimals, or as many more as it has."""
    return f"€ {price:.2f}".replace(".", ",") if to_cents(price) == price else f"€ {_number(price)}"


def _number(figure: Decimal) -> str:
    return plain(figure).replace(".", ",")
