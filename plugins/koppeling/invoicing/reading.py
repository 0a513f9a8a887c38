"""Reads the amounts, times and dates of a work order's lines, and refuses by field and value what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from koppeling.invoicing.refused import refuse
from koppeling.money import ZERO, bare, line_net, to_cents
from outsmart.records import MaterialLine, WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_minutes

MINUTES_A_DAY = 24 * 60
LARGEST = Decimal(10) ** 9


@dataclass(frozen=True)
class Quantities:
    """What a material line amounts to: quantity × price less `discount` (a fraction), excluding VAT."""

    quantity: Decimal
    price: Decimal
    discount: Decimal


def decimal_of(text: str, field: str, where: str) -> Decimal:
    """A number below a milliard; a larger one is a mistake, and would not stay exact to the cent."""
    try:
        value = read_decimal(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None
    if abs(value) >= LARGEST:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    return value


def minutes_of(text: str, field: str, where: str) -> int:
    try:
        return read_minutes(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None


def date_of(text: str, field: str, where: str) -> date | None:
    """A date, or None for an empty one; an unreadable one refuses the work order."""
    if not text.strip():
        return None
    try:
        return read_date(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None


def quantities_of(line: MaterialLine) -> Quantities:
    """Quantity, price and the discount that explains the line total; raises `Refused` when nothing explains it."""
    where = line.code.strip() or line.name.strip() or "materiaal"
    quantity = decimal_of(line.quantity, "MaterialNr", where)
    price = decimal_of(line.price, "MaterialPrice", where)
    if not line.total.strip() and not _discount_of(line, where):
        return Quantities(quantity, price, ZERO)
    # Without a total nobody can tell whether the discount is in the price already: then the empty total is refused.
    total = decimal_of(line.total, "MaterialTotalPrice", where)
    if to_cents(total) == line_net(quantity, price):
        return Quantities(quantity, price, ZERO)
    discount = _discount_of(line, where)
    if discount and to_cents(total) == line_net(quantity, price, discount):
        return Quantities(quantity, price, discount)
    raise refuse(
        "line_total_differs",
        name=line.name.strip() or where,
        total=bare(total),
        quantity=bare(quantity),
        price=bare(price),
        product=bare(line_net(quantity, price)),
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


def worked_minutes(period: WorkPeriod) -> int:
    """The minutes of a period: its total time, else end − begin − break, past midnight when the end is earlier."""
    where = period_label(period)
    if period.total_time.strip():
        return minutes_of(period.total_time, "TotalTime", where)
    begin = _clock_of(period.begin, "BeginTime", where)
    end = _clock_of(period.end, "EndTime", where)
    pause = minutes_of(period.break_minutes, "Break", where) if period.break_minutes.strip() else 0
    worked = end - begin - pause if end >= begin else end + MINUTES_A_DAY - begin - pause
    if worked < 0:
        raise refuse("unreadable_value", value=period.break_minutes, field="Break", where=where)
    return worked


def _clock_of(text: str, field: str, where: str) -> int:
    """A time of day; a bare number such as "17" is not taken for minutes here."""
    if ":" not in text:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    minutes = minutes_of(text, field, where)
    if minutes > MINUTES_A_DAY:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    return minutes


def rounded_minutes(minutes: int, step: int) -> int:
    """Round to whole steps, half up; step 0 leaves the minutes as they are."""
    return minutes if step == 0 else (2 * minutes + step) // (2 * step) * step


def period_label(period: WorkPeriod) -> str:
    """How a planner recognises the period: its date and times."""
    times = f"{period.begin}-{period.end}" if period.begin or period.end else period.total_time
    return f"{period.date} {times}".strip() or "werkperiode"
