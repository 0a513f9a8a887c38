"""Keeps the rows of every list, found at once by the key on which posts update."""

from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.outsmart.entities import Entity

Row = dict[str, Any]


class Table:
    """The rows of one list; members that are empty are not kept, so that a hundred thousand rows stay small."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self._ignores_case = False
        self._rows: dict[int, Row] = {}
        self._by_key: dict[tuple[str, ...], int] = {}
        self._last_id = 0

    def __iter__(self) -> Iterator[Row]:
        """The rows as they are kept, in the order in which they came."""
        return iter(self._rows.values())

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._rows)

    def load(self, rows: Iterable[Row]) -> None:
        """Take over rows as GET shows them; an id among their members is kept."""
        for row in rows:
            given = str(row.get("id", ""))
            self.put(int(given) if given.isdigit() else self.next_id(), row)

    def next_id(self) -> int:
        """An id that no row has had."""
        return self._last_id + 1

    def compare_keys(self, *, ignoring_case: bool) -> None:
        """Choose how keys are compared from now on."""
        if ignoring_case != self._ignores_case:
            self._ignores_case = ignoring_case
            self._by_key = {self._comparable(self.key_of(row)): row_id for row_id, row in self._rows.items()}

    def find(self, key: tuple[str, ...]) -> int | None:
        """The id of the row with this key."""
        return self._by_key.get(self._comparable(key))

    def row(self, row_id: int) -> Row:
        """The row as it is kept."""
        return self._rows[row_id]

    def put(self, row_id: int, row: Row) -> None:
        """Keep a row under its id, whatever was there."""
        if row_id in self._rows:
            self._forget_key(row_id)
        blank = self.entity.blank
        kept = {name: value for name, value in row.items() if name not in blank or value != blank[name]}
        self._rows[row_id] = kept | {"id": str(row_id)}
        self._last_id = max(self._last_id, row_id)
        key = self.key_of(row)
        if any(key):
            self._by_key[self._comparable(key)] = row_id

    def remove(self, row_id: int) -> None:
        """Forget a row."""
        self._forget_key(row_id)
        del self._rows[row_id]

    def shown(self, row: Row) -> Row:
        """The row with its empty members."""
        return {**self.entity.blank, **row}

    def key_of(self, row: Row) -> tuple[str, ...]:
        """The values by which a row is known."""
        return tuple(str(row.get(name) or "") for name in self.entity.key)

    def _comparable(self, key: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part.rstrip().casefold() for part in key) if self._ignores_case else key

    def _forget_key(self, row_id: int) -> None:
        key = self._comparable(self.key_of(self._rows[row_id]))
        if self._by_key.get(key) == row_id:
            del self._by_key[key]
