"""Proves each row of the table that says what is done with the invoice that is, or is not, found under the own id."""

import pytest
from tests.koppeling.export.couple import HIGH, IDENTITY, Couple, used, worked

from sandbox.reeleezee.lookups import tax_rate_id

LOST_SETTLE = {"match": "GET /GetWorkorder$", "kind": "status", "query": "update_status=true"}


def invoiced_but_not_settled(couple: Couple, *, booked: bool = False) -> str:
    """An order whose invoice was made by a run that could not settle it any more."""
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([LOST_SETTLE])
    run = couple.run()
    couple.outsmart.faults([])
    assert run.told(row_id) == ("deferred", "not_settled")
    assert couple.status(row_id) == ("Compleet", "1")
    if booked:
        couple.on_invoice(row_id, book=True)
    couple.forget_requests()
    return row_id


def puts(couple: Couple) -> list[str]:
    return [call for call in couple.writes() if call.startswith(("PUT", "DELETE"))]


def test_an_order_without_invoice_is_invoiced_and_settled(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"), periods=[worked("MONT", "01:30")])
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("120.00", "25.20", "145.20")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert run.report["failure"] == ""


def test_an_order_without_invoice_that_is_refused_gets_99_and_no_invoice(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    run = couple.run()
    assert run.told(row_id) == ("refused", "material_unknown")
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.invoices() == {}
    assert run.report["failure"] == ""


def test_an_unchanged_order_with_its_concept_is_only_settled(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert puts(couple) == []


def test_an_unchanged_order_with_its_booked_invoice_is_only_settled(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple, booked=True)
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert puts(couple) == []


@pytest.mark.parametrize("booked", [False, True])
def test_an_order_changed_after_invoicing_is_refused_with_both_totals(couple: Couple, booked: bool) -> None:
    row_id = invoiced_but_not_settled(couple, booked=booked)
    couple.on_order(row_id, materials=[used("KRAAN", "5")])
    run = couple.run()
    outcome = run.outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "already_invoiced_differs")
    assert "30,00" in outcome["nl"]
    assert "50,00" in outcome["nl"]
    assert outcome["receipt_number"] in outcome["nl"]
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.amounts(row_id)[0] == "30.00"
    assert puts(couple) == []


def test_an_order_changed_to_other_articles_of_the_same_total_is_refused_all_the_same(couple: Couple) -> None:
    couple.product("BOCHT")
    row_id = invoiced_but_not_settled(couple)
    couple.on_order(row_id, materials=[used("BOCHT", "3")])
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.status(row_id) == ("Compleet", "99")
    assert puts(couple) == []


def test_an_order_reopened_without_change_is_settled_on_the_invoice_that_it_has(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.run()
    couple.on_order(row_id, reopen=True)
    couple.forget_requests()
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert puts(couple) == []


def test_an_order_reopened_and_changed_is_refused_and_its_invoice_stays_as_it_was(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.run()
    couple.on_order(row_id, reopen=True, materials=[used("KRAAN", "3"), used("KRAAN", "1")])
    couple.forget_requests()
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.amounts(row_id)[0] == "30.00"
    assert puts(couple) == []


def test_a_changed_order_is_invoiced_anew_once_its_concept_was_deleted(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_order(row_id, materials=[used("KRAAN", "5")])
    couple.run()
    couple.on_invoice(row_id, delete=True)
    couple.on_order(row_id, work_status="1")
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == "50.00"
    assert len(couple.invoices()) == 1


def test_a_change_that_bills_nothing_else_is_no_other_version(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_order(row_id, set={"WorkDate": "06-10-2026", "WorkDescription": "Anders omschreven"})
    couple.settings(payment_term_days=7)
    assert couple.run().told(row_id) == ("exported", "")


def rebuilt(couple: Couple, *, price: float, quantity: int = 1) -> str:
    row_id = invoiced_but_not_settled(couple)
    line = {"Quantity": quantity, "Price": price, "Description": "Zoals afgesproken"}
    couple.on_invoice(row_id, lines=[line | {"TaxRate": {"id": tax_rate_id(HIGH)}}])
    return row_id


def test_an_invoice_that_a_person_rebuilt_with_equal_contents_settles_the_order(couple: Couple) -> None:
    row_id = rebuilt(couple, price=15.0, quantity=2)
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert couple.lines(row_id)[0]["Description"] == "Zoals afgesproken"
    assert puts(couple) == []


def test_an_invoice_that_a_person_rebuilt_with_another_total_is_left_to_a_person(couple: Couple) -> None:
    row_id = rebuilt(couple, price=29.99)
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.amounts(row_id)[0] == "29.99"
    assert couple.status(row_id) == ("Compleet", "99")


def test_an_invoice_that_a_person_rebuilt_for_another_customer_is_left_to_a_person(couple: Couple) -> None:
    row_id = rebuilt(couple, price=30.0)
    other = couple.customer(1002, "Slagerij Ossekop")
    couple.on_invoice(row_id, set={"Entity": {"id": other}})
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")


def test_a_concept_that_the_bookkeeper_edited_is_neither_overwritten_nor_settled(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    (line,) = couple.lines(row_id)
    couple.on_invoice(row_id, set={"DocumentLineList": [line | {"Price": 8.5}]})
    assert couple.lines(row_id)[0]["id"] == line["id"]
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.amounts(row_id)[0] == "25.50"
    assert couple.status(row_id) == ("Compleet", "99")


def test_a_concept_that_the_bookkeeper_deleted_is_made_again_since_the_order_is_not_settled(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_invoice(row_id, delete=True)
    assert couple.run().told(row_id) == ("exported", "")
    assert list(couple.invoices()) == [IDENTITY.invoice(row_id)]
    assert couple.amounts(row_id)[0] == "30.00"


def test_a_concept_with_another_payment_term_or_text_is_still_ours(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_invoice(row_id, set={"DueDate": "2027-01-01T00:00:00", "Footer": "Dank voor uw opdracht"})
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.invoices()[IDENTITY.invoice(row_id)]["Footer"] == "Dank voor uw opdracht"


def test_an_invoice_of_another_work_order_under_the_own_id_waits_alone_and_never_gets_99(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.run()
    couple.on_order(row_id, reopen=True)
    couple.forget_requests()
    later = couple.order(used("KRAAN"))
    couple.on_invoice(row_id, set={"Header": "Werkbon WB-2019-00001 · 01-02-2019"}, lines=couple.lines(row_id))
    run = couple.run()
    assert "WB-2019-00001" in run.report["failure"]
    assert run.told(row_id) == ("deferred", "identity_collision")
    assert run.told(later) == ("exported", "")
    assert couple.status(row_id) == ("Compleet", "1")
    assert list(couple.troubled) == [row_id]
    assert puts(couple) == [call for call in puts(couple) if call.endswith(IDENTITY.invoice(later))]


@pytest.mark.parametrize("refused", [0, 1, 2])
def test_a_second_invoice_of_another_work_order_stops_the_run(couple: Couple, refused: int) -> None:
    """Whether the posting meets them, or the plan that refuses their orders."""
    orders = [couple.order(used("KRAAN")) for _ in range(2)]
    couple.run()
    for number, row_id in enumerate(orders):
        strange = {"Header": f"Werkbon WB-2019-0000{number}"}
        couple.on_invoice(row_id, set=strange, lines=couple.lines(row_id))
        couple.on_order(row_id, reopen=True)
    for row_id in orders[:refused]:
        couple.on_order(row_id, materials=[used("ONBEKEND")])
    later, bad = couple.order(used("KRAAN")), couple.order(used("ONBEKEND"))
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("deferred", "identity_collision")}
    assert run.told(later) == run.told(bad) == ("deferred", "run_stopped")
    assert {couple.status(row_id) for row_id in (*orders, later, bad)} == {("Compleet", "1")}
    assert run.report["failure"] != ""


@pytest.mark.parametrize("archived", [False, True], ids=["accepted", "refused"])
def test_a_subject_that_somebody_shortened_is_no_collision(couple: Couple, archived: bool) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.run()
    couple.on_invoice(row_id, set={"Header": "Werkbon 1 · reparatie"})
    couple.on_order(row_id, reopen=True)
    for customer in couple.customers() if archived else ():
        couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert run.report["failure"] == ""
    assert len(couple.invoices()) == 1


def test_a_refusal_does_not_hide_an_invoice_of_another_work_order(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    couple.on_invoice(row_id, set={"Header": "Werkbon WB-2019-00001"})
    couple.on_order(row_id, materials=[used("ONBEKEND")])
    assert couple.run().told(row_id) == ("deferred", "identity_collision")
    assert couple.status(row_id) == ("Compleet", "1")


def test_an_invoice_that_became_another_orders_since_the_plan_gives_no_99(couple: Couple) -> None:
    row_id = invoiced_but_not_settled(couple)
    for customer in couple.customers():
        couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    strange = {"Header": "Werkbon WB-2019-00001"}
    run = couple.run(before={"mark": lambda: couple.on_invoice(row_id, set=strange, lines=couple.lines(row_id))})
    assert run.told(row_id) == ("deferred", "identity_collision")
    assert couple.status(row_id) == ("Compleet", "1")


def test_without_surviving_line_ids_the_content_decides(couple: Couple) -> None:
    couple.reeleezee.switch(keep_line_ids=False)
    same, changed = couple.order(used("KRAAN", "3")), couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([LOST_SETTLE | {"times": 2}])
    couple.run()
    couple.on_order(changed, materials=[used("KRAAN", "4")])
    run = couple.run()
    assert run.told(same) == ("exported", "")
    assert run.told(changed) == ("refused", "already_invoiced_differs")
    assert len(couple.invoices()) == 2
