"""Holds the other reckoning against figures from paper, since everything that is reckoned with it leans on them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.reckoning import euros, exact, hour_cents, in_cents, in_steps, line_cents, minutes_passed, vat_lawful, whole


@pytest.mark.parametrize(
    ("written", "value"),
    [("1,5", Fraction(3, 2)), ("-0.01235", Fraction(-247, 20000)), ("", Fraction(0)), (".5", Fraction(1, 2))],
)
def test_a_number_is_read_as_written(written: str, value: Fraction) -> None:
    assert exact(written) == value


@pytest.mark.parametrize("written", ["1.234,56", "een", "1e3", "--1", "1-"])
def test_what_is_no_number_is_not_read(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact(written)


@pytest.mark.parametrize(("half", "rounded"), [("0.5", 1), ("-0.5", -1), ("0.4999", 0), ("2.5", 3), ("-2.4", -2)])
def test_half_goes_away_from_nought(half: str, rounded: int) -> None:
    assert whole(exact(half)) == rounded


@pytest.mark.parametrize(
    ("quantity", "price", "percentage", "cents"),
    [
        ("1", "44.95", "10", 4046),  # 44.95 less 4.495 is 40.455
        ("1000", "0.01235", "0", 1235),  # 12.35
        ("3", "3.335", "0", 1001),  # 10.005
        ("-2", "1,25", "0", -250),
        ("1", "150.00", "100", 0),
        ("7", "0.99", "25", 520),  # 6.93 less 1.7325 is 5.1975
    ],
)
def test_a_line(quantity: str, price: str, percentage: str, cents: int) -> None:
    assert line_cents(quantity, price, percentage) == cents


@pytest.mark.parametrize(
    ("minutes", "price", "cents"),
    [(50, "60.00", 5000), (375, "62.50", 39063), (20, "47.35", 1578), (1, "0.29", 0), (1, "0.30", 1)],
)
def test_hours(minutes: int, price: str, cents: int) -> None:
    assert hour_cents(minutes, price) == cents


@pytest.mark.parametrize(("minutes", "step", "billed"), [(14, 30, 0), (15, 30, 30), (7, 15, 0), (8, 15, 15), (8, 0, 8)])
def test_steps(minutes: int, step: int, billed: int) -> None:
    assert in_steps(minutes, step) == billed


@pytest.mark.parametrize(
    ("day", "begin", "end", "pause", "minutes"),
    [
        (date(2026, 10, 5), "08:00", "09:30", 0, 90),
        (date(2026, 10, 5), "22:30", "01:15", 0, 165),
        (date(2026, 10, 5), "08:00", "17:00", 30, 510),
        (date(2026, 10, 24), "23:00", "06:00", 0, 480),  # the clock goes back in this night: eight hours
        (date(2026, 3, 28), "23:00", "06:00", 0, 360),  # and here forward: six
        (date(2026, 10, 25), "01:00", "03:30", 0, 210),
    ],
)
def test_time_that_passes(day: date, begin: str, end: str, pause: int, minutes: int) -> None:
    assert minutes_passed(day, begin, end, pause) == minutes


def test_vat_per_line_and_per_rate() -> None:
    # three times 0.10 at 21 %: 0.02 each is 0.06, and 0.063 of all is 0.06; three times 0.12: 0.03 each, 0.0756 of all
    assert vat_lawful([(10, 21)] * 3) == {6}
    assert vat_lawful([(12, 21)] * 3) == {9, 8}
    assert vat_lawful([(100, 21), (100, 9), (100, 0)]) == {30}


def test_amounts_of_a_server() -> None:
    assert in_cents("126.75") == in_cents(126.75) == 12675
    assert [euros(12675), euros(-5), euros(0)] == ["126.75", "-0.05", "0.00"]
