"""Draws material lines as people type them, with the total that OutSmart makes of them, worked out in whole numbers.

It shares no code with the koppeling.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from outsmart.records import MaterialLine

DISCOUNTS = ("", "0", "5", "10", "12,5", "15", "25", "33,33", "33,333", "100")


@dataclass(frozen=True)
class Typed:
    """A line as somebody typed it, with the total that OutSmart made of it in cents."""

    quantity: str
    price: str
    discount: str
    cents: int

    @property
    def line(self) -> MaterialLine:
        return MaterialLine(
            code="KB-22",
            quantity=self.quantity,
            price=self.price,
            discount_percentage=self.discount,
            total=str(Decimal(self.cents).scaleb(-2)),
        )


def half_up(amount: Fraction) -> int:
    """To a whole number, half away from zero."""
    whole = (abs(amount) + Fraction(1, 2)).__floor__()
    return whole if amount >= 0 else -whole


def number(chance: Random, largest: int, decimals: int) -> str:
    return f"{chance.randint(0, largest * 10**decimals) / Decimal(10) ** decimals:.{decimals}f}"


def typed(chance: Random) -> Typed:
    sign = chance.choice(["", "", "", "", "-"])
    quantity = number(chance, chance.choice([3, 40, 3000]), chance.choice([0, 0, 0, 1, 2, 3, 5]))
    price = number(chance, chance.choice([1, 60, 4000]), chance.choice([2, 2, 2, 2, 3, 4, 5]))
    discount = chance.choice(DISCOUNTS)
    gross = Fraction(f"{sign}{quantity}") * Fraction(price)
    fraction = Fraction(discount.replace(",", ".") or "0") / 100
    once = half_up(gross * (1 - fraction) * 100)
    by_amount = half_up(gross * 100) - half_up(gross * fraction * 100)
    return Typed(f"{sign}{quantity}", price, discount, chance.choice([once, by_amount]))
