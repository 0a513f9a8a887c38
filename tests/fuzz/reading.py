"""Reads the amounts, days and times of a work order as a person with pencil and paper would; the model's own eyes.

Nothing here knows how the koppeling reads: it is what the koppeling's reading is held against.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Json = Mapping[str, Any]
CENT = Decimal("0.01")


class Unclear(Exception):
    """A person would ask what is meant; `code` is the reason that the koppeling must give."""

    def __init__(self, code: str = "unreadable_value") -> None:
        super().__init__(code)
        self.code = code


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def amount(text: str) -> Decimal:
    """One sign at most, one comma or dot at most, digits."""
    written = text.strip().replace(",", ".")
    digits = written.removeprefix("-").replace(".", "", 1)
    if not digits or any(c not in "0123456789" for c in digits) or written.endswith("."):
        raise Unclear
    return Decimal(written)


def day(text: str) -> date | None:
    """None when there is none; day-month-year or year-month-day."""
    if not text.strip():
        return None
    parts = text.strip().split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise Unclear
    first, month, last = (int(part) for part in parts)
    try:
        return date(first, month, last) if len(parts[0]) == 4 else date(last, month, first)
    except ValueError:
        raise Unclear from None


def clock(text: str) -> int:
    hours, colon, rest = text.strip().partition(":")
    if not colon or not hours.isdigit() or not rest.isdigit() or len(rest) != 2 or int(rest) > 59:
        raise Unclear
    return int(hours) * 60 + int(rest)


def worked(period: Json) -> int:
    """The total time where there is one, else from begin to end without the break, perhaps past midnight."""
    if period["TotalTime"].strip():
        return clock(period["TotalTime"])
    begin, end = clock(period["BeginTime"]), clock(period["EndTime"])
    pause = int(period["Break"]) if period["Break"].strip() else 0
    minutes = (end - begin) % (24 * 60) - pause if end != begin else -pause
    if minutes < 0:
        raise Unclear
    return minutes


def rounded(minutes: int, step: int) -> int:
    """To whole steps; exactly half a step goes up."""
    if step == 0:
        return minutes
    whole, rest = divmod(minutes, step)
    return (whole + (1 if rest * 2 >= step else 0)) * step


def material_net(line: Json) -> tuple[Decimal, Decimal]:
    """Quantity and net of a used material; `Unclear` when quantity, price, total and discount contradict each other."""
    quantity, price = amount(line["MaterialNr"]), amount(line["MaterialPrice"])
    full, percentage = cents(quantity * price), line["MaterialDiscountPercentage"].strip()
    if not line["MaterialTotalPrice"].strip():
        if percentage and amount(percentage) != 0:
            raise Unclear
        return quantity, full
    total = cents(amount(line["MaterialTotalPrice"]))
    if total == full:
        return quantity, full
    discount = amount(percentage) if percentage else Decimal(0)
    if not 0 <= discount <= 100:
        raise Unclear
    if total != cents(quantity * price * (100 - discount) / 100):
        raise Unclear("line_total_differs")
    return quantity, total


def hours_net(minutes: int, price: Decimal) -> Decimal:
    return cents(minutes * price / 60)
