"""Does what planners and mechanics do on their screens: work orders move on, rows are corrected by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.outsmart.formats import text_of
from sandbox.outsmart.tables import Row, Table
from sandbox.outsmart.workorder_book import COMPLETE, HANDLED, WorkorderBook
from sandbox.outsmart.workorder_members import ARRAYS, blank_order


class BackOffice:
    """The people of the account; unlike the API they may leave anything empty."""

    def __init__(self, tables: Mapping[str, Table], book: WorkorderBook) -> None:
        self._tables = tables
        self._book = book

    def act(self, path: str, body: Any) -> Any:
        """Carry out one action; LookupError when there is nothing of that name, ValueError when it makes no sense."""
        if not isinstance(body, dict) or not body:
            raise ValueError("an action is an object that says what to do")
        kind, _, key = path.partition("/")
        if kind == "workorders":
            return self._on_order(key, body) if key else {"row_id": self._book.add(_known_members(body))}
        if kind not in self._tables:
            raise LookupError(f"there is no list {kind!r}")
        return self._on_row(self._tables[kind], key, body)

    def _on_order(self, key: str, actions: Row) -> Row:
        order = self._book.find(key)
        if order is None:
            raise LookupError(f"there is no work order with row id {key!r}")
        steps = self._steps(order)
        if unknown := set(actions) - set(steps):
            raise ValueError(f"a work order cannot {', '.join(sorted(unknown))}; it can {', '.join(steps)}")
        for name, step in steps.items():
            if name in actions:
                step(actions[name])
        return order

    def _steps(self, order: Row) -> dict[str, Callable[[Any], None]]:
        """Every action in the order in which several at once are carried out."""
        return {
            "set": lambda members: order.update(_known_members(members)),
            "materials": lambda rows: order.update(Materials=[self._book.material_row(row) for row in rows]),
            "workperiods": lambda rows: order.update(Workperiods=[self._book.period_row(row) for row in rows]),
            "work_status": lambda code: self._book.set_work_status(order, text_of(code), user="planner"),
            "complete": lambda wanted: order.update(status=COMPLETE, WorkFinished="1") if wanted else None,
            "reopen": lambda wanted: _reopen(order) if wanted else None,
            "handled": lambda wanted: order.update(status=HANDLED) if wanted else None,
            "archive": lambda wanted: order.update(Archived="1" if wanted else "0"),
            "delete": lambda wanted: self._book.remove(order) if wanted else None,
        }

    @staticmethod
    def _on_row(table: Table, key: str, body: Row) -> Row:
        if not key:
            row_id = table.next_id()
            made = {table.entity.key[0]: str(row_id)} if table.entity.generated_key else {}
            table.put(row_id, made | _as_texts(body))
            return table.shown(table.row(row_id))
        found = table.find((key,))
        if found is None:
            raise LookupError(f"{table.entity.name} has no {key!r}")
        if set(body) - {"set", "delete"}:
            raise ValueError("a row can be changed with set or removed with delete")
        row = table.row(found)
        if body.get("delete"):
            table.remove(found)
            return table.shown(row)
        changes = body.get("set")
        if not isinstance(changes, dict):
            raise ValueError("set takes an object of members")  # noqa: TRY004
        table.put(found, row | _as_texts(changes))
        return table.shown(table.row(found))


def _as_texts(members: Row) -> Row:
    return {name: text_of(value) for name, value in members.items()}


def _known_members(members: Any) -> Row:
    """Members with their values as texts, lists as they are; a misspelled name is an error of the test."""
    if not isinstance(members, dict):
        raise ValueError("set takes an object of members")  # noqa: TRY004
    known = blank_order()
    if unknown := set(members) - set(known):
        raise ValueError(f"a work order has no {', '.join(sorted(unknown))}")
    kept = {name: value for name, value in members.items() if name in ARRAYS or name == "FreeFields" or value is None}
    return kept | _as_texts({name: value for name, value in members.items() if name not in kept})


def _reopen(order: Row) -> None:
    if order["status"] != HANDLED:
        raise ValueError("only an order that is Afgehandeld can be opened again")
    order["status"] = COMPLETE
