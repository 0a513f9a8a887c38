"""Reads the demo's work orders with their stories and makes of each the full row that OutSmart would give."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.demo_articles import demo_product
from sandbox.seeds.demo_outsmart import demo_materials, demo_relations, reference_text
from sandbox.seeds.demo_parties import demo_customer
from sandbox.seeds.outsmart_rows import material_row, relation_row
from sandbox.seeds.seed import Row
from sandbox.seeds.work_order_rows import (
    empty_material_line,
    empty_work_order,
    empty_work_period,
    party_members,
)

_FIRST_ROW_ID = 5512001
_DOCUMENTS = "https://outsmart.example/mailpdf.php"
_EMPLOYEE = "7"
_WORKSHEETS = uuid.UUID("c1a7e3f0-6d52-4b48-9e0d-5f7a2b8c4d16")


@dataclass(frozen=True)
class WorkOrderStory:
    """Why a work order is in the demo, its full row, and what must become of it."""

    story: str
    order: Row
    expected: Row


def demo_work_orders() -> list[Row]:
    return [story.order for story in demo_stories()]


def demo_stories() -> list[WorkOrderStory]:
    filler = _Filler()
    return [
        WorkOrderStory(row["story"], filler.work_order(row["order"]), row["expected"])
        for row in read_data_file("demo_workorders.yaml")["workorders"]
    ]


def full_work_order(members: Row, relations: Iterable[Row] = ()) -> Row:
    """The full row of one more order; `relations` are those that OutSmart knows beside its first ones."""
    return _Filler(relations).work_order(members)


def demo_invoices() -> list[Row]:
    """Concept invoices that an earlier run of the koppeling made."""
    return [
        invoice | {"DocumentLineList": [_invoice_line(line) for line in invoice["DocumentLineList"]]}
        for invoice in read_data_file("demo_workorders.yaml")["invoices"]
    ]


def _invoice_line(members: Row) -> Row:
    return members | {name: Decimal(members[name]) for name in ("Quantity", "Price")}


class _Filler:
    """Fills in what a story leaves out, from what OutSmart knows of relations and materials."""

    def __init__(self, relations: Iterable[Row] = ()) -> None:
        self._relations = {row["debtor_number"]: row for row in (*demo_relations(), *relations)}
        self._materials = {row["code"]: row for row in demo_materials()}

    def work_order(self, members: Row) -> Row:
        given = {key: _value(value) for key, value in members.items() if key not in {"Materials", "Workperiods"}}
        row = empty_work_order() | _usual_members(members) | self._parties(given) | given
        row["Materials"] = [line for line in members.get("Materials", []) for line in self._material_lines(line)]
        row["Workperiods"] = [
            _work_period(period, row, number) for number, period in enumerate(members.get("Workperiods", []), start=1)
        ]
        _refuse_unknown(members, empty_work_order().keys())
        return row

    def _parties(self, given: Row) -> Row:
        work_debtor = str(given["CustomerDebtorNr"])
        if not work_debtor:
            return {f"{key}Invoice": value for key, value in given.items() if key.startswith("Customer")}
        payer = self._relation(str(given.get("CustomerDebtorNrInvoice", work_debtor)))
        return party_members(self._relation(work_debtor)) | party_members(payer, "Invoice")

    def _relation(self, debtor_number: str) -> Row:
        if debtor_number in self._relations:
            return self._relations[debtor_number]
        party = demo_customer(debtor_number)
        if party is None:
            raise LookupError(f"The demo has no relation with debtor number {debtor_number}")
        return relation_row(party, 0)

    def _material_lines(self, members: Row) -> Iterator[Row]:
        given = {key: _value(value) for key, value in members.items() if key != "lines"}
        row = empty_material_line() | self._material_members(given["MaterialCode"])
        row |= {"MaterialTotalPrice": _line_total(given)} | given
        _refuse_unknown(given, empty_material_line().keys())
        for _ in range(members.get("lines", 1)):
            yield dict(row)

    def _material_members(self, code: str) -> Row:
        material = self._materials.get(code)
        if material is None and code:
            product = demo_product(code)
            material = material_row(product, 0) if product else None
        if material is None:
            return {}
        free_fields = {f"MaterialFreeField{n}": material[f"freefield{n}"] or None for n in range(1, 6)}
        return {"MaterialName": material["description"], "MaterialUnit": material["unit"], **free_fields}


def _usual_members(members: Row) -> Row:
    number = int(members["id"]) - _FIRST_ROW_ID + 1
    worksheet = uuid.uuid5(_WORKSHEETS, members["id"]).hex
    return {
        "OrderNr": f"WB-2026-{number:05d}",
        "WorksheetCode": worksheet,
        "WorkTime": "08:00" if members["WorkDate"] else "",
        "WorkDuration": "0",
        "TypeOfWork": "Service",
        "PaymentMethod": "op rekening",
        "CreationDate": _morning_of(members["WorkDate"]),
        "EmployeeNr": _EMPLOYEE,
        "Employees": [_EMPLOYEE],
        "status": "Compleet",
        "WorkStatus": "1",
        "WorkFinished": "1",
        "PdfUrl": f"{_DOCUMENTS}?action=display&sheet_id={worksheet}",
        "WordUrl": f"{_DOCUMENTS}?action=word&sheet_id={worksheet}",
    }


def _work_period(members: Row, order: Row, number: int) -> Row:
    given = {key: _value(value) for key, value in members.items()}
    _refuse_unknown(given, empty_work_period().keys())
    usual = {
        "Id": f"{order['id']}{number:02d}",
        "WorkDate": order["WorkDate"],
        "EmployeeNr": _EMPLOYEE,
    }
    return empty_work_period() | usual | given


def _value(value: Any) -> Any:
    if isinstance(value, dict) and "repeat" in value:
        text, times = value["repeat"]
        return str(text) * int(times)
    return reference_text(value)


def _line_total(given: Row) -> str:
    """What OutSmart shows as total; empty where it cannot read the quantity either."""
    try:
        total = _decimal(given["MaterialNr"]) * _decimal(given["MaterialPrice"])
    except InvalidOperation:
        return ""
    return str(total.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _morning_of(work_date: str) -> str:
    if not work_date:
        return ""
    # OutSmart keeps Dutch local time and tells no zone.
    day = datetime.strptime(work_date, "%d-%m-%Y")  # noqa: DTZ007
    return f"{day:%Y-%m-%d} 07:15:00"


def _refuse_unknown(members: Row, known: Any) -> None:
    unknown = members.keys() - set(known)
    if unknown:
        raise ValueError(f"OutSmart has no member {sorted(unknown)} in {members}")
