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


@given(ANY_TEXT)
def test_whatever_was_typed_as_number_time_or_date_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert abs(decimal_of(text, "f", "w")) < 10**9
    with suppress(Refused):
        assert minutes_of(text, "f", "w") >= 0
    with suppress(Refused):
        assert date_of(text, "f", "w") is not None or not text.strip()
