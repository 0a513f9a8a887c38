"""Works out the amounts of an invoice in whole cents, by either way of rounding VAT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_NOTHING = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Rounded to cents, half away from zero."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class LineRounding:
    """How a line's net comes to whole cents: what is rounded before it, and where half a cent goes."""

    first: str = "discount"
    price_decimals: int = 4
    is_half_to_even: bool = False

    def cents(self, amount: Decimal) -> Decimal:
        """An amount of the line, before VAT."""
        return amount.quantize(_CENT, self._mode)

    def unit_price(self, price: Decimal) -> Decimal:
        """A discounted price of one piece."""
        return price.quantize(Decimal(1).scaleb(-self.price_decimals), self._mode)

    @property
    def _mode(self) -> str:
        return ROUND_HALF_EVEN if self.is_half_to_even else ROUND_HALF_UP


def gross_and_discount(
    quantity: Decimal, price: Decimal, fraction: Decimal, rounding: LineRounding
) -> tuple[Decimal, Decimal]:
    """A line before its discount, and what a discount by percentage takes off it, both in cents."""
    gross = rounding.cents(quantity * price)
    if not fraction:
        return gross, _NOTHING
    if rounding.first == "net":
        return gross, gross - rounding.cents(quantity * price * (1 - fraction))
    if rounding.first == "unit_price":
        return gross, gross - rounding.cents(quantity * rounding.unit_price(price * (1 - fraction)))
    return gross, rounding.cents(gross * fraction)


@dataclass(frozen=True)
class LineAmounts:
    """What a line costs: `gross` before discount in the price's own way, `net` without VAT, `payable` with it."""

    rate: str
    percentage: Decimal
    gross: Decimal
    discount: Decimal
    net: Decimal
    tax: Decimal

    @property
    def payable(self) -> Decimal:
        """Net plus VAT."""
        return self.net + self.tax


@dataclass(frozen=True)
class RateTotal:
    """The net amount and VAT of all lines with one rate."""

    rate: str
    net: Decimal
    tax: Decimal


def line_amounts(
    rate: str, percentage: Decimal, gross: Decimal, discount: Decimal, *, is_vat_included: bool
) -> LineAmounts:
    """The amounts of a line from its rounded gross and discount."""
    after = gross - discount
    if is_vat_included:
        net = cents(after / (1 + percentage))
        return LineAmounts(rate, percentage, gross, discount, net, after - net)
    return LineAmounts(rate, percentage, gross, discount, after, cents(after * percentage))


def rate_totals(lines: Iterable[LineAmounts], *, is_per_rate: bool, is_vat_included: bool) -> list[RateTotal]:
    """Net and VAT for each rate in use, in order of first use."""
    by_rate: dict[str, list[LineAmounts]] = {}
    for line in lines:
        by_rate.setdefault(line.rate, []).append(line)
    return [_total(rate, of_rate, is_per_rate, is_vat_included) for rate, of_rate in by_rate.items()]


def with_remainders(lines: list[LineAmounts], totals: Iterable[RateTotal]) -> list[LineAmounts]:
    """The lines of which the largest of each rate takes what the VAT of the rate is more or less than theirs."""
    found = list(lines)
    for total in totals:
        places = [place for place, line in enumerate(found) if line.rate == total.rate]
        largest = max(places, key=lambda place: abs(found[place].net))
        remainder = total.tax - sum((found[place].tax for place in places), _NOTHING)
        found[largest] = replace(found[largest], tax=found[largest].tax + remainder)
    return found


def _total(rate: str, lines: list[LineAmounts], is_per_rate: bool, is_vat_included: bool) -> RateTotal:
    net = sum((line.net for line in lines), _NOTHING)
    tax = sum((line.tax for line in lines), _NOTHING)
    if not is_per_rate:
        return RateTotal(rate, net, tax)
    percentage = lines[0].percentage
    if is_vat_included:
        payable = net + tax
        net = cents(payable / (1 + percentage))
        return RateTotal(rate, net, payable - net)
    return RateTotal(rate, net, cents(net * percentage))
