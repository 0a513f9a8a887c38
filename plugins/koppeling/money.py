"""Keeps every rounding in one place: euros in Decimal, half up, and nowhere a float.

Amounts are euros excluding VAT unless a name says otherwise; VAT rates are fractions (0.21); quantities are as typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
HALF_CENT = Decimal("0.005")
PRICE_DECIMALS = 4
ZERO = Decimal(0)


def to_cents(amount: Decimal) -> Decimal:
    """Round to whole cents, half away from zero (as a Dutch invoice does, also for negative lines)."""
    return _unsigned(amount.quantize(CENT, rounding=ROUND_HALF_UP))


def to_decimals(amount: Decimal, decimals: int) -> Decimal:
    """Round half up to a number of decimals, for prices with a fixed form."""
    return _unsigned(amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def plain(amount: Decimal) -> str:
    """Write an amount without exponent and without needless zeros: 1.50 -> "1.5", 100 -> "100"."""
    text = f"{_unsigned(amount):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bare(amount: Decimal) -> Decimal:
    """The amount as `plain` writes it, for a sentence that writes it in its own language."""
    return Decimal(plain(amount))


def _unsigned(amount: Decimal) -> Decimal:
    """Nought has no sign: nobody should read "-0.00" on an invoice."""
    return amount if amount else abs(amount)


def line_net(quantity: Decimal, price: Decimal, discount: Decimal = ZERO) -> Decimal:
    """Net of one line in cents; `discount` is a fraction (0.1 is ten per cent)."""
    return to_cents(quantity * price * (1 - discount))


def lawful_nets(quantity: Decimal, price: Decimal, discount: Decimal = ZERO) -> frozenset[Decimal]:
    """The nets in cents to which one line comes, by what is rounded: the net, the discount's amount, the unit price."""
    gross = quantity * price
    if not discount:
        return frozenset({to_cents(gross)})
    return frozenset(
        {
            line_net(quantity, price, discount),
            to_cents(gross) - to_cents(gross * discount),
            to_cents(gross) - to_cents(to_cents(gross) * discount),
            to_cents(quantity * to_decimals(price * (1 - discount), PRICE_DECIMALS)),
        }
    )


def possible_nets(quantity: Decimal, price: Decimal, discount: Decimal = ZERO) -> frozenset[Decimal]:
    """The nets that explain a line total: as above, with the unit price in cents, with a half cent rounded down."""
    net_price = price * (1 - discount)
    rounded_down = _unsigned((quantity * net_price).quantize(CENT, rounding=ROUND_HALF_DOWN))
    in_cents = {to_cents(quantity * to_cents(net_price))} if discount else set()
    return lawful_nets(quantity, price, discount) | {rounded_down} | in_cents


@dataclass(frozen=True)
class VatBounds:
    """The lawful VAT totals of an invoice: rounded per line, or per rate. `slack` is one cent for each rate of VAT."""

    per_line: Decimal
    per_rate: Decimal
    slack: Decimal

    def is_lawful(self, vat: Decimal) -> bool:
        return vat in {self.per_line, self.per_rate}

    def is_near(self, vat: Decimal) -> bool:
        """Within one cent per rate of a lawful rounding: exported, with a warning."""
        return min(abs(vat - self.per_line), abs(vat - self.per_rate)) <= self.slack


def vat_bounds(lines: Iterable[tuple[Decimal, Decimal]]) -> VatBounds:
    """Work out VAT from (net, fraction) of each line, in both roundings that Dutch law allows."""
    per_rate: dict[Decimal, Decimal] = {}
    per_line = ZERO
    for net, fraction in lines:
        per_rate[fraction] = per_rate.get(fraction, ZERO) + net
        per_line += to_cents(net * fraction)
    by_rate = sum((to_cents(net * fraction) for fraction, net in per_rate.items()), ZERO)
    # Nothing is rounded where the rate is nought.
    return VatBounds(to_cents(per_line), to_cents(by_rate), CENT * sum(fraction != 0 for fraction in per_rate))
