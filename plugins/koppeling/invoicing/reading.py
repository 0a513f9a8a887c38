"""Reads the numbers, times and dates of a work order's lines, and refuses by field and value what cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from koppeling.invoicing.refused import refuse
from outsmart.records import WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_minutes

MINUTES_A_DAY = 24 * 60
LARGEST = Decimal(10) ** 9


def decimal_of(text: str, field: str, where: str) -> Decimal:
    """A number below a milliard; a larger one is a mistake, and would not stay exact to the cent."""
    try:
        value = read_decimal(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None
    if abs(value) >= LARGEST:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    return value


def minutes_of(text: str, field: str, where: str) -> int:
    try:
        return read_minutes(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None


def date_of(text: str, field: str, where: str) -> date | None:
    """A date, or None for an empty one; an unreadable one refuses the work order."""
    if not text.strip():
        return None
    try:
        return read_date(text)
    except UnreadableValue:
        raise refuse("unreadable_value", value=text, field=field, where=where) from None


def worked_minutes(period: WorkPeriod) -> int:
    """The minutes of a period: its total time, else end − begin − break, past midnight when the end is earlier."""
    where = period_label(period)
    if period.total_time.strip():
        return minutes_of(period.total_time, "TotalTime", where)
    begin = _clock_of(period.begin, "BeginTime", where)
    end = _clock_of(period.end, "EndTime", where)
    pause = minutes_of(period.break_minutes, "Break", where) if period.break_minutes.strip() else 0
    worked = end - begin - pause if end >= begin else end + MINUTES_A_DAY - begin - pause
    if worked < 0:
        raise refuse("unreadable_value", value=period.break_minutes, field="Break", where=where)
    return worked


def _clock_of(text: str, field: str, where: str) -> int:
    """A time of day; a bare number such as "17" is not taken for minutes here."""
    if ":" not in text:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    minutes = minutes_of(text, field, where)
    if minutes > MINUTES_A_DAY:
        raise refuse("unreadable_value", value=text, field=field, where=where)
    return minutes


def rounded_minutes(minutes: int, step: int) -> int:
    """Round to whole steps, half up; step 0 leaves the minutes as they are."""
    return minutes if step == 0 else (2 * minutes + step) // (2 * step) * step


def period_label(period: WorkPeriod) -> str:
    """How a planner recognises the period: its date and times."""
    times = f"{period.begin}-{period.end}" if period.begin or period.end else period.total_time
    return f"{period.date} {times}".strip() or "werkperiode"
