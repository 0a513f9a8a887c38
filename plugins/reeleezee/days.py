"""Reads the day of a moment that Reeleezee tells, as a calendar in the Netherlands shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


def day_of(moment: str) -> date | None:
    """The day of a date or moment; one with a zone is moved to the Netherlands first. None where it is none."""
    try:
        read = datetime.fromisoformat(moment.strip())
        return (read if read.tzinfo is None else read.astimezone(AMSTERDAM)).date()
    except (ValueError, OverflowError):
        return None
