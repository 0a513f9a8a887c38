"""Measures what passed between two times on the clock, since on two nights a year that is not what it seems.

A time that the clock showed twice (or never) can mean two lengths: then both are told, and nobody guesses.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_SUMMER_TIME_SINCE = 1977
_LAST_YEAR = 9990


def shown(begin: int, end: int) -> int:
    """Minutes from one time of the day to another as the clock shows them, past midnight when the end is earlier."""
    return end - begin if end >= begin else end + MINUTES_A_DAY - begin


def passed(begin: int, end: int, day: date | None) -> frozenset[int]:
    """Minutes that passed in Amsterdam from `begin` on that day: one figure, or every one that it can have been."""
    length = shown(begin, end)
    if day is None or not _SUMMER_TIME_SINCE <= day.year <= _LAST_YEAR:
        return frozenset({length})
    starts, stops = _moments(day, begin), _moments(day, begin + length)
    lengths = {int((stop - start).total_seconds()) // 60 for start in starts for stop in stops}
    return frozenset(minutes for minutes in lengths if minutes >= 0)


def _moments(day: date, minutes: int) -> set[datetime]:
    """The moments at which a clock shows this, `minutes` after the midnight with which the day begins."""
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return {local.replace(tzinfo=_AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1)}
