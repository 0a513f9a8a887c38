"""Decides what is worth telling about the runs of a DAG: once when trouble begins, once when it is over.

What a look can see is how many runs ended well and how many failed. That is asked of Airflow and compared with what
the look before saw, so that a run which began and failed between two looks is never missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class News(StrEnum):
    """What is to be told of a DAG."""

    NOTHING = "nothing"
    FAILED = "failed"
    LATE = "late"
    RECOVERED = "recovered"


@dataclass(frozen=True)
class Seen:
    """The runs of one DAG at one moment; `last` is the state of the run that ended last, "" when not asked.

    `is_due` says that a run should have ended well by now, since the moment of the last that did.
    """

    at: datetime
    failed: int
    succeeded: int
    last: str = ""
    is_due: bool = False


@dataclass(frozen=True)
class Known:
    """What a look leaves for the next; `trouble` is what was told and not yet told to be over."""

    failed: int
    succeeded: int
    well_at: datetime
    trouble: str = ""

    def as_json(self) -> Json:
        return {
            "failed": self.failed,
            "succeeded": self.succeeded,
            "well_at": self.well_at.isoformat(timespec="seconds"),
            "trouble": self.trouble,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Known:
        return cls(data["failed"], data["succeeded"], datetime.fromisoformat(data["well_at"]), data["trouble"])


def must_ask_last(known: Known | None, seen: Seen) -> bool:
    """Whether the counts leave open how the DAG is doing: asking for its last run is the costlier question."""
    if known is None:
        return seen.failed > 0
    failed_more, succeeded_more = seen.failed > known.failed, seen.succeeded > known.succeeded
    return failed_more or (bool(known.trouble) and succeeded_more) or seen.failed < known.failed


def news(known: Known | None, seen: Seen) -> tuple[News, Known]:
    """What to tell, and what to remember once it has been told; the first look takes the DAG as it is."""
    known = known or Known(0, seen.succeeded, seen.at)
    well_at = seen.at if seen.succeeded > known.succeeded or seen.last == "success" else known.well_at
    counted = Known(seen.failed, seen.succeeded, well_at, known.trouble)
    if seen.last == "failed" and seen.failed > known.failed:
        return _told(known, counted, News.FAILED)
    if seen.last == "success" or (known.trouble == News.LATE and seen.succeeded > known.succeeded):
        return (News.RECOVERED if known.trouble else News.NOTHING), _with(counted, "")
    if seen.is_due:
        return _told(known, counted, News.LATE)
    return News.NOTHING, counted


def is_overdue(due: datetime, now: datetime, late_after: int) -> bool:
    """`due` is when the run after the last good one should have begun.

    Not `now - due`: times of one zone subtract as clocks do, an hour wrong in the night that the clock is changed.
    """
    return now.timestamp() - due.timestamp() > timedelta(minutes=late_after).total_seconds()


def _told(known: Known, counted: Known, what: News) -> tuple[News, Known]:
    """The same trouble is told once, however many runs it spoils."""
    if known.trouble:
        return News.NOTHING, counted
    return what, _with(counted, what)


def _with(counted: Known, trouble: str) -> Known:
    return Known(counted.failed, counted.succeeded, counted.well_at, str(trouble))
