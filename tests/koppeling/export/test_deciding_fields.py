"""Whatever field decided what is billed belongs to the version: a change of it between write and settling is told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.koppeling.export.couple import LOW, Couple, used, worked


def changed_before_settling(couple: Couple, row_id: str, body: dict[str, Any]) -> tuple[str, str]:
    edit = {"path": f"workorders/{row_id}", "body": body}
    fault = {"match": "GET /GetWorkorder$", "kind": "edit_before", "query": "update_status=true", "edit": edit}
    couple.outsmart.faults([fault])
    return couple.run(may_fail=True).told(row_id)


def test_free_field_5_where_two_products_bear_the_code(couple: Couple) -> None:
    high, low = couple.product("DUBBEL", linked=False), couple.product("DUBBEL", linked=False, rate=LOW)
    row_id = couple.order(used("DUBBEL", free_field_5=high))
    after = {"materials": [used("DUBBEL", free_field_5=low)]}
    assert changed_before_settling(couple, row_id, after)[0] == "exported_changed_meanwhile"


def test_free_field_5_where_one_product_bears_the_code_is_no_version(couple: Couple) -> None:
    kraan = couple.product("DOUCHE", linked=False)
    row_id = couple.order(used("DOUCHE", free_field_5=kraan))
    assert changed_before_settling(couple, row_id, {"materials": [used("DOUCHE")]}) == ("exported", "")


def test_the_name_where_two_customers_bear_the_number(couple: Couple) -> None:
    couple.customer(700, "Bakkerij Noord", linked=False, AddressList=[])
    couple.customer(700, "Bakkerij Zuid", linked=False, AddressList=[])
    couple.relation("700", "")
    row_id = couple.order(used("KRAAN"), debtor="700", CustomerNameInvoice="Bakkerij Noord")
    after = {"set": {"CustomerNameInvoice": "Bakkerij Zuid"}}
    assert changed_before_settling(couple, row_id, after)[0] == "exported_changed_meanwhile"


@pytest.mark.parametrize(("day", "net"), [("24-10-2026", "540.00"), ("28-03-2026", "420.00"), ("05-10-2026", "480.00")])
def test_a_period_without_a_day_is_of_the_day_of_its_order(couple: Couple, day: str, net: str) -> None:
    period = worked("MONT") | {"TotalTime": "", "BeginTime": "23:00", "EndTime": "07:00", "WorkDate": ""}
    row_id = couple.order(periods=[period], WorkDate=day)
    couple.run()
    assert couple.amounts(row_id)[0] == net


@pytest.mark.parametrize(
    "left_out", ["TotalTaxAmount", "TotalTaxAmount,TaxAmount", "TotalTaxAmount,TotalPayableAmount"]
)
def test_vat_is_proved_by_what_is_shown(couple: Couple, left_out: str) -> None:
    couple.reeleezee.switch(answer_leaves_out=left_out, vat_cents_off=50)
    wrong = couple.order(used("KRAAN", "10"))
    assert couple.run(may_fail=True).outcome(wrong)["outcome"] != "exported"
    couple.reeleezee.switch(answer_leaves_out=left_out, vat_cents_off=0)
    assert couple.run(may_fail=True).told(wrong) == ("exported", "")


@pytest.mark.parametrize("term", [None, -5])
def test_an_invoice_of_former_work_is_never_due_in_the_past(couple: Couple, term: int | None) -> None:
    couple.settings(invoice_date="work_date")
    couple.customer(502, "Slagerij", DueDays=term)
    row_id = couple.order(used("KRAAN"), debtor="502", WorkDate="05-10-2026")
    with couple.export() as export:
        today = export.today
    couple.run()
    invoice = couple.invoice(row_id)
    assert invoice is not None
    assert invoice["DueDate"][:10] >= today.isoformat()
