"""Answers DeleteEntity, the GET that deletes."""

from collections.abc import Mapping
from typing import Any

from sandbox.core.switches import Switches
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.filters import conditions
from sandbox.outsmart.tables import Row, Table
from sandbox.outsmart.workorder_book import WorkorderBook

_WORKORDER = "workorder"
_WORKORDER_KEYS = {"db_row": "id", "workorder_no": "WorkorderNo", "order_no": "OrderNr"}


class Deletion:
    """Removes rows by the names that DeleteEntity has for lists and keys."""

    def __init__(self, tables: Mapping[str, Table], book: WorkorderBook, switches: Switches) -> None:
        self._tables = {table.entity.delete_name: table for table in tables.values() if table.entity.delete_name}
        self._book = book
        self._switches = switches

    def delete(self, query: tuple[tuple[str, str], ...]) -> int:
        """Remove what matches; answers how many rows."""
        parameters = dict(query)
        entity = parameters.get("entity", "")
        if entity != _WORKORDER and entity not in self._tables:
            raise RefusedError(1600, f"Entity: {entity} not found")
        if parameters.get("delete_all") == "true":
            return self._delete_all(entity)
        keys = _WORKORDER_KEYS if entity == _WORKORDER else self._tables[entity].entity.delete_keys
        wanted = self._wanted(entity, keys, query)
        removed = self._remove_orders(wanted) if entity == _WORKORDER else self._remove_rows(entity, wanted)
        if not removed and self._switches.word("delete_nothing") == "1600":
            raise RefusedError(1600)
        return removed

    def _delete_all(self, entity: str) -> int:
        if entity == _WORKORDER:
            raise RefusedError(1600, "Delete all not allowed on Workorder entity")
        table = self._tables[entity]
        ids = [int(row["id"]) for row in table]
        for row_id in ids:
            table.remove(row_id)
        return len(ids)

    @staticmethod
    def _wanted(entity: str, keys: Mapping[str, str], query: tuple[tuple[str, str], ...]) -> Row:
        asked = conditions(query)
        if not asked:
            raise RefusedError(1600, "Required field missing: key")
        for one in asked:
            if one.key not in keys:
                raise RefusedError(1600, f"Key: {one.key} not allowed for entity: {entity}")
        return {keys[one.key]: one.value for one in asked}

    def _remove_orders(self, wanted: Row) -> int:
        found = [order for order in self._book if _matches(order, wanted)]
        for order in found:
            if self._switches.word("delete_workorder") == "archive":
                order["Archived"] = "1"
            else:
                self._book.remove(order)
        return len(found)

    def _remove_rows(self, entity: str, wanted: Row) -> int:
        table = self._tables[entity]
        ids = [int(row["id"]) for row in table if _matches(row, wanted)]
        for row_id in ids:
            table.remove(row_id)
        return len(ids)


def _matches(row: Mapping[str, Any], wanted: Row) -> bool:
    return all(row.get(name, "") == value for name, value in wanted.items())
