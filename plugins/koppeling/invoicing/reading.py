"""Reads the numbers, minutes and dates of a work order's lines, and refuses by field and value what cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from koppeling.invoicing.refused import refuse
from outsmart.records import WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_minutes

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


def period_label(period: WorkPeriod) -> str:
    """How a planner recognises the period: its date and times."""
    times = f"{period.begin}-{period.end}" if period.begin or period.end else period.total_time
    return f"{period.date} {times}".strip() or "werkperiode"
