"""Holds one intended change of a master-data row, so that fields that are not ours travel along untouched.

Nobody knows whether OutSmart keeps fields that an update leaves out; therefore a change is always the whole row as it
was read, with our fields laid over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from outsmart.listing import MasterList
from outsmart.records import Row
from outsmart.wire import same_value


@dataclass(frozen=True)
class Change:
    """`row` is what is posted; `owned` the fields in it that are ours; `before` the row as read, None for a new one."""

    key: str
    row: Row
    owned: frozenset[str]
    before: Row | None

    @classmethod
    def of(cls, listing: MasterList, before: Row | None, ours: Row) -> Self:
        """Lay our fields over the row as read; its key stays OutSmart's own, since the API cannot rename a row."""
        fields = {name: value for name, value in ours.items() if before is None or name != listing.key}
        row = {**(before or {}), **fields}
        return cls(str(row[listing.key]), row, frozenset(fields), before)

    def laid_over(self, listing: MasterList, before: Row | None) -> Self:
        """The same intention on the row as it has become."""
        return self.of(listing, before, {name: self.row[name] for name in self.owned | {listing.key}})

    def stored_otherwise(self, now: Row | None) -> tuple[str, ...]:
        """Our fields that OutSmart holds differently from what was sent; all of them when the row is not there."""
        return _different(self.row, self.owned, now)

    def unowned_lost(self, now: Row | None) -> tuple[str, ...]:
        """Fields of others that are gone or changed."""
        before = self.before or {}
        return _different(before, frozenset(before) - self.owned, now)

    def undone(self, now: Row | None) -> bool:
        """Whether the row is again as it was before the change."""
        before = self.before or {}
        return not _different(before, frozenset(before), now)


def _different(wanted: Row, fields: frozenset[str], now: Mapping[str, object] | None) -> tuple[str, ...]:
    if now is None:
        return tuple(sorted(fields))
    return tuple(sorted(name for name in fields if not same_value(wanted[name], now.get(name))))
