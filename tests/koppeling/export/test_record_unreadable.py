"""Proves that a record which Reeleezee sends in an odd form is never taken for unknown and made a second time."""

import json
from typing import Any

import pytest
from tests.koppeling.export.couple import ADDRESS, HIGH, LOW, Couple, Json, used, worked

from sandbox.reeleezee.lookups import tax_rate_id

WAITS = ("deferred", "needed_record_unreadable")


def answer(couple: Couple, collection: str, row: Json) -> None:
    """Let Reeleezee list this row alone."""
    body = json.dumps({"value": [row]})
    match = f"GET /{collection}$"
    couple.reeleezee.faults([{"match": match, "kind": "status", "code": 200, "times": 0, "body": body}])


def customer_row(couple: Couple, number: int = 1001, **odd: Any) -> Json:
    (customer,) = [row for row in couple.customers() if row["IdentifierNumber"] == number]
    return {"id": customer["id"], "Name": customer["Name"], "IdentifierNumber": number, "AddressList": [ADDRESS], **odd}


def product_row(couple: Couple, code: str, **odd: Any) -> Json:
    (product,) = [row for row in couple.products() if row["Code"] == code]
    return {"id": product["id"], "Code": code, "Description": code, "Price": 10.0, "ProductKind": 1, **odd}


@pytest.mark.parametrize(
    "odd", [{"DueDays": "14 dagen"}, {"EntityType": "BV"}, {"AddressList": [None]}, {"IdentifierNumber": "2001 "}]
)
@pytest.mark.parametrize("is_linked", [True, False])
@pytest.mark.parametrize("may_create", [True, False])
def test_a_customer_that_cannot_be_read_is_not_made_again_and_nobody_gets_99(
    couple: Couple, odd: Json, is_linked: bool, may_create: bool
) -> None:
    couple.settings(create_relations=may_create)
    couple.customer(2001, "Smederij De Vonk", linked=is_linked)
    if not is_linked:
        couple.relation("2001", "Smederij De Vonk")
    row_id = couple.order(used("KRAAN"), debtor="2001")
    row = customer_row(couple, 2001, **({"DueDays": "?"} | odd))
    answer(couple, "Customers", row)
    run = couple.run()
    assert run.told(row_id) == WAITS
    assert "DueDays" in run.outcome(row_id)["nl"]
    assert run.report["failure"] != ""
    assert couple.status(row_id) == ("Compleet", "1")
    assert sum(one["Name"] == "Smederij De Vonk" for one in couple.customers()) == 1
    couple.reeleezee.faults([])
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("is_linked", [True, False])
@pytest.mark.parametrize("may_create", [True, False])
def test_a_product_that_cannot_be_read_is_not_made_again_and_nobody_gets_99(
    couple: Couple, is_linked: bool, may_create: bool
) -> None:
    couple.settings(create_materials=may_create)
    couple.product("BUIS", linked=is_linked)
    row_id = couple.order(used("BUIS"))
    other = couple.order(used("KRAAN"))
    answer(couple, "Products", product_row(couple, "BUIS", Price="n.v.t."))
    assert couple.run(work_orders=[row_id]).told(row_id) == WAITS
    assert couple.status(row_id) == ("Compleet", "1")
    assert sum(row["Code"] == "BUIS" for row in couple.products()) == 1
    couple.reeleezee.faults([])
    assert couple.run().results == {row_id: "exported", other: "exported"}


def test_hours_of_a_service_that_cannot_be_read_wait(couple: Couple) -> None:
    row_id = couple.order(periods=[worked("MONT")])
    answer(couple, "Products", product_row(couple, "MONT", ProductKind="Dienst"))
    assert couple.run().told(row_id) == WAITS
    assert couple.status(row_id) == ("Compleet", "1")


def test_a_customer_of_whom_nothing_tells_whether_he_is_archived_is_not(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    answer(couple, "Customers", customer_row(couple, IsArchived=None))
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.customers()) == 1


def test_an_unreadable_record_of_somebody_else_delays_nobody(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("KRAAN"), debtor="3001")
    answer(couple, "Customers", customer_row(couple, DueDays="14 dagen"))
    run = couple.run()
    assert run.told(row_id) == ("deferred", "party_not_ready")  # the list shows the other one alone
    couple.reeleezee.faults([])
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("percentage", [None, "", [], "hoog", True])
def test_a_product_of_a_rate_that_cannot_be_read_is_not_billed_at_the_rate_of_the_settings(
    couple: Couple, percentage: Any
) -> None:
    couple.product("BOEK", "10.00", rate=LOW)
    low, high = couple.order(used("BOEK")), couple.order(used("KRAAN"))
    rates = [
        {"id": tax_rate_id(LOW), "Name": "NL, Laag Tarief", "Percentage": percentage},
        {"id": tax_rate_id(HIGH), "Name": "NL, Hoog Tarief", "Percentage": 0.21},
    ]
    body = json.dumps({"value": rates})
    couple.reeleezee.faults([{"match": "GET /TaxRates$", "kind": "status", "code": 200, "times": 0, "body": body}])
    run = couple.run()
    assert run.told(low) == WAITS
    assert run.told(high) == ("exported", "")
    couple.reeleezee.faults([])
    assert couple.run().told(low) == ("exported", "")
    assert couple.amounts(low) == ("10.00", "0.90", "10.90")
