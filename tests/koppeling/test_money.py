"""Rounding to the cent, and the lawful roundings of VAT."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.money import (
    bare,
    lawful_nets,
    line_net,
    plain,
    possible_nets,
    to_cents,
    to_decimals,
    vat_bounds,
)

AMOUNTS = st.decimals(min_value=-999999, max_value=999999, places=5)


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("1.025", "1.03"),
        ("1.015", "1.02"),
        ("-0.005", "-0.01"),
        ("-2.675", "-2.68"),
        ("-2.674", "-2.67"),
        ("7", "7.00"),
    ],
)
def test_half_a_cent_goes_away_from_zero_also_for_a_negative_amount(amount: str, cents: str) -> None:
    assert str(to_cents(Decimal(amount))) == cents


def test_nought_never_shows_a_sign() -> None:
    assert str(to_cents(Decimal("-0.004"))) == "0.00"
    assert str(line_net(Decimal(-1), Decimal(0))) == "0.00"
    assert str(to_decimals(Decimal("-0.00004"), 4)) == "0.0000"
    assert plain(Decimal("-0.00")) == "0"


@pytest.mark.parametrize(
    ("amount", "decimals", "expected"),
    [("12.34565", 4, "12.3457"), ("12.34564", 4, "12.3456"), ("-0.00005", 4, "-0.0001"), ("2.5", 0, "3")],
)
def test_prices_are_rounded_half_up_to_their_decimals(amount: str, decimals: int, expected: str) -> None:
    assert str(to_decimals(Decimal(amount), decimals)) == expected


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1.50", "1.5"),
        ("100", "100"),
        ("100.00", "100"),
        ("0.10", "0.1"),
        ("0", "0"),
        ("-3.250", "-3.25"),
        ("1E+3", "1000"),
        ("1.2E-7", "0.00000012"),
        ("1000000000000000000000", "1000000000000000000000"),
        ("0E-10", "0"),
    ],
)
def test_an_amount_is_written_without_exponent_and_needless_zeros(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text


@given(AMOUNTS)
def test_writing_an_amount_keeps_its_value(amount: Decimal) -> None:
    assert Decimal(plain(amount)) == amount


@given(AMOUNTS)
def test_rounding_is_at_most_half_a_cent_off_and_the_same_on_both_sides_of_zero(amount: Decimal) -> None:
    assert abs(to_cents(amount) - amount) <= Decimal("0.005")
    assert to_cents(-amount) == -to_cents(amount)


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "net"),
    [
        ("1.5", "6.20", "0", "9.30"),
        ("100", "0.4275", "0", "42.75"),
        ("3", "0.335", "0", "1.01"),  # 1.005
        ("-3", "0.335", "0", "-1.01"),
        ("2", "45.00", "0.1", "81.00"),
        ("1", "150.00", "1", "0.00"),
        ("1", "0.99", "0.05", "0.94"),  # 0.9405
    ],
)
def test_a_line_is_quantity_times_price_less_discount_in_cents(
    quantity: str, price: str, discount: str, net: str
) -> None:
    assert str(line_net(Decimal(quantity), Decimal(price), Decimal(discount))) == net


# Two lines of 1.07: 21 % of 1.07 is 0.2247, twice 0.22; of 2.14 it is 0.4494, so 0.45.
TWO_ROUNDINGS = [(Decimal("1.07"), Decimal("0.21"))] * 2


def test_vat_may_be_rounded_per_line_or_per_rate() -> None:
    bounds = vat_bounds(TWO_ROUNDINGS)

    assert (bounds.per_line, bounds.per_rate, bounds.slack) == (Decimal("0.44"), Decimal("0.45"), Decimal("0.01"))
    assert bounds.is_lawful(Decimal("0.44"))
    assert bounds.is_lawful(Decimal("0.45"))
    assert not bounds.is_lawful(Decimal("0.46"))


@pytest.mark.parametrize(
    ("vat", "near"), [("0.42", False), ("0.43", True), ("0.44", True), ("0.45", True), ("0.46", True), ("0.47", False)]
)
def test_vat_is_near_within_one_cent_per_rate_of_either_rounding(vat: str, near: bool) -> None:
    assert vat_bounds(TWO_ROUNDINGS).is_near(Decimal(vat)) is near


def test_each_rate_is_rounded_apart() -> None:
    # 21 %: 0.45 as above; 9 % of 0.50 is 0.045, so 0.05 (and 0.05 more per line).
    bounds = vat_bounds([*TWO_ROUNDINGS, (Decimal("0.50"), Decimal("0.09"))])

    assert (bounds.per_line, bounds.per_rate) == (Decimal("0.49"), Decimal("0.50"))


def test_two_hundred_lines_of_one_rate_give_no_more_room_than_one() -> None:
    # 0.07 at 21 % is 0.0147 a line: 0.01 each, 2.00 for all; 14.00 together is 2.94.
    bounds = vat_bounds([(Decimal("0.07"), Decimal("0.21"))] * 200)

    assert (bounds.per_line, bounds.per_rate, bounds.slack) == (Decimal("2.00"), Decimal("2.94"), Decimal("0.01"))
    near = [vat for vat in range(300) if bounds.is_near(Decimal(vat).scaleb(-2))]
    assert near == [199, 200, 201, 293, 294, 295]


def test_each_rate_gives_a_cent_of_room_but_for_the_rate_of_nought() -> None:
    lines = [(Decimal("10.00"), Decimal(rate)) for rate in ("0.21", "0.09", "0", "0.21")]

    assert vat_bounds(lines).slack == Decimal("0.02")
    assert vat_bounds([(Decimal("10.00"), Decimal(0))]).slack == 0


def test_negative_lines_take_vat_off_again() -> None:
    bounds = vat_bounds([(Decimal("10.00"), Decimal("0.21")), (Decimal("-10.00"), Decimal("0.21"))])

    assert (bounds.per_line, bounds.per_rate) == (Decimal("0.00"), Decimal("0.00"))


@given(st.lists(st.tuples(AMOUNTS.map(to_cents), st.sampled_from([Decimal("0.21"), Decimal("0.09"), Decimal(0)]))))
def test_the_two_roundings_are_never_further_apart_than_one_cent_a_line(lines: list[tuple[Decimal, Decimal]]) -> None:
    bounds = vat_bounds(lines)

    assert abs(bounds.per_line - bounds.per_rate) <= Decimal("0.01") * len(lines)
    assert bounds.is_lawful(bounds.per_line)
    assert bounds.is_near(bounds.per_rate)


@pytest.mark.parametrize(("amount", "digits"), [("24.80", "24.8"), ("100", "100"), ("1E+2", "100"), ("-0.00", "0")])
def test_a_bare_amount_is_the_same_without_needless_zeros(amount: str, digits: str) -> None:
    assert str(bare(Decimal(amount))) == digits
    assert bare(Decimal(amount)) == Decimal(amount)


def nets(*cents: str) -> set[Decimal]:
    return {Decimal(text) for text in cents}


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "cents"),
    [
        ("4", "8.25", "0", nets("33.00")),
        ("1.5", "0.333", "0", nets("0.50")),
        ("4", "8.25", "0.1", nets("29.70")),
        ("1", "44.95", "0.1", nets("40.45", "40.46")),  # 40.455; 44.95 less 4.495, so 4.50
        ("-1", "44.95", "0.1", nets("-40.45", "-40.46")),
        ("7", "3.35", "0.1", nets("21.10", "21.11")),  # 21.105; 23.45 less 2.345, so 2.35
        ("100", "0.0137", "0.25", nets("1.03")),  # 1.0275; 1.37 less 0.3425; 0.0103 each
        ("1000", "0.0137", "0.25", nets("10.27", "10.28", "10.30")),  # 10.275; 13.70 less 3.43; 0.0103 each
        ("3", "0.335", "0.5", nets("0.50", "0.51")),  # 0.5025; 1.005 to 1.01, less half of it 0.505, so 0.51
        ("1", "150.00", "1", nets("0.00")),
    ],
)
def test_a_line_comes_to_other_cents_by_what_is_rounded_first(
    quantity: str, price: str, discount: str, cents: set[Decimal]
) -> None:
    assert lawful_nets(Decimal(quantity), Decimal(price), Decimal(discount)) == cents
    assert lawful_nets(Decimal(quantity), Decimal(price)) == {line_net(Decimal(quantity), Decimal(price))}


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "cents"),
    [
        ("4", "8.25", "0", nets("33.00")),
        ("1", "0.125", "0", nets("0.13", "0.12")),
        ("-1", "0.125", "0", nets("-0.13", "-0.12")),
        ("1", "0.375", "0", nets("0.38", "0.37")),
        ("1000", "0.0137", "0", nets("13.70")),  # a price of 0.01 would make 10.00 of it
        ("4", "8.25", "0.1", nets("29.70", "29.72")),  # 7.43 each
        ("3", "10.00", "0.3", nets("21.00")),
        ("1", "0.50", "0.25", nets("0.37", "0.38")),  # 0.375; 0.50 less 0.13
    ],
)
def test_a_line_total_is_explained_by_any_rounding(
    quantity: str, price: str, discount: str, cents: set[Decimal]
) -> None:
    assert possible_nets(Decimal(quantity), Decimal(price), Decimal(discount)) == cents
    assert possible_nets(Decimal("2"), Decimal("0.0025")) == nets("0.01", "0.00")
    assert str(max(possible_nets(Decimal("-2"), Decimal("0.0025")))) == "0.00"
