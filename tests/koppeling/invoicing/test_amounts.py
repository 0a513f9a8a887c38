"""What a material line amounts to, in whatever notation and whatever somebody typed."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.invoicing.amounts import Quantities, quantities_of
from koppeling.invoicing.refused import Refused
from outsmart.records import MaterialLine

ANY_TEXT = st.one_of(st.text(st.characters(), max_size=40), st.from_regex(r"[-+]?[0-9.,:eE]{0,40}", fullmatch=True))


def line(quantity: str, price: str, total: str = "", discount: str = "", **more: str) -> MaterialLine:
    named = {"code": "KB-22", "name": "Koperbuis"} | more
    return MaterialLine(quantity=quantity, price=price, total=total, discount_percentage=discount, **named)


def quantities(quantity: str, price: str, discount: str = "0") -> tuple[Decimal, Decimal, Decimal]:
    return Decimal(quantity), Decimal(price), Decimal(discount)


def figures(read: Quantities) -> tuple[Decimal, Decimal, Decimal]:
    return read.quantity, read.price, read.discount


@pytest.mark.parametrize(
    ("given_line", "expected"),
    [
        (line("4", "8.25", "33.00"), quantities("4", "8.25")),
        (line("1,5", "6,20", "9,30"), quantities("1.5", "6.20")),
        (line("1.5", "6,20", "9.3"), quantities("1.5", "6.20")),
        (line("100", "0.4275", "42.75"), quantities("100", "0.4275")),
        (line("4", "8.25"), quantities("4", "8.25")),
        (line("-2", "24.80", "-49.60"), quantities("-2", "24.80")),
        (line("1", "0", "0,00"), quantities("1", "0")),
    ],
)
def test_quantity_and_price_are_read_with_comma_or_dot(given_line: MaterialLine, expected: Any) -> None:
    assert figures(quantities_of(given_line)) == expected


@pytest.mark.parametrize("total", ["3.4995", "3,50", "3.4960"])
def test_a_total_with_more_decimals_than_cents_is_compared_in_cents(total: str) -> None:
    # 1.5 × 2.333 = 3.4995
    assert quantities_of(line("1.5", "2.333", total)) == Quantities(*quantities("1.5", "2.333"), Decimal("3.50"))


@pytest.mark.parametrize(
    ("given_line", "expected"),
    [
        (line("2", "45.00", "81.00", "10"), quantities("2", "45.00", "0.1")),
        (line("2", "45.00", "81,00", "10,0"), quantities("2", "45.00", "0.1")),
        (line("1", "150.00", "0.00", "100"), quantities("1", "150.00", "1")),
        (line("1", "0.99", "0.94", "5"), quantities("1", "0.99", "0.05")),  # 0.9405
        (line("-2", "45.00", "-81.00", "10"), quantities("-2", "45.00", "0.1")),
        (line("2", "45.00", "90.00", "10"), quantities("2", "45.00")),  # the price has it taken off already
        (line("2", "45.00", "90.00", "weg"), quantities("2", "45.00")),
        (line("2", "45.00", "", "0"), quantities("2", "45.00")),
    ],
)
def test_a_discount_counts_where_it_explains_the_line_total(
    given_line: MaterialLine, expected: tuple[Decimal, ...]
) -> None:
    assert figures(quantities_of(given_line)) == expected


@pytest.mark.parametrize(
    "given_line",
    [
        line("2", "24.80", "40.00"),
        line("2", "45.00", "81.01", "10"),
        line("2", "45.00", "81.00"),
        line("2", "45.00", "81.00", "11"),
        line("2", "45.00", "-90.00"),
        line("0", "45.00", "45.00"),
    ],
)
def test_a_line_total_that_nothing_explains_is_refused(given_line: MaterialLine) -> None:
    with pytest.raises(Refused) as refused:
        quantities_of(given_line)

    assert refused.value.reason.code == "line_total_differs"


def test_the_refusal_of_a_line_total_tells_both_figures() -> None:
    with pytest.raises(Refused) as refused:
        quantities_of(line("2,0", "24.80", "40.00"))

    assert refused.value.reason.quoted("nl") == {
        "name": "Koperbuis", "total": "40", "quantity": "2", "price": "24,8", "product": "49,6"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_line", "field", "value"),
    [
        (line("een", "8.25"), "MaterialNr", "een"),
        (line("", "8.25"), "MaterialNr", ""),
        (line("1.234,56", "8.25"), "MaterialNr", "1.234,56"),
        (line("1", "€ 8,25"), "MaterialPrice", "€ 8,25"),
        (line("1", ""), "MaterialPrice", ""),
        (line("1", "8.25", "8.25 excl."), "MaterialTotalPrice", "8.25 excl."),
        (line("2", "45.00", "81.00", "tien"), "MaterialDiscountPercentage", "tien"),
        (line("2", "45.00", "", "tien"), "MaterialDiscountPercentage", "tien"),
        (line("2", "45.00", "99.00", "-10"), "MaterialDiscountPercentage", "-10"),
        (line("2", "45.00", "-0.90", "101"), "MaterialDiscountPercentage", "101"),
        (line("2", "45.00", "", "10"), "MaterialTotalPrice", ""),  # is the discount in the price already?
        (line("1000000000", "1"), "MaterialNr", "1000000000"),
        (line("1", "-1000000000"), "MaterialPrice", "-1000000000"),
        (line("1" * 28, "1"), "MaterialNr", "1" * 28),
    ],
)
def test_what_cannot_be_read_is_refused_by_field_and_value(given_line: MaterialLine, field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        quantities_of(given_line)

    assert refused.value.reason.code == "unreadable_value"
    assert refused.value.reason.values == {"value": value, "field": field, "where": "KB-22"}


@pytest.mark.parametrize(
    ("code", "name", "where"),
    [("KB-22", "Koperbuis", "KB-22"), (" ", "Koperbuis", "Koperbuis"), ("", " ", "materiaal")],
)
def test_a_line_is_named_by_code_else_name(code: str, name: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        quantities_of(line("?", "1", code=code, name=name))

    assert refused.value.reason.values["where"] == where


@given(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_whatever_was_typed_in_a_material_line_is_read_or_refused(texts: tuple[str, str, str, str]) -> None:
    with suppress(Refused):
        amounts = quantities_of(line(*texts))
        assert 0 <= amounts.discount <= 1


@given(
    st.decimals(min_value=-9999, max_value=9999, places=3),
    st.decimals(min_value=0, max_value=9999, places=4),
    st.sampled_from([str.strip, lambda text: text.replace(".", ",")]),
)
def test_comma_and_dot_read_alike(quantity: Decimal, price: Decimal, notation: Any) -> None:
    assert figures(quantities_of(line(notation(f"{quantity:f}"), notation(f"{price:f}")))) == (quantity, price, 0)


@pytest.mark.parametrize(
    ("given_line", "total"),
    [
        (line("1", "44.95", "40.46", "10"), "40.46"),  # 40.455 rounded
        (line("1", "44.95", "40.45", "10"), "40.45"),  # 44.95 less 4.50
        (line("1", "44.95", "40,455", "10"), "40.46"),
        (line("-1", "44.95", "-40.45", "10"), "-40.45"),
        (line("7", "3.35", "21.10", "10"), "21.10"),  # 23.45 less 2.345, rounded to 2.35
        (line("7", "3.35", "21.14", "10"), "21.14"),  # 3.015, rounded to 3.02
        (line("1000", "0.01235", "12.35"), "12.35"),
        (line("1", "0.125", "0.12"), "0.12"),  # half a cent, rounded down there
        (line("4", "8.25"), "33.00"),
        (line("1.5", "0.333"), "0.50"),
    ],
)
def test_the_total_of_the_work_order_counts_however_outsmart_rounded_it(given_line: MaterialLine, total: str) -> None:
    assert str(quantities_of(given_line).total) == total


@pytest.mark.parametrize("total", ["40.44", "40.47", "44.94", "-40.46"])
def test_a_cent_beside_every_rounding_is_refused(total: str) -> None:
    with pytest.raises(Refused) as refused:
        quantities_of(line("1", "44.95", total, "10"))

    assert refused.value.reason.code == "line_total_differs"
    assert refused.value.reason.quoted("nl")["product"] == "44,95, en met 10% korting 40,46"
    assert refused.value.reason.quoted("en")["product"] == "44.95, and with 10% discount 40.46"
