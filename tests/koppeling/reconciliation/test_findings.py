"""Everything that people can do to work orders and invoices, and what the proof says of it the night after."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used, worked

from koppeling import runtime

Json = dict[str, Any]
Night = Callable[..., Json]
Codes = Callable[[Json], dict[str, list[str]]]
LONG_AGO = "2026-10-05 08:00:00"


@pytest.fixture
def order(couple: Couple) -> str:
    """A work order of a tap and an hour that was exported."""
    row_id = couple.order(used("KRAAN"), periods=[worked("MONT")])
    assert couple.run().results == {row_id: "exported"}
    return row_id


def number(couple: Couple, row_id: str) -> str:
    (found,) = [row["OrderNr"] for row in couple.outsmart.state()["workorders"] if row["id"] == row_id]
    return str(found)


def by_hand(couple: Couple, header: str, quantity: float = 1, **members: Any) -> Json:
    """An invoice that a person typed in Reeleezee."""
    customer = couple.customers()[0]["id"]
    line = {"Quantity": quantity, "Price": 70.0, "Description": "Werk"}
    row = {"DocumentType": 10, "Type": 1, "Origin": 2, "Entity": {"id": customer}, "IsVatIncluded": False}
    day = f"{runtime.today()}T00:00:00"
    made: Json = couple.reeleezee.act(
        "invoices", row | {"Date": day, "Header": header, "DocumentLineList": [line], **members}
    )
    return made


def edit_first_line(couple: Couple, row_id: str, **members: Any) -> None:
    """As a bookkeeper changes a line of a concept: the line stays itself."""
    lines = [
        {name: float(value) if isinstance(value, int | float) else value for name, value in line.items()}
        for line in couple.lines(row_id)
    ]
    couple.on_invoice(row_id, set={"DocumentLineList": [lines[0] | members, *lines[1:]]})


def test_an_exported_order_is_equal_and_the_night_is_green(couple: Couple, order: str, night: Night) -> None:
    told = night()

    assert told["findings"] == []
    assert told["failure"] == ""
    assert told["nl"] == "1 werkbonnen, 1 facturen, € 70,00 gelijk (excl. btw)."
    assert told["en"] == "1 work orders, 1 invoices, € 70.00 equal (excluding VAT)."


def test_an_account_without_work_is_green(couple: Couple, night: Night) -> None:
    assert night()["failure"] == ""


def test_a_deleted_invoice_is_missed(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_invoice(order, delete=True)

    told = night()

    assert codes(told) == {"settled_without_invoice": [order]}
    assert told["work_orders"] == 0
    assert number(couple, order) in told["failure"]


@pytest.mark.parametrize(("work_status", "missed"), [("1", True), ("99", True), ("0", False), ("", False)])
def test_an_order_settled_by_hand_is_missed_when_it_was_meant_for_reeleezee(
    couple: Couple, night: Night, codes: Codes, work_status: str, missed: bool
) -> None:
    row_id = couple.order(used("KRAAN"), WorkStatus=work_status)
    couple.on_order(row_id, handled=True)

    assert codes(night()) == ({"settled_without_invoice": [row_id]} if missed else {})


def test_an_order_that_waits_for_long_is_told(couple: Couple, night: Night, codes: Codes) -> None:
    waits = couple.order(used("KRAAN"), CreationDate=LONG_AGO)
    couple.order(used("KRAAN"))
    couple.order(used("KRAAN"), CreationDate=LONG_AGO, Archived="1")

    told = night()

    assert codes(told) == {"waiting_too_long": [waits]}
    assert "(sinds 05-10-2026 08:00)" in told["findings"][0]["nl"]


def test_an_order_that_waits_since_long_before_the_asked_day_is_told(
    couple: Couple, night: Night, codes: Codes
) -> None:
    waits = couple.order(used("KRAAN"), CreationDate=LONG_AGO)

    assert codes(night(since="2026-11-01")) == {"waiting_too_long": [waits]}


def test_a_reopened_order_with_an_invoice_is_told(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_order(order, reopen=True, work_status="0")

    assert codes(night()) == {"invoiced_not_settled": [order]}


def test_an_invoiced_order_that_the_next_quarter_settles_is_not_told(couple: Couple, order: str, night: Night) -> None:
    couple.on_order(order, reopen=True)

    assert night()["findings"] == []


def test_an_invoiced_order_that_nobody_settles_is_told(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_order(order, reopen=True, set={"CreationDate": LONG_AGO})

    assert codes(night()) == {"invoiced_not_settled": [order]}


def test_an_order_refused_since_it_was_changed_after_invoicing_is_told_and_no_error(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.on_order(order, reopen=True, materials=[used("KRAAN", "3")])
    couple.run()

    told = night()

    assert codes(told) == {"refused_though_invoiced": [order]}
    assert told["failure"] == ""


def test_another_amount_on_the_invoice_is_an_error_with_both_figures(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    edit_first_line(couple, order, Quantity=2.0)

    told = night()

    assert codes(told) == {"amount_differs": [order]}
    assert told["findings"][0]["values"]["work_order_net"] == {"nl": "70,00", "en": "70.00"}
    assert told["findings"][0]["values"]["invoice_net"] == {"nl": "80,00", "en": "80.00"}


def test_an_order_changed_after_it_was_settled_is_an_error(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.on_order(order, materials=[used("KRAAN", "2")])

    assert codes(night()) == {"amount_differs": [order]}


def test_an_order_changed_after_it_was_settled_for_the_same_amount_is_for_information(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.product("BOCHT")
    couple.on_order(order, materials=[used("BOCHT")])

    told = night()

    assert codes(told) == {"order_changed_since": [order]}
    assert told["failure"] == ""
    assert told["work_orders"] == 1


def test_a_line_of_another_product_is_an_edit(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    edit_first_line(couple, order, Product={"id": couple.product("BOCHT")})

    told = night()

    assert codes(told) == {"invoice_edited": [order]}
    assert told["failure"] == ""


def test_retyped_lines_for_the_same_amount_are_no_difference(couple: Couple, order: str, night: Night) -> None:
    couple.on_invoice(order, lines=couple.lines(order))

    assert night()["findings"] == []


def test_another_customer_is_an_error(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_invoice(order, set={"Entity": {"id": couple.customer(1002, "Slagerij De Os")}})

    told = night()

    assert [row["code"] for row in told["findings"]] == ["customer_differs"]
    assert "Slagerij De Os" in told["findings"][0]["nl"]


def test_a_dearer_hour_since_then_is_recognised(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.outsmart.act("hourtypes/MONT", {"set": {"sale_price": "65.00"}})

    told = night()

    assert codes(told) == {"hour_price_changed": [order]}
    assert (told["failure"], told["work_orders"]) == ("", 1)


def test_an_invoice_of_a_since_archived_customer_is_held_against_its_own_prices(
    couple: Couple, order: str, night: Night
) -> None:
    couple.reeleezee.act(f"customers/{couple.customers()[0]['id']}", {"set": {"IsArchived": True}})

    told = night()

    assert (told["findings"], told["work_orders"]) == ([], 1)


def test_what_cannot_be_recomputed_at_all_is_an_error_with_its_cause(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.reeleezee.act(f"customers/{couple.customers()[0]['id']}", {"set": {"IsArchived": True}})
    couple.on_invoice(order, lines=couple.lines(order))

    told = night()

    assert codes(told) == {"not_recomputable": [order]}
    assert "gearchiveerd" in told["findings"][0]["nl"]
    assert "archived" in told["findings"][0]["en"]


def test_vat_that_does_not_follow_from_the_lines_is_an_error(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.reeleezee.switch(vat_cents_off=3)
    couple.on_invoice(order, set={"Header": couple.invoices()[IDENTITY.invoice(order)]["Header"]})

    assert codes(night()) == {"vat_differs": [order]}


def test_a_booked_invoice_is_for_information(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_invoice(order, book=True)

    told = night()

    assert codes(told) == {"invoice_booked": [order]}
    assert (told["failure"], told["work_orders"]) == ("", 1)


@pytest.mark.parametrize("quotes", [True, False])
def test_a_credit_invoice_is_recognised_by_number_or_by_amount(
    couple: Couple, order: str, night: Night, codes: Codes, quotes: bool
) -> None:
    couple.on_invoice(order, book=True)
    rate = couple.lines(order)[0]["TaxRate"]
    line = {"Quantity": -1, "Price": 70.0, "Description": "Credit", "TaxRate": rate}
    by_hand(couple, f"Werkbon {number(couple, order)}" if quotes else "Credit", DocumentLineList=[line])

    assert codes(night()) == {"invoice_credited": [order], "invoice_booked": [order]}


def test_a_second_invoice_that_quotes_the_order_is_an_error_with_both_names(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    second = by_hand(couple, f"Werkbon {number(couple, order)} · spoed")

    told = night()

    assert codes(told) == {"invoiced_twice": [order]}
    assert second["ReceiptNumber"] in told["findings"][0]["nl"]


def test_two_orders_of_one_number_may_each_have_an_invoice(couple: Couple, night: Night) -> None:
    for _ in range(2):
        couple.order(used("KRAAN"), OrderNr="WB-7")
    couple.run()

    assert night()["findings"] == []


def test_an_order_invoiced_by_hand_only_is_for_information(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.on_invoice(order, delete=True)
    by_hand(couple, f"Werkbon {number(couple, order)}")

    told = night()

    assert codes(told) == {"invoiced_by_hand": [order]}
    assert told["failure"] == ""


def test_an_invoice_of_a_deleted_work_order_is_an_error(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    couple.on_order(order, delete=True)

    assert codes(night()) == {"invoice_without_work_order": [IDENTITY.invoice(order)]}


def test_an_invoice_whose_subject_was_given_another_number_is_an_error(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.on_invoice(order, set={"Header": "Werkbon WB-1999-1"})

    assert codes(night()) == {"other_order_quoted": [order]}


def test_records_entered_twice_are_told_by_name(couple: Couple, night: Night, codes: Codes) -> None:
    couple.relation("2001", "Jansen", email="Post@example.nl", vat_number="NL004495445B01", kvk_number="12345678")
    couple.relation("2002", "Jansen B.V.", email="post@example.nl ", vat_number="NL 0044.95.445.B01")
    couple.relation("2003", "Janssen", kvk_number="1234 5678", email="-")
    guid = couple.product("BOCHT", linked=False)
    couple.product("bocht", linked=False)
    couple.material("M1", freefield5=guid)
    couple.material("M2", freefield5=guid.upper())
    couple.customer(3001, "Smit", linked=False, ChamberOfCommerceNumber="87654321")
    couple.customer(3001, "Smit VOF", linked=False, ChamberOfCommerceNumber="87654321")

    told = night()

    assert told["failure"] == ""
    assert codes(told) == {
        "twin_relations": ["email post@example.nl", "kvk_number 12345678", "vat_number NL004495445B01"],
        "twin_customers": ["ChamberOfCommerceNumber 87654321", "IdentifierNumber 3001"],
        "twin_materials": [f"freefield5 {guid}"],
        "twin_products": ["Code bocht"],
    }
    assert "2001 Jansen; 2002 Jansen B.V." in told["findings"][0]["nl"]


def test_an_order_under_way_that_would_be_refused_is_a_warning_with_its_cause(
    couple: Couple, night: Night, codes: Codes
) -> None:
    wrong = couple.order(periods=[worked("ONBEKEND")], status="Opgehaald", WorkStatus="")
    couple.order(periods=[worked("ONBEKEND")], status="Klaargezet", WorkStatus="0")
    couple.order(status="Klaargezet")
    couple.order(used("KRAAN"), status="Opgehaald")

    told = night()

    assert codes(told) == {"will_be_refused": [wrong]}
    assert told["failure"] == ""
    assert "gaat straks naar 99" in told["findings"][0]["nl"]
    assert "Uursoort ONBEKEND" in told["findings"][0]["nl"]


def test_an_order_under_way_that_would_only_be_put_off_is_no_warning(
    couple: Couple, night: Night, codes: Codes
) -> None:
    couple.order(used("KRAAN"), status="Opgehaald", WorkStatus="")
    (product,) = [row for row in couple.products() if row["Code"] == "KRAAN"]
    odd = {"id": product["id"], "Code": "KRAAN", "Description": "Kraan", "Price": "geen", "ProductKind": 1}
    body = json.dumps({"value": [odd]})
    couple.reeleezee.fault("GET /Products$", "status", code=200, body=body, times=0)

    told = night()

    assert codes(told) == {}
    assert told["calls"]["reeleezee"] > 0


def test_a_record_that_cannot_be_read_is_an_error(couple: Couple, night: Night, codes: Codes) -> None:
    answer = '{"code":200,"messages":[],"response":[{"id":"77","Materials":[7]}]}'
    couple.outsmart.fault("GET /GetWorkorders", "status", code=200, body=answer)

    assert codes(night()) == {"record_unreadable": ["77"]}


def test_work_from_before_the_start_of_the_export_is_left_alone(couple: Couple, night: Night) -> None:
    couple.settings(export_from="2026-10-10")
    couple.on_order(couple.order(used("KRAAN"), WorkDate="09-10-2026"), handled=True)

    assert night()["findings"] == []
    assert night()["since"] == "2026-10-10"
