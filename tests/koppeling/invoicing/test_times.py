"""How long a work period took: its total time, its clock, both nights of the clock, and what fits neither."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.invoicing.refused import Refused
from koppeling.invoicing.times import WorkedTime, as_clock, rounded_minutes, worked_time
from outsmart.records import WorkPeriod

ANY_TEXT = st.one_of(st.text(st.characters(), max_size=40), st.from_regex(r"[-+]?[0-9.,:eE]{0,40}", fullmatch=True))


def period(total: str = "", begin: str = "", end: str = "", pause: str = "", day: str = "05-10-2026") -> WorkPeriod:
    return WorkPeriod(date=day, begin=begin, end=end, break_minutes=pause, total_time=total)


def refusal(given_period: WorkPeriod, step: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        worked_time(given_period, step)
    return refused.value.reason.code


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
    assert worked_time(given_period).minutes == minutes


@pytest.mark.parametrize(
    ("given_period", "field", "value"),
    [
        (period("anderhalf uur"), "TotalTime", "anderhalf uur"),
        (period("-1:30"), "TotalTime", "-1:30"),
        (period("1:75"), "TotalTime", "1:75"),
        (period("1.5.0"), "TotalTime", "1.5.0"),
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
        worked_time(given_period)

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


# ------------------------------------------------------------------ hours or minutes


@pytest.mark.parametrize(
    ("total", "begin", "end", "pause", "minutes"),
    [
        ("8", "08:00", "16:00", "", 480),
        ("8", "08:00", "16:30", "30", 480),
        ("8", "08:00", "08:08", "", 8),
        ("8", "08:00", "08:15", "", 8),  # seven minutes off, and more than half of them
        ("8", "08:00", "08:20", "", None),  # less than half of what the clock says
        ("0.5", "08:00", "08:10", "", None),
        ("1", "08:00", "08:12", "", None),
        ("2", "08:00", "08:15", "", None),
        ("0,75", "08:00", "08:45", "", 45),
        ("0.25", "08:00", "08:14", "", 15),
        ("08", "08:00", "16:15", "", 480),
        ("24", "08:00", "08:00", "", None),  # the clock says nothing passed
        ("24", "00:00", "24:00", "", 1440),
        ("24", "08:00", "08:24", "", 24),
        ("7.5", "08:00", "15:30", "", 450),
        ("7,5", "08:00", "16:00", "30", 450),
        ("7.75", "08:00", "15:45", "", 465),
        ("7,33", "08:00", "15:20", "", 440),  # 439.8
        (".5", "08:00", "08:30", "", 30),
        ("37,5", "08:00", "08:38", "", 38),  # minutes, half up
        ("480.00", "08:00", "16:00", "", 480),
        ("0", "08:00", "08:00", "", 0),
        ("0", "", "", "", 0),
        ("0,00", "", "", "", 0),
        ("8", "08:00", "17:00", "", None),
        ("0", "08:00", "17:00", "", None),
        ("8", "", "", "", None),
        ("8", "08:00", "", "", None),
        ("1,5", "", "", "", None),
        ("7.5", "acht", "kwart voor vier", "", None),
        ("1", "22:30", "23:30", "", 60),
        ("-8", "08:00", "16:00", "", None),
        ("8u", "08:00", "16:00", "", None),
    ],
)
def test_a_total_that_may_be_hours_or_minutes_is_what_the_clock_says_or_refused(
    total: str, begin: str, end: str, pause: str, minutes: int | None
) -> None:
    given_period = period(total, begin, end, pause)

    if minutes is None:
        assert refusal(given_period) in {"total_time_unclear", "unreadable_value"}
    else:
        assert worked_time(given_period) == WorkedTime(minutes)


def test_a_bare_total_may_differ_from_the_clock_by_the_step_of_the_settings() -> None:
    assert refusal(period("8", "08:00", "16:25"), step=15) == "total_time_unclear"
    assert worked_time(period("8", "08:00", "16:25"), step=30).minutes == 480


@pytest.mark.parametrize(
    ("total", "begin", "end", "pause", "minutes", "clock"),
    [
        ("00:30", "08:00", "17:00", "", 30, 540),
        ("00:30", "08:00", "17:00", "30", 30, 510),
        ("30:00", "08:00", "14:00", "", 1800, 360),
        ("480", "08:00", "09:00", "", 480, 60),
        ("01:16", "08:00", "09:00", "", 76, 60),
        ("01:15", "08:00", "09:00", "", 75, None),
        ("00:44", "08:00", "09:00", "", 44, 60),
        ("00:45", "08:00", "09:00", "", 45, None),
        ("00:00", "08:00", "09:00", "", 0, 60),
        ("01:30", "", "", "", 90, None),
        ("01:30", "acht", "17:00", "", 90, None),
    ],
)
def test_a_total_in_hours_and_minutes_counts_and_tells_a_clock_that_is_clearly_other(
    total: str, begin: str, end: str, pause: str, minutes: int, clock: int | None
) -> None:
    assert worked_time(period(total, begin, end, pause)) == WorkedTime(minutes, clock)


def test_what_the_rounding_takes_away_is_no_difference_with_the_clock() -> None:
    assert worked_time(period("01:30", "08:00", "09:00"), step=30).by_clock is None
    assert worked_time(period("01:31", "08:00", "09:00"), step=30).by_clock == 60


# ------------------------------------------------------------------ the nights of the clock


@pytest.mark.parametrize(
    ("day", "begin", "end", "minutes"),
    [
        ("25-10-2026", "01:00", "03:30", 210),  # the clock shows 2:30
        ("25-10-2026", "00:30", "03:00", 210),
        ("24-10-2026", "22:00", "06:00", 540),  # the clock shows 8:00
        ("25-10-2026", "03:00", "05:00", 120),
        ("24-10-2026", "08:00", "17:00", 540),
        ("29-03-2026", "01:00", "04:00", 120),  # the clock shows 3:00
        ("28-03-2026", "22:00", "06:00", 420),
        ("2026-03-28", "23:30", "01:30", 120),
        ("", "22:00", "06:00", 480),
        ("gisteren", "22:00", "06:00", 480),
        ("01-01-0001", "22:00", "06:00", 480),
        ("31-12-9999", "22:00", "06:00", 480),
    ],
)
def test_what_passed_is_not_always_what_the_clock_shows(day: str, begin: str, end: str, minutes: int) -> None:
    assert worked_time(period("", begin, end, day=day)).minutes == minutes


@pytest.mark.parametrize(
    ("day", "begin", "end"),
    [
        ("24-10-2026", "22:00", "02:30"),  # 4:30 or 5:30
        ("25-10-2026", "02:10", "02:40"),
        ("25-10-2026", "02:15", "06:00"),
        ("29-03-2026", "01:00", "02:30"),  # a time that never was
    ],
)
def test_a_time_that_came_twice_or_never_needs_a_total(day: str, begin: str, end: str) -> None:
    assert refusal(period("", begin, end, day=day)) == "clock_was_changed"
    assert worked_time(period("04:30", begin, end, day=day)).minutes == 270


def test_both_lengths_of_such_a_night_agree_with_a_total() -> None:
    assert worked_time(period("05:30", "22:00", "02:30", day="24-10-2026")).by_clock is None
    assert worked_time(period("5.5", "22:00", "02:30", day="24-10-2026")).minutes == 330
    assert worked_time(period("4.5", "22:00", "02:30", day="24-10-2026")).minutes == 270


def test_minutes_are_written_as_a_clock_does() -> None:
    assert [as_clock(minutes) for minutes in (0, 9, 60, 1575)] == ["0:00", "0:09", "1:00", "26:15"]


@given(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_whatever_was_typed_in_a_period_is_read_or_refused(texts: tuple[str, str, str, str]) -> None:
    with suppress(Refused):
        assert worked_time(period(*texts)).minutes >= 0
