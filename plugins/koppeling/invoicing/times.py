"""Reads how long a work period took, of its total time and its clock, and tells which of its fields decided.

A total with a colon counts, and so does a bare whole number above 24: those are minutes. "8" and "7,5" may be hours or
minutes: the clock decides, and what fits neither is refused, since a wrong guess is a sixtieth of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from koppeling.invoicing.clock import MINUTES_A_DAY, passed, shown
from koppeling.invoicing.reading import minutes_of, period_label
from koppeling.invoicing.refused import Refused, refuse
from koppeling.money import to_decimals
from koppeling.reasons import Both
from outsmart.records import WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_minutes

LEAST_TOLERANCE = 15
_MOST_HOURS = 24
_BARE = re.compile(r"[0-9]{1,6}|[0-9]{0,6}[.,][0-9]{1,6}")


@dataclass(frozen=True)
class WorkedTime:
    """`minutes` is what was worked; `by_clock` what the clock says, where that is clearly something else."""

    minutes: int
    by_clock: int | None = None


def worked_time(period: WorkPeriod, step: int = 0, day: str = "") -> WorkedTime:
    """How long was worked; `step` is the rounding of the settings in minutes. Raises `Refused`.

    `day` is the work date of the order, which a period without a date of its own is of.
    """
    period = dated(period, day)
    total = period.total_time.strip()
    if not total:
        return WorkedTime(_by_clock(period))
    if _is_unclear(total):
        return WorkedTime(_as_the_clock_decides(period, step))
    minutes = minutes_of(total, "TotalTime", period_label(period))
    return WorkedTime(minutes, _clearly_other(period, minutes, step))


def rounded_minutes(minutes: int, step: int) -> int:
    """Round to whole steps, half up; step 0 leaves the minutes as they are."""
    return minutes if step == 0 else (2 * minutes + step) // (2 * step) * step


def dated(period: WorkPeriod, day: str) -> WorkPeriod:
    """The period with the day of its work order where it has none."""
    return period if period.date.strip() else period.model_copy(update={"date": day})


def fields_that_decided(period: WorkPeriod) -> tuple[str, ...]:
    """The fields, beside those that always count, on which the length of this period depends; by their API names.

    The period has its day (`dated`). Always counted are the total time or, where there is none, begin, end and break.
    """
    total = period.total_time.strip()
    if total and not _is_unclear(total):
        return ()
    clock = ("BeginTime", "EndTime", "Break") if total else ()
    return (*clock, "WorkDate") if _is_night_of_the_clock(period) else clock


def as_clock(minutes: int) -> str:
    """Minutes as hours and minutes: 90 is 1:30."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _is_unclear(total: str) -> bool:
    """Whether this may be hours as well as minutes."""
    if not _BARE.fullmatch(total):
        return False
    return not total.isdigit() or int(total) <= _MOST_HOURS


def _as_the_clock_decides(period: WorkPeriod, step: int) -> int:
    """The reading, hours or minutes, that is nearest to the clock, and near enough."""
    number = read_decimal(period.total_time)
    meant = {int(to_decimals(number * 60, 0))}
    # no minutes are less than one, and none are written with decimals to be less than that
    meant |= {int(to_decimals(number, 0))} if number >= 1 else set()
    lengths = _readable_lengths(period)
    if not lengths and meant == {0}:
        return 0
    off = sorted((min((_off(m, length) for length in lengths), default=MINUTES_A_DAY), m) for m in meant)
    is_undecided = len(off) > 1 and off[0][0] == off[1][0]
    if is_undecided or off[0][0] > _tolerance(step):
        by_clock = as_clock(min(lengths)) if lengths else Both("niet ingevuld", "not filled in")
        raise refuse("total_time_unclear", value=period.total_time, where=period_label(period), clock=by_clock)
    return off[0][1]


def _off(minutes: int, length: int) -> int:
    """How far a reading is from the clock; one of less than half of it would let work shrink and is no reading."""
    return abs(minutes - length) if 2 * minutes >= length else MINUTES_A_DAY


def _clearly_other(period: WorkPeriod, minutes: int, step: int) -> int | None:
    lengths = _readable_lengths(period)
    off = min((abs(minutes - length) for length in lengths), default=0)
    return min(lengths) if off > _tolerance(step) else None


def _tolerance(step: int) -> int:
    return max(step, LEAST_TOLERANCE)


def _by_clock(period: WorkPeriod) -> int:
    where = period_label(period)
    lengths = _lengths(period)
    if not lengths:
        raise refuse("unreadable_value", value=period.break_minutes, field="Break", where=where)
    if len(lengths) > 1:
        raise refuse("clock_was_changed", where=where)
    return min(lengths)


def _readable_lengths(period: WorkPeriod) -> frozenset[int]:
    """As `_lengths`, and nothing where there is no clock to hold a total against."""
    try:
        return _lengths(period)
    except Refused:
        return frozenset()


def _lengths(period: WorkPeriod) -> frozenset[int]:
    """End − begin − break: every length that it can have been; raises `Refused` when it cannot be read."""
    where = period_label(period)
    begin = _time_of_day(period.begin, "BeginTime", where)
    end = _time_of_day(period.end, "EndTime", where)
    pause = minutes_of(period.break_minutes, "Break", where) if period.break_minutes.strip() else 0
    lengths = (minutes - pause for minutes in passed(begin, end, _day(period)))
    return frozenset(minutes for minutes in lengths if minutes >= 0)


def _time_of_day(text: str, field: str, where: str) -> int:
    """A time of day; a bare number such as "17" is not taken for minutes here."""
    if ":" not in text:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    minutes = minutes_of(text, field, where)
    if minutes > MINUTES_A_DAY:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    return minutes


def _day(period: WorkPeriod) -> date | None:
    try:
        return read_date(period.date)
    except UnreadableValue:
        return None


def _is_night_of_the_clock(period: WorkPeriod) -> bool:
    try:
        begin, end = (read_minutes(text) for text in (period.begin, period.end))
    except UnreadableValue:
        return False
    return passed(begin, end, _day(period)) != {shown(begin, end)}
