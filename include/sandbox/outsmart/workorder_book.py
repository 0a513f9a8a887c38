"""Keeps the work orders and makes the changes that both the API and the back office can make."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.core.switches import Switches
from sandbox.outsmart.formats import amount_text, cut, number_of, text_of
from sandbox.outsmart.tables import Table
from sandbox.outsmart.workorder_members import (
    MATERIAL_BLANK,
    MATERIAL_FREE_FIELDS,
    PERIOD_BLANK,
    Row,
    blank_order,
    size_of,
)

_FIRST_ROW_ID = 5_512_001
_DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
_SHEETS = uuid.UUID("3f0c1a52-8d34-4a57-9b5e-6f0d8a1c2b3d")

PREPARED, COMPLETE, HANDLED = "Klaargezet", "Compleet", "Afgehandeld"


class WorkorderBook:
    """All work orders of the account, by their row id."""

    def __init__(self, switches: Switches, materials: Table) -> None:
        self._switches = switches
        self._materials = materials
        self._orders: dict[int, Row] = {}
        self._last_id = _FIRST_ROW_ID - 1
        self._last_period = 0

    def __iter__(self) -> Iterator[Row]:
        """The orders in the order in which they came."""
        return iter(self._orders.values())

    def load(self, orders: Iterable[Row]) -> None:
        """Take over orders as GetWorkorders shows them."""
        for order in orders:
            self.add(order)

    def add(self, members: Row) -> int:
        """Keep an order, with everything that the server fills in itself; answers its row id."""
        given = text_of(members.get("id"))
        row_id = int(given) if given.isdigit() else self._last_id + 1
        now = datetime.now(_DUTCH_TIME)
        seconds = ":%S" if self._switches.flag("creation_date_seconds") else ""
        filled = {
            "status": PREPARED,
            "OrderNr": f"WB-{now.year}-{self._number(row_id):05d}",
            "WorksheetCode": uuid.uuid5(_SHEETS, str(row_id)).hex,
            "CreationDate": now.strftime(f"%Y-%m-%d %H:%M{seconds}"),
        }
        kept = blank_order() | filled
        for name, value in members.items():
            if value or name not in filled:
                kept[name] = value
        kept["id"] = str(row_id)
        kept["FreeFields"] = dict(kept["FreeFields"])
        kept["Materials"] = [self.material_row(row) for row in kept["Materials"]]
        kept["Workperiods"] = [self.period_row(row) for row in kept["Workperiods"]]
        self._orders[row_id] = kept
        self._last_id = max(self._last_id, row_id)
        return row_id

    def next_number(self) -> int:
        """The number that the next order will get."""
        return self._number(self._last_id + 1)

    def find(self, row_id: str, workorder_no: str = "") -> Row | None:
        """The order with this row id or, when none is given, the first with this number."""
        if row_id:
            return self._orders.get(int(row_id)) if row_id.isdigit() else None
        return next((order for order in self if workorder_no and order["WorkorderNo"] == workorder_no), None)

    def remove(self, order: Row) -> None:
        """Forget an order."""
        del self._orders[int(order["id"])]

    def set_work_status(self, order: Row, code: str, user: str = "", *, noted: bool = True) -> None:
        """Give the order a work status and write that down in its history."""
        if order["WorkStatus"] != code:
            order["WorkStatus"] = code
            if noted:
                stamp = datetime.now(_DUTCH_TIME).strftime("%Y-%m-%d %H:%M:%S")
                order["StatusChanges"] = [*order["StatusChanges"], {"status": code, "timestamp": stamp, "user": user}]

    def material_row(self, posted: Row) -> Row:
        """A material line as it is kept, with the total that the server works out where none is given."""
        row = MATERIAL_BLANK | {name: self._text(name, value) for name, value in posted.items()}
        if self._switches.flag("prefill_material_free_fields"):
            self._prefill(row)
        if "MaterialTotalPrice" not in posted:
            row["MaterialTotalPrice"] = self._total(row)
        return row

    def period_row(self, posted: Row) -> Row:
        """A work period as it is kept."""
        row = PERIOD_BLANK | {name: self._text(name, value) or "" for name, value in posted.items()}
        if row["Id"] == "":
            self._last_period += 1
            row["Id"] = str(self._last_period)
        return row

    @staticmethod
    def _number(row_id: int) -> int:
        return row_id - _FIRST_ROW_ID + 1

    def _total(self, row: Row) -> str:
        quantity, price = number_of(row["MaterialNr"] or ""), number_of(row["MaterialPrice"] or "")
        if quantity is None or price is None:
            return ""
        discount = number_of(row["MaterialDiscountPercentage"] or "")
        total = quantity * price
        if discount is not None and self._switches.flag("total_price_after_discount"):
            total -= total * discount / 100
        return amount_text(total)

    def _prefill(self, row: Row) -> None:
        material_id = self._materials.find((row["MaterialCode"] or "",))
        material = self._materials.row(material_id) if material_id is not None else {}
        for place, name in enumerate(MATERIAL_FREE_FIELDS, start=1):
            if row[name] is None:
                row[name] = material.get(f"freefield{place}")

    def _text(self, name: str, value: Any) -> str | None:
        return None if value is None else cut(text_of(value), size_of(name))
