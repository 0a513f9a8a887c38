"""Ends a long import's turn at the Reeleezee login in time, so that an export that waits for the login comes first.

One login is one session, and a task that runs cannot be made to give way. So an import gives way by itself: it stops
between two batches and goes on later, with both sides read again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from koppeling.imports.part import Part
from koppeling.imports.planned import Plan
from koppeling.imports.progress import Progress
from outsmart.change import Change
from outsmart.posting import Allowance


class Turn:
    """One turn of an import, which ends after `longest` seconds; None is a turn without end.

    It lasts until it has posted for as long as it has read, and a batch at least: an import of which the reading alone
    takes longer than a turn would otherwise read for ever and write nothing.
    """

    def __init__(
        self,
        progress: Progress | None = None,
        longest: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.progress = progress or Progress()
        self.written: Mapping[str, bool] = {}
        self.allowance = Allowance(self._is_over, self.progress.bad_rows)
        self._longest = longest
        self._clock = clock
        self._began = self._read = clock()

    def goes_on_after(self, written: Mapping[str, bool], begin: Callable[[Sequence[Change]], None]) -> None:
        """`written`: rows by key that a dead turn posted, and whether they were new; `begin` hears what we post."""
        self.written = written
        self.allowance.begin = begin

    @property
    def can_end(self) -> bool:
        return self._longest is not None

    def has_read(self) -> None:
        """Both sides are read; from here on it is writing."""
        self._read = self._clock()

    def done(self, plan: Plan, left: Sequence[str]) -> Part:
        """The part that this turn has dealt with, when the changes under the keys in `left` were not posted."""
        waiting = set(left)
        end = min(planned.candidate.id for planned in plan.planned if planned.posted_key in waiting)
        posted = (planned.candidate.id for planned in plan.planned if planned.posted_key not in waiting)
        return self.progress.part.until(end, [record_id for record_id in posted if record_id >= end])

    def _is_over(self) -> bool:
        if self._longest is None:
            return False
        now = self._clock()
        return now - self._began >= self._longest and now - self._read >= self._read - self._began
