"""Rows of OutSmart as records: tolerant of what is absent or new, strict about what makes a work order one."""

import pytest
from pydantic import ValidationError

from outsmart.records import FreeField, WorkOrder, WorkStatus

ROW = {
    "id": 5512001,
    "OrderNr": "WB-2025-00031",
    "WorkorderNo": "",
    "status": "Compleet",
    "WorkStatus": None,
    "Archived": "0",
    "CustomerName": "Bakkerij De Aar",
    "CustomerDebtorNr": "10042",
    "CustomerNameInvoice": "De Aar Holding",
    "CustomerDebtorNrInvoice": "10043",
    "CustomerZIPInvoice": "9999XX",
    "Photos": [{"image": "x"}],
    "Materials": [
        {"MaterialCode": "R-24V", "MaterialNr": "1.00", "MaterialFreeField5": None},
        {"MaterialName": "vrij"},
    ],
    "Workperiods": [{"BeginTime": "08:10", "TotalTime": "01:30", "Break": 0, "HourType": "MONT"}],
}


def test_a_work_order_has_the_party_of_the_work_and_that_of_the_invoice() -> None:
    order = WorkOrder.from_row(ROW)
    assert (order.customer.name, order.customer.debtor_number) == ("Bakkerij De Aar", "10042")
    assert (order.invoice_customer.name, order.invoice_customer.postal_code) == ("De Aar Holding", "9999XX")


def test_absent_null_and_empty_are_one_thing_and_numbers_become_text() -> None:
    order = WorkOrder.from_row(ROW)
    assert (order.row_id, order.work_status, order.external_number) == ("5512001", "", "")
    assert (order.materials[0].free_field_5, order.materials[1].code) == ("", "")
    assert (order.periods[0].break_minutes, order.periods[0].end) == ("0", "")


def test_the_quantity_of_a_material_line_is_material_nr() -> None:
    assert WorkOrder.from_row(ROW).materials[0].quantity == "1.00"


def test_unreadable_amounts_do_not_stop_the_reading() -> None:
    row = ROW | {"Materials": [{"MaterialNr": "een paar"}], "WorkDate": "morgen"}
    assert WorkOrder.from_row(row).materials[0].quantity == "een paar"


@pytest.mark.parametrize("row", [{}, {"id": ""}, {"id": None}, ROW | {"Materials": "geen"}, ROW | {"Workperiods": [7]}])
def test_what_is_no_work_order_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WorkOrder.from_row(row)


@pytest.mark.parametrize("empty", [None, "", []])
def test_a_work_order_may_have_no_lines_at_all(empty: object) -> None:
    order = WorkOrder.from_row(ROW | {"Materials": empty, "Workperiods": empty})
    assert (order.materials, order.periods) == ((), ())


@pytest.mark.parametrize(("archived", "meant"), [("1", True), (1, True), (True, True), ("0", False), (None, False)])
def test_archived_is_known_in_every_form(archived: object, meant: bool) -> None:
    assert WorkOrder.from_row(ROW | {"Archived": archived}).is_archived is meant


@pytest.mark.parametrize(
    ("numbers", "label"),
    [
        ({}, "WB-2025-00031"),
        ({"OrderNr": "", "WorkorderNo": "SO-1"}, "SO-1"),
        ({"OrderNr": "", "WorkorderNo": ""}, "rij 5512001"),
    ],
)
def test_a_planner_knows_a_work_order_by_its_number(numbers: dict[str, str], label: str) -> None:
    assert WorkOrder.from_row(ROW | numbers).label == label


def test_statuses_and_free_fields_are_read_with_numbers_as_text() -> None:
    assert WorkStatus.model_validate({"sta_code": 99, "sta_name": "Error"}).code == "99"
    assert FreeField.model_validate({"fld_entity": "MATERIAL", "fld_order": 5, "fld_values": None}).order == "5"
