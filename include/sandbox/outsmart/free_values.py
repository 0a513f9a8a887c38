"""Answers `values`: the free fields of one record, wherever that record keeps them."""

import re
from typing import Any

from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.tables import Row, Table
from sandbox.outsmart.workorder_book import WorkorderBook

_FREE_VALUE = re.compile(r"val_value_([1-9]|[1-4]\d|50)")


class FreeValues:
    """Free field values; those of relations and work orders are the ones that their rows show."""

    def __init__(self, relations: Table, book: WorkorderBook) -> None:
        self._relations = relations
        self._book = book
        self._others: dict[tuple[str, str, str], Row] = {}

    def get(self, query: dict[str, str]) -> Row:
        """The values of one record, all fifty of them."""
        entity, column, primary = _addressed(query)
        values = self._values(entity, column, primary)
        return {
            "val_entity": entity,
            "val_primary": primary,
            "val_column": column,
            **{f"val_value_{n}": values.get(f"val_value_{n}") for n in range(1, 51)},
        }

    def set(self, query: dict[str, str]) -> int:
        """Set the values that the query names; answers how many records changed."""
        entity, column, primary = _addressed(query)
        given = {name: value for name, value in query.items() if _FREE_VALUE.fullmatch(name)}
        if entity == "CLIENT":
            row = self._relation(column, primary)
            self._relations.put(int(row["id"]), row | given)
        else:
            self._values(entity, column, primary).update(given)
        return 1

    def state(self) -> list[Row]:
        """The values that no other row shows."""
        return [
            {"val_entity": entity, "val_column": column, "val_primary": primary, **values}
            for (entity, column, primary), values in self._others.items()
        ]

    def _values(self, entity: str, column: str, primary: str) -> Row:
        if entity == "CLIENT":
            return {
                name: value for name, value in self._relation(column, primary).items() if _FREE_VALUE.fullmatch(name)
            }
        if entity == "WORKORDER":
            values: dict[str, Any] = self._order(column, primary)["FreeFields"]
            return values
        return self._others.setdefault((entity, column, primary), {})

    def _relation(self, column: str, primary: str) -> Row:
        row = next((row for row in self._relations if row.get(column) == primary), None)
        if row is None:
            raise RefusedError(1300)
        return row

    def _order(self, column: str, primary: str) -> Row:
        order = next((order for order in self._book if order.get(column) == primary), None)
        if order is None:
            raise RefusedError(1500)
        return order


def _addressed(query: dict[str, str]) -> tuple[str, str, str]:
    for name in ("val_entity", "val_primary", "val_column"):
        if not query.get(name):
            raise RefusedError(1051, f"Required field missing: {name}")
    return query["val_entity"], query["val_column"], query["val_primary"]
