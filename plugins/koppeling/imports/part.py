"""Marks which records a turn of an import is about, so that turns together are about every record once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """The records whose ids are from `start` up to `end` (None: to the last), as they are sorted.

    A few are settled out of their order, as what is tried alone before all others is: `also` are those of this part
    behind its end, `settled` those that an earlier part had already.
    """

    start: str = ""
    end: str | None = None
    also: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()

    def __contains__(self, record_id: str) -> bool:
        if record_id in self.settled:
            return False
        return record_id in self.also or (self.start <= record_id and (self.end is None or record_id < self.end))

    @property
    def is_first(self) -> bool:
        return not self.start

    def until(self, end: str, also: Collection[str]) -> Part:
        """This part as far as it came: the ids before `end`, and those `also` that were settled behind it."""
        return Part(self.start, end, frozenset(also), self.settled)

    @property
    def rest(self) -> Part:
        """What comes after this part; the whole when the part has no end is nothing to go on with."""
        if self.end is None:
            raise ValueError("nothing comes after a part without an end")
        end = self.end
        return Part(end, settled=frozenset(one for one in self.settled | self.also if one >= end))
