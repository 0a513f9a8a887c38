"""The day of a moment, as a calendar in the Netherlands shows it."""

from datetime import date

import pytest

from reeleezee.days import day_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-27T00:00:00", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
        (" 2026-11-27T23:59:59.9999999 ", date(2026, 11, 27)),
        ("2026-11-26T23:00:00Z", date(2026, 11, 27)),
        ("2026-11-26T22:59:59Z", date(2026, 11, 26)),
        ("2026-07-26T22:00:00Z", date(2026, 7, 27)),
        ("2026-07-26T21:59:59+00:00", date(2026, 7, 26)),
        ("2026-11-27T00:00:00+01:00", date(2026, 11, 27)),
        ("0001-01-01T00:00:00Z", date(1, 1, 1)),
        ("9999-12-31T23:30:00Z", None),
        ("", None),
        ("27-11-2026", None),
        ("straks", None),
    ],
)
def test_a_moment_with_a_zone_is_moved_to_the_netherlands_first(moment: str, day: date | None) -> None:
    assert day_of(moment) == day
