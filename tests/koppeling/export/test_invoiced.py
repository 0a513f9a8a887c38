"""Proves that a refusal names the invoice that stands there before anybody writes 99, and that a look delays nobody."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used

from reeleezee.errors import ReeleezeeTransientError


@pytest.fixture
def invoiced(couple: Couple) -> str:
    """An order that was exported, opened again and given a material that nobody knows."""
    row_id = couple.order(used("KRAAN"))
    couple.run()
    couple.on_order(row_id, reopen=True, materials=[used("ONBEKEND")])
    return row_id


def test_the_plan_already_names_the_invoice_that_a_refused_order_has(couple: Couple, invoiced: str) -> None:
    (told,) = couple.plan()["outcomes"]
    number = couple.invoices()[IDENTITY.invoice(invoiced)]["ReceiptNumber"]
    assert (told["outcome"], told["reason"], told["receipt_number"]) == ("refused", "already_invoiced_differs", number)
    assert number in told["nl"]
    assert "ONBEKEND" in told["nl"]
    assert couple.status(invoiced) == ("Compleet", "1")


def test_the_plan_leaves_an_order_that_is_billed_exactly_to_be_settled(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.run()
    (customer,) = couple.customers()
    couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    couple.on_order(row_id, reopen=True)
    assert [told["reason"] for told in couple.plan()["outcomes"]] == ["customer_archived"]
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("kind", ["reset_before", "html", "truncate"])
def test_a_look_that_fails_holds_up_nobody(couple: Couple, invoiced: str, kind: str) -> None:
    other = couple.order(used("KRAAN"))
    match = f"GET /SalesInvoices/{IDENTITY.invoice(invoiced)}"
    couple.reeleezee.fault(match, kind, times=4)
    run = couple.run()
    assert run.told(other) == ("exported", "")
    assert run.told(invoiced) == ("refused", "already_invoiced_differs")
    assert not any(isinstance(error, ReeleezeeTransientError) for error in run.errors.values())


def test_an_invoice_of_another_order_under_the_id_is_told_by_the_plan_already(couple: Couple, invoiced: str) -> None:
    couple.on_invoice(invoiced, set={"Header": "Werkbon WB-2000-99999"})
    assert [told["reason"] for told in couple.plan()["outcomes"]] == ["identity_collision"]
    assert couple.run().told(invoiced) == ("deferred", "identity_collision")
    assert couple.status(invoiced) == ("Compleet", "1")
