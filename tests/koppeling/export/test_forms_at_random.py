"""Five thousand random lines are stored as their work order says, whichever way the other side rounds.

What a work order says is worked out in whole numbers, what Reeleezee stores by the sandbox: neither shares code with
the koppeling.
"""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from tests.koppeling.invoicing.random_lines import Typed, half_up, number, typed

from koppeling.invoicing.amounts import quantities_of
from koppeling.invoicing.forms import Form, hours_form, material_form
from sandbox.reeleezee.arithmetic import LineRounding, gross_and_discount

LINES = 5000
ROUNDINGS = [
    LineRounding(first, decimals)
    for first, decimals in [("discount", 4), ("net", 4), ("unit_price", 4), ("unit_price", 6)]
]


def stored(form: Form, rounding: LineRounding, *, quantity_decimals: int = 4) -> Decimal:
    """The net that Reeleezee keeps of the form, having cut quantity and price to what it keeps."""
    quantity = form.quantity.quantize(Decimal(1).scaleb(-quantity_decimals), ROUND_HALF_UP)
    price = form.price.quantize(Decimal(1).scaleb(-rounding.price_decimals), ROUND_HALF_UP)
    gross, discount = gross_and_discount(quantity, price, form.discount, rounding)
    return gross - discount


def kind(form: Form, line: Typed) -> str:
    if form.figures and "×" in form.figures:
        return "one piece"
    as_typed = (form.price, form.discount * 100) == (Decimal(line.price), Decimal(line.discount.replace(",", ".") or 0))
    return "as typed" if as_typed or form.price == Decimal(line.price) else "net price"


@pytest.mark.parametrize("rounding", ROUNDINGS, ids=str)
@pytest.mark.parametrize("quantity_decimals", [4, 8])
def test_of_random_lines_every_one_is_stored_as_on_its_work_order(
    rounding: LineRounding, quantity_decimals: int
) -> None:
    chance = Random(20261127)  # noqa: S311
    wrong, kinds, kinds_of_discounts = [], Counter[str](), Counter[str]()
    for line in (typed(chance) for _ in range(LINES)):
        if not Fraction(line.quantity):
            continue
        form = material_form(quantities_of(line.line), unit="st", name="Koperbuis")
        kinds[kind(form, line)] += 1
        kinds_of_discounts[kind(form, line)] += bool(line.discount not in {"", "0", "100"})
        if stored(form, rounding, quantity_decimals=quantity_decimals) * 100 != line.cents:
            wrong.append((line, form))
    print(dict(kinds), dict(kinds_of_discounts))  # noqa: T201
    assert wrong == []
    assert min(kinds.values()) > 100


@pytest.mark.parametrize("rounding", ROUNDINGS, ids=str)
def test_of_random_hours_every_period_is_stored_to_the_cent(rounding: LineRounding) -> None:
    chance = Random(20261128)  # noqa: S311
    wrong, pieces = [], 0
    for _ in range(LINES):
        minutes, price = chance.randint(1, 900), number(chance, chance.choice([90, 150, 500]), 2)
        form = hours_form(minutes, Decimal(price), name="werkperiode")
        pieces += bool(form.figures)
        if stored(form, rounding) * 100 != half_up(Fraction(price) * minutes * 100 / 60):
            wrong.append((minutes, price, form))
    print(f"{pieces} of {LINES} in one piece")  # noqa: T201
    assert wrong == []
