"""Proves that what Reeleezee stored is verified, and that a refusal of all alike never turns every order to 99."""

import pytest
from tests.koppeling.export.couple import Couple, Json, used

PUT = "PUT /SalesInvoices"


def refusal(text: str) -> Json:
    return {"match": PUT, "kind": "status", "code": 400, "body": f'{{"Message": "{text}"}}'}


FALSELY = [
    {"line_price_cents_off": 1},
    {"drop_last_line": True},
    {"swap_tax_rate": True},
    {"ignore_product": True},
    {"ignore_entity": True},
]


@pytest.mark.parametrize("switch", FALSELY, ids=lambda s: next(iter(s)))
def test_an_invoice_stored_otherwise_is_deleted_and_its_order_waits(couple: Couple, switch: Json) -> None:
    row_id = couple.order(used("KRAAN"), used("KRAAN", "2"))
    couple.reeleezee.switch(**switch)
    run = couple.run()
    assert run.told(row_id) == ("deferred", "refusal_unproven")
    assert "anders opgeslagen dan bedoeld" in run.outcome(row_id)["nl"]
    assert couple.invoices() == {}
    assert couple.status(row_id) == ("Compleet", "1")


def test_an_order_stored_otherwise_beside_one_that_was_stored_is_refused(couple: Couple) -> None:
    couple.settings(create_materials=True)
    row_id, other = couple.order(used("KRAAN")), couple.order(used("", name="Zonder artikel"))
    couple.reeleezee.switch(ignore_product=True)
    run = couple.run()
    assert run.told(other) == ("exported", "")
    assert run.told(row_id) == ("refused", "stored_differently")
    assert couple.invoice(row_id) is None
    assert couple.status(row_id) == ("Compleet", "99")


def test_an_order_that_was_stored_otherwise_is_invoiced_once_that_was_repaired(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.switch(swap_tax_rate=True)
    couple.run()
    couple.reeleezee.switch(swap_tax_rate=False)
    assert couple.run().told(row_id) == ("exported", "")


def test_the_first_three_all_stored_otherwise_stop_the_run_and_nobody_gets_99(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN", str(n))) for n in range(1, 6)]
    couple.reeleezee.switch(swap_tax_rate=True)
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("deferred", "run_stopped")}
    assert "anders dan bedoeld" in run.report["failure"]
    assert couple.invoices() == {}
    assert {couple.status(row_id) for row_id in orders} == {("Compleet", "1")}


def test_vat_that_is_off_by_a_cent_per_rate_is_exported_with_a_warning(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), used("KRAAN", "2"))
    couple.reeleezee.switch(vat_cents_off=1)
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert [w["code"] for w in run.outcome(row_id)["warnings"]] == ["vat_rounding"]
    assert couple.amounts(row_id) == ("30.00", "6.31", "36.31")


def test_vat_that_is_off_by_more_than_a_cent_per_rate_is_taken_back(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), used("KRAAN", "2"))
    couple.reeleezee.switch(vat_cents_off=2)
    assert couple.run().told(row_id) == ("deferred", "refusal_unproven")
    assert couple.invoices() == {}


@pytest.mark.parametrize(
    "faults",
    [
        [{"match": "DELETE /SalesInvoices", "kind": "reset_before"}],
        [{"match": "DELETE /SalesInvoices", "kind": "status", "code": 500}],
        [{"match": "DELETE /SalesInvoices", "kind": "status", "code": 409, "body": '{"Message": "NotAllowed"}'}],
        [{"match": "DELETE /SalesInvoices", "kind": "status", "code": 204}],
        [{"match": "GET /SalesInvoices", "kind": "status", "code": 503, "skip": 1, "times": 4}],
    ],
    ids=["no answer", "error", "refused", "said but not done", "not confirmed"],
)
def test_a_deletion_that_is_not_confirmed_defers_the_order(couple: Couple, faults: list[Json]) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.switch(line_price_cents_off=1)
    couple.reeleezee.faults(faults)
    assert couple.run().told(row_id) == ("deferred", "outcome_unknown")
    assert couple.status(row_id) == ("Compleet", "1")


def test_three_equal_refusals_stop_the_run_and_nobody_gets_99(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(5)]
    couple.reeleezee.faults([refusal("Grootboekrekening 8000 is geblokkeerd") | {"times": 0}])
    run = couple.run()
    assert "8000 is geblokkeerd" in run.report["failure"]
    assert {run.told(o) for o in orders} == {("deferred", "run_stopped")}
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}
    assert sum(call.startswith("PUT") for call in couple.writes()) == 5
    couple.reeleezee.faults([])
    assert set(couple.run().results.values()) == {"exported"}


def test_three_different_refusals_are_about_the_orders(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(4)]
    couple.reeleezee.faults([refusal(f"Regel {n} klopt niet") for n in range(3)])
    run = couple.run()
    assert [run.told(o) for o in orders[:3]] == [("refused", "reeleezee_refused")] * 3
    assert "Regel 1 klopt niet" in run.outcome(orders[1])["nl"]
    assert run.told(orders[3]) == ("exported", "")
    assert [couple.status(o)[1] for o in orders[:3]] == ["99"] * 3
    assert run.report["failure"] == ""


def test_two_equal_refusals_are_not_yet_a_wrong_setting(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(3)]
    couple.reeleezee.faults([refusal("Ongeldige gegevens") | {"times": 2}])
    run = couple.run()
    assert [run.told(o)[0] for o in orders] == ["refused", "refused", "exported"]


def test_equal_refusals_after_a_success_are_about_the_orders(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(4)]
    couple.reeleezee.faults([refusal("Ongeldige gegevens") | {"times": 0, "skip": 1}])
    run = couple.run()
    assert [run.told(o)[0] for o in orders] == ["exported", "refused", "refused", "refused"]


def test_three_new_customers_refused_alike_stop_the_run_and_nobody_gets_99(couple: Couple) -> None:
    couple.settings(create_relations=True)
    for number in range(2001, 2006):
        couple.relation(str(number), f"Nieuwe relatie {number}")
    orders = [couple.order(used("KRAAN"), debtor=str(number)) for number in range(2001, 2006)]
    known = couple.order(used("KRAAN"))
    body = '{"Message": "U kunt geen klanten aanmaken"}'
    couple.reeleezee.fault("PUT /Customers", "status", times=0, code=400, body=body)
    run = couple.run()
    assert {run.told(o) for o in orders} == {("deferred", "run_stopped")}
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}
    assert "geen klanten aanmaken" in run.report["failure"]
    assert run.told(known) == ("exported", "")


def test_a_customer_that_is_archived_between_plan_and_post_refuses_only_its_own_order(couple: Couple) -> None:
    other = couple.customer(1002, "Slagerij Ossekop")
    orders = [couple.order(used("KRAAN"), debtor="1002"), couple.order(used("KRAAN"))]
    archive = {"set": {"IsArchived": True}}
    run = couple.run(before={"post": lambda: couple.reeleezee.act(f"customers/{other}", archive)})
    assert [run.told(o)[0] for o in orders] == ["deferred", "exported"]
    assert couple.run().told(orders[0]) == ("refused", "customer_archived")
