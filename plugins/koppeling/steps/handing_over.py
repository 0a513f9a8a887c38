"""Keeps in Airflow what a task of the export has done so far, where the report finds it when the task was killed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from koppeling.export.course import Course
    from koppeling.outcomes import Outcome

Json = dict[str, Any]
# So many outcomes are written again with each that comes; few, so that ten thousand cost no more than a write each.
PIECE: Final = 25


class HandedOver:
    """`push` keeps a value under a key at once, as Airflow's XCom does."""

    def __init__(self, push: Callable[[str, Json], None]) -> None:
        self._push = push
        self._number = 0
        self._outcomes: list[Json] = []

    def begin(self, row_id: str) -> None:
        self._push(_key(self._number), {"outcomes": self._outcomes, "under_way": row_id})

    def tell(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome.as_json())
        if len(self._outcomes) == PIECE:
            self._push(_key(self._number), {"outcomes": self._outcomes, "under_way": ""})
            self._number, self._outcomes = self._number + 1, []


def handed_over(pull: Callable[[str], Any]) -> Json:
    """All outcomes handed over, and the row id of the order under way; `pull` gives None where nothing is."""
    outcomes: list[Json] = []
    under_way, number = "", 0
    while (piece := pull(_key(number))) is not None:
        outcomes += piece["outcomes"]
        under_way, number = piece["under_way"], number + 1
    return {"outcomes": outcomes, "under_way": under_way}


def course_of(push: Callable[[str, Json], None], seconds: float, clock: Callable[[], float] = time.monotonic) -> Course:
    """A task that may go on for so many seconds from now and hands over by `push`."""
    from koppeling.export.course import Course

    handing, end = HandedOver(push), clock() + seconds
    return Course(is_over=lambda: clock() >= end, begin=handing.begin, tell=handing.tell)


def seconds_left(started: datetime, now: datetime, share: float, longest: timedelta) -> float:
    """How long a task may go on that has to end when `share` of the run's longest time has gone by.

    A run that started longer ago was cleared: its task has a time of its own. A little is left to every task, or one
    that is slow to start would never do a thing.
    """
    since = now - started
    since = timedelta() if since > longest or since < timedelta() else since
    return max(longest * share - since, longest / 30).total_seconds()


def _key(number: int) -> str:
    return f"gedaan_{number}"
