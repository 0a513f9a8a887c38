"""Numbers, times and dates of a work order's lines, in whatever notation and whatever somebody typed."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.invoicing.reading import (
    date_of,
    decimal_of,
    minutes_of,
    period_label,
    rounded_minutes,
    worked_minutes,
)
from koppeling.invoicing.refused import Refused
from outsmart.records import WorkPeriod

ANY_TEXT = st.one_of(st.text(st.characters(), max_size=40), st.from_regex(r"[-+]?[0-9.,:eE]{0,40}", fullmatch=True))


def period(total: str = "", begin: str = "", end: str = "", pause: str = "") -> WorkPeriod:
    return WorkPeriod(date="05-10-2026", begin=begin, end=end, break_minutes=pause, total_time=total)


def test_the_largest_number_below_a_milliard_is_read() -> None:
    assert decimal_of("999999999.99", "MaterialPrice", "KB-22") == Decimal("999999999.99")


def test_a_refusal_that_nobody_caught_tells_its_reason() -> None:
    with pytest.raises(Refused, match="een") as refused:
        decimal_of("een", "MaterialNr", "KB-22")

    assert str(refused.value) == refused.value.reason.en


@pytest.mark.parametrize(
    ("given_period", "minutes"),
    [
        (period("01:30"), 90),
        (period("26:15"), 1575),
        (period("90"), 90),
        (period("00:00"), 0),
        (period("1:30", "08:00", "17:00", "30"), 90),  # total time counts; begin, end and break are text
        (period("1:30", "acht uur", "", "kwartier"), 90),
        (period("", "08:00", "09:30"), 90),
        (period("", "08:00", "17:00", "30"), 510),
        (period("", "08:00", "17:00", "0:45"), 495),
        (period("", "22:30", "01:15"), 165),
        (period("", "22:30", "01:15", "15"), 150),
        (period("", "08:00", "08:00"), 0),
        (period("", "00:00", "24:00"), 1440),
        (period("", "20:00", "24:00"), 240),
        (period("", "00:01", "00:00"), 1439),
        (period("", "08:00", "08:30", "30"), 0),
    ],
)
def test_worked_time_is_the_total_else_end_less_begin_less_break(given_period: WorkPeriod, minutes: int) -> None:
    assert worked_minutes(given_period) == minutes


@pytest.mark.parametrize(
    ("given_period", "field", "value"),
    [
        (period("anderhalf uur"), "TotalTime", "anderhalf uur"),
        (period("-1:30"), "TotalTime", "-1:30"),
        (period("1:75"), "TotalTime", "1:75"),
        (period("1,5"), "TotalTime", "1,5"),
        (period("", "", "09:30"), "BeginTime", ""),
        (period("", "08:00", ""), "EndTime", ""),
        (period("", "8", "17:00"), "BeginTime", "8"),
        (period("", "08:00", "17"), "EndTime", "17"),
        (period("", "08:00", "24:01"), "EndTime", "24:01"),
        (period("", "8:xx", "17:00"), "BeginTime", "8:xx"),
        (period("", "08:00", "09:00", "kwartier"), "Break", "kwartier"),
        (period("", "08:00", "09:00", "61"), "Break", "61"),
        (period("", "08:00", "09:00", "-15"), "Break", "-15"),
    ],
)
def test_a_time_that_cannot_be_read_is_refused_by_field_and_value(
    given_period: WorkPeriod, field: str, value: str
) -> None:
    with pytest.raises(Refused) as refused:
        worked_minutes(given_period)

    assert refused.value.reason.code == "unreadable_value"
    assert (refused.value.reason.values["field"], refused.value.reason.values["value"]) == (field, value)
    assert refused.value.reason.values["where"].startswith("05-10-2026")


@pytest.mark.parametrize(
    ("minutes", "step", "rounded"),
    [
        (50, 0, 50),
        (7, 15, 0),
        (8, 15, 15),
        (22, 15, 15),
        (23, 15, 30),
        (15, 30, 30),
        (14, 30, 0),
        (44, 30, 30),
        (45, 30, 60),
        (2, 5, 0),
        (3, 5, 5),
        (1575, 15, 1575),
        (0, 15, 0),
    ],
)
def test_minutes_are_rounded_half_up_to_the_step(minutes: int, step: int, rounded: int) -> None:
    assert rounded_minutes(minutes, step) == rounded


@given(st.integers(min_value=0, max_value=100_000), st.sampled_from([5, 15, 30]))
def test_rounding_is_at_most_half_a_step_off(minutes: int, step: int) -> None:
    rounded = rounded_minutes(minutes, step)

    assert rounded % step == 0
    assert -step < 2 * (minutes - rounded) < step or 2 * (rounded - minutes) == step


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05-10-2026", date(2026, 10, 5)),
        ("2026-10-05", date(2026, 10, 5)),
        ("05-10-2026 08:15:00", date(2026, 10, 5)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_date_is_read_in_either_notation_and_may_be_missing(text: str, day: date | None) -> None:
    assert date_of(text, "WorkDate", "WB-1") == day


@pytest.mark.parametrize("text", ["31-02-2026", "5 oktober", "00-00-0000", "10/05/2026"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        date_of(text, "WorkDate", "WB-1")

    assert refused.value.reason.values == {"value": text, "field": "WorkDate", "where": "WB-1"}


@pytest.mark.parametrize(
    ("given_period", "label"),
    [
        (period("01:30", "08:00", "09:30"), "05-10-2026 08:00-09:30"),
        (period("01:30"), "05-10-2026 01:30"),
        (period("", "", "09:30"), "05-10-2026 -09:30"),
        (WorkPeriod(), "werkperiode"),
    ],
)
def test_a_period_is_named_by_its_date_and_times(given_period: WorkPeriod, label: str) -> None:
    assert period_label(given_period) == label


@given(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_whatever_was_typed_in_a_period_is_read_or_refused(texts: tuple[str, str, str, str]) -> None:
    with suppress(Refused):
        assert worked_minutes(period(*texts)) >= 0


@given(ANY_TEXT)
def test_whatever_was_typed_as_number_time_or_date_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert abs(decimal_of(text, "f", "w")) < 10**9
    with suppress(Refused):
        assert minutes_of(text, "f", "w") >= 0
    with suppress(Refused):
        assert date_of(text, "f", "w") is not None or not text.strip()
