"""OutSmart's texts: what is read, what is refused, and that writing and reading agree."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsmart.wire import UnreadableValue, read_date, read_decimal, read_flag, read_minutes, same_value, write_decimal

AMOUNTS = st.decimals(min_value=Decimal("-99999999"), max_value=Decimal("99999999"), places=5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("-2", "-2"),
        ("1.00", "1.00"),
        (" 12 ", "12"),
        ("1.234", "1.234"),
        (",5", "0.5"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_with_comma_or_dot(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "1.234,56",
        "1,234.56",
        "1.234.567",
        "een",
        "",
        " ",
        "-",
        "NaN",
        "Infinity",
        "1e5",
        "٣",
        "1 234",
        "5.",
        "1_0",
        "€ 5",
    ],
)
def test_a_text_that_is_no_number_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValue) as refused:
        read_decimal(text)
    assert refused.value.value == text


def test_a_number_too_long_for_exact_arithmetic_is_refused() -> None:
    assert read_decimal("9" * 28) == Decimal("9" * 28)
    with pytest.raises(UnreadableValue):
        read_decimal("9" * 29)


@given(AMOUNTS)
def test_what_is_written_is_read_back_the_same(amount: Decimal) -> None:
    assert read_decimal(write_decimal(amount)) == amount


@given(AMOUNTS)
def test_comma_and_dot_are_the_same_amount(amount: Decimal) -> None:
    written = write_decimal(amount)
    assert read_decimal(written.replace(".", ",")) == read_decimal(written)
    assert same_value(written.replace(".", ","), amount)


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        value = read_decimal(text)
    except UnreadableValue:
        return
    assert value.is_finite()


def test_a_negative_zero_is_zero() -> None:
    assert str(read_decimal("-0")) == "0"
    assert write_decimal(Decimal("-0.00")) == "0.00"


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("0.00001", "0.00001"), ("1.50", "1.50")])
def test_a_number_is_written_without_exponent(value: str, text: str) -> None:
    assert write_decimal(Decimal(value)) == text


def test_what_is_no_amount_is_not_written() -> None:
    with pytest.raises(ValueError, match="NaN"):
        write_decimal(Decimal("NaN"))


@pytest.mark.parametrize(
    "text", ["03-02-2025", "3-2-2025", "2025-02-03", "2025-02-03 10:12", "2025-02-03 10:12:44", "03-02-2025 08:00"]
)
def test_a_date_is_read_day_first_and_year_first(text: str) -> None:
    assert read_date(text) == date(2025, 2, 3)


@pytest.mark.parametrize(
    "text",
    ["", "0000-00-00", "00-00-0000", "31-02-2025", "2025-13-01", "03/02/2025", "3-2-25", "vandaag", "2025-02-03x"],
)
def test_a_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValue):
        read_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_both_notations_of_a_date_mean_the_same_day(day: date) -> None:
    assert read_date(f"{day:%d-%m-%Y}") == read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("01:30", 90),
        ("26:15", 1575),
        ("90", 90),
        ("01:30:00", 90),
        ("0:00", 0),
        ("0", 0),
        (" 8:05 ", 485),
        ("120:00", 7200),
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "01:60", "1:5", "-1:00", "-5", "1.5", "anderhalf", "01:30:30", "01:30:60", ":30", "٣٠"]
)
def test_a_text_that_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValue):
        read_minutes(text)


@given(st.integers(0, 9999), st.integers(0, 59))
def test_hours_and_minutes_add_up(hours: int, minutes: int) -> None:
    assert read_minutes(f"{hours:02}:{minutes:02}") == hours * 60 + minutes


@pytest.mark.parametrize("value", ["1", 1, True, "true", "Ja", Decimal("1")])
def test_yes_is_read_in_every_form(value: object) -> None:
    assert read_flag(value) is True


@pytest.mark.parametrize("value", ["0", 0, False, "false", "", None])
def test_no_is_read_in_every_form_and_absent_means_no(value: object) -> None:
    assert read_flag(value) is False


def test_a_flag_that_is_neither_is_refused() -> None:
    with pytest.raises(UnreadableValue, match="yes or no"):
        read_flag("2")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (None, ""),
        ("1,50", Decimal("1.5")),
        ("50.00", 50),
        ("0.000000", "0"),
        (True, "1"),
        (1, "1"),
        (False, 0),
        (True, "true"),
        ("-2,0", "-2"),
        (["a"], ["a"]),
    ],
)
def test_one_value_in_two_notations_is_the_same(a: object, b: object) -> None:
    assert same_value(a, b)
    assert same_value(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("00001", "1"),
        ("0612345678", "612345678"),
        (None, "0"),
        (False, ""),
        ("Jansen", "jansen"),
        ("1.234,56", "1234.56"),
        ("1.5", "1.51"),
        ("a", ["a"]),
        ("9" * 28 + "1", "9" * 28 + "2"),
    ],
)
def test_values_that_only_look_alike_differ(a: object, b: object) -> None:
    assert not same_value(a, b)
    assert not same_value(b, a)


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.text(), AMOUNTS))
def test_every_value_is_the_same_as_itself(value: object) -> None:
    assert same_value(value, value)
