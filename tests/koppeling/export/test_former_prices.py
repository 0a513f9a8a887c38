"""A run that could not settle leaves an invoice that was right: no change of price, rate or rounding makes it a 99."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from tests.koppeling.export.couple import IDENTITY, LOW, Couple, used, worked

from sandbox.reeleezee.lookups import tax_rate_id

Json = dict[str, Any]
LOST_SETTLE = {"match": "GET /GetWorkorder$", "kind": "status", "query": "update_status=true"}


def invoiced_but_not_settled(couple: Couple) -> str:
    """Three taps of 10.00 and fifty minutes of 60.00: 30.00 + 50.00, 16.80 VAT."""
    row_id = couple.order(used("KRAAN", "3"), periods=[worked("MONT", "00:50", EndTime="08:50")])
    couple.outsmart.faults([LOST_SETTLE])
    assert couple.run().told(row_id) == ("deferred", "not_settled")
    couple.outsmart.faults([])
    assert couple.amounts(row_id) == ("80.00", "16.80", "96.80")
    couple.forget_requests()
    return row_id


def hour_price(couple: Couple) -> None:
    couple.outsmart.act("hourtypes", {"code": "MONT", "name": "Uren MONT", "sale_price": "72.00"})


def rate(code: str) -> Callable[[Couple], None]:
    def act(couple: Couple) -> None:
        product = next(row for row in couple.products() if row["Code"] == code)
        couple.reeleezee.act(f"products/{product['id']}", {"set": {"TaxRate": {"id": tax_rate_id(LOW)}}})

    return act


def rounding(couple: Couple) -> None:
    couple.settings(round_hours_to=15)


def rounding_to_nought(couple: Couple) -> None:
    couple.settings(round_hours_to=30)


CHANGES = {
    "hour price": hour_price,
    "VAT of the product": rate("KRAAN"),
    "VAT of the service": rate("MONT"),
    "rounding": rounding,
    "rounding to half hours": rounding_to_nought,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_since_is_told_and_the_order_is_settled(couple: Couple, change: Callable[[Couple], None]) -> None:
    row_id = invoiced_but_not_settled(couple)
    change(couple)
    row = couple.run().outcome(row_id)
    assert row["outcome"] == "exported"
    assert [w["code"] for w in row["warnings"]] == ["invoiced_at_former_prices"]
    assert "96,80" in row["warnings"][0]["nl"]
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert couple.amounts(row_id) == ("80.00", "16.80", "96.80")
    assert not any(call.startswith(("PUT", "DELETE")) for call in couple.writes())


def test_both_totals_are_told(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    hour_price(couple)
    # 30.00 + fifty minutes of 72.00 (60.00) = 90.00, and 18.90 VAT
    told = couple.run().outcome(row_id)["warnings"][0]
    assert "96,80" in told["nl"]
    assert "108,90" in told["nl"]
    assert "108.90" in told["en"]


def _other_customer(couple: Couple, row_id: str) -> Json:
    return {"Entity": {"id": couple.customer(1002, "Slagerij Ossekop")}}


def _swapped_product(couple: Couple, row_id: str) -> Json:
    first, *others = couple.lines(row_id)
    return {"DocumentLineList": [first | {"Product": {"id": couple.product("BOCHT")}}, *others]}


def _swapped_service(couple: Couple, row_id: str) -> Json:
    first, second = couple.lines(row_id)
    return {"DocumentLineList": [first, second | {"Product": {"id": couple.service("REIS")}}]}


def _hours_for_nothing(couple: Couple, row_id: str) -> Json:
    first, second = couple.lines(row_id)
    return {"DocumentLineList": [first, second | {"Price": 0}]}


def _more_hours(couple: Couple, row_id: str) -> Json:
    first, second = couple.lines(row_id)
    return {"DocumentLineList": [first, second | {"Quantity": 2}]}


def _another_material_price(couple: Couple, row_id: str) -> Json:
    first, second = couple.lines(row_id)
    return {"DocumentLineList": [first | {"Price": 9.5}, second]}


def _a_line_more(couple: Couple, row_id: str) -> Json:
    lines = couple.lines(row_id)
    return {"DocumentLineList": [*lines, lines[0] | {"id": str(uuid4()), "Sequence": 3}]}


EDITS = (
    _other_customer,
    _swapped_product,
    _swapped_service,
    _hours_for_nothing,
    _more_hours,
    _another_material_price,
    _a_line_more,
)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("change", [None, hour_price], ids=["same price", "other price"])
def test_what_else_was_changed_on_the_invoice_is_never_settled(
    couple: Couple, edit: Callable[[Couple, str], Json], change: Callable[[Couple], None] | None
) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_invoice(row_id, set=edit(couple, row_id))
    if change:
        change(couple)
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.status(row_id) == ("Compleet", "99")
    assert list(couple.invoices()) == [IDENTITY.invoice(row_id)]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_concept_without_one_of_its_lines_is_not_settled(couple: Couple, change: Callable[[Couple], None]) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_invoice(row_id, set={"DocumentLineList": couple.lines(row_id)[:1]})
    change(couple)
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")


def test_a_line_lost_together_with_the_answer_is_not_settled_at_another_price(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"), periods=[worked("MONT", "00:50", EndTime="08:50")])
    couple.reeleezee.switch(drop_last_line=True)
    couple.reeleezee.faults([{"match": "PUT /SalesInvoices", "kind": "reset_after", "times": 1}])
    couple.run(may_fail=True)
    couple.on_order(row_id, work_status="1")
    hour_price(couple)
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_order_that_is_refused_since_is_settled_all_the_same(
    couple: Couple, change: Callable[[Couple], None]
) -> None:
    row_id = invoiced_but_not_settled(couple)
    change(couple)
    customer = next(row for row in couple.customers() if row["IdentifierNumber"] == 1001)
    couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    row = couple.run().outcome(row_id)
    assert (row["outcome"], row["reason"]) == ("exported", "")
    is_rounded_otherwise = change in {rounding, rounding_to_nought}
    assert ("invoiced_at_former_prices" in [w["code"] for w in row["warnings"]]) is is_rounded_otherwise
    assert couple.status(row_id) == ("Afgehandeld", "1")


def test_a_subject_that_the_bookkeeper_shortened_is_no_collision(couple: Couple) -> None:
    row_id, later = invoiced_but_not_settled(couple), couple.order(used("KRAAN"))
    couple.on_invoice(row_id, set={"Header": "Werkbon 1 · reparatie"})
    run = couple.run()
    assert run.told(row_id) == run.told(later) == ("exported", "")
    assert run.report["failure"] == ""
