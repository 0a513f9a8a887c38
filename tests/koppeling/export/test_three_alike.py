"""Proves that a refusal by Reeleezee turns an order to 99 only where it stored another invoice in the same run."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, Json, used, worked

from koppeling.export.alike import kind_of

WAITS = ("Compleet", "1")


def refuse(couple: Couple, row_id: str, text: str = "Klant is geblokkeerd") -> Json:
    match = f"PUT /SalesInvoices/{IDENTITY.invoice(row_id)}"
    body = f'{{"Message": "{text}"}}'
    return {"match": match, "kind": "status", "code": 400, "body": body, "times": 0}


def puts(couple: Couple) -> int:
    return sum(call.startswith("PUT") for call in couple.writes())


@pytest.mark.parametrize(("count", "tried"), [(1, 1), (2, 2), (3, 3), (4, 4), (9, 6)])
def test_a_wrong_ledger_account_turns_nobody_to_99_however_many_runs_it_lasts(
    couple: Couple, count: int, tried: int
) -> None:
    orders = [couple.order(periods=[worked("MONT")]) for _ in range(count)]
    fault = {"match": "PUT /SalesInvoices", "kind": "status", "code": 400, "times": 0}
    couple.reeleezee.faults([fault | {"body": '{"Message": "Grootboekrekening 8010 bestaat niet"}'}])
    for _ in range(3):
        couple.forget_requests()
        run = couple.run()
        assert {run.told(o)[0] for o in orders} == {"deferred"}
        assert "8010 bestaat niet" in run.report["failure"]
        assert puts(couple) == tried
        assert {couple.status(o) for o in orders} == {WAITS}
    couple.reeleezee.faults([])
    assert set(couple.run().results.values()) == {"exported"}


def test_two_hundred_orders_of_one_wrong_account_are_tried_six_at_a_time(couple: Couple) -> None:
    orders = [couple.order(periods=[worked("MONT")]) for _ in range(200)]
    fault = {"match": "PUT /SalesInvoices", "kind": "status", "code": 400, "times": 0}
    couple.reeleezee.faults([fault | {"body": '{"Message": "Grootboekrekening 8010 bestaat niet"}'}])
    run = couple.run()
    assert set(run.results.values()) == {"deferred"}
    assert len(run.results) == 200
    assert puts(couple) == 6
    assert {couple.status(o) for o in orders} == {WAITS}


def test_three_orders_of_a_blocked_customer_do_not_stop_those_behind_them(couple: Couple) -> None:
    couple.customer(1002, "Slagerij Ossekop")
    blocked = [couple.order(used("KRAAN"), debtor="1002") for _ in range(5)]
    others = [couple.order(used("KRAAN")) for _ in range(4)]
    couple.reeleezee.faults([refuse(couple, row_id) for row_id in blocked])
    run = couple.run()
    assert [run.told(o) for o in others] == [("exported", "")] * 4
    assert {run.told(o) for o in blocked} == {("refused", "reeleezee_refused")}
    assert "Klant is geblokkeerd" in run.outcome(blocked[0])["nl"]
    assert {couple.status(o)[1] for o in blocked} == {"99"}
    assert run.report["failure"] == ""


def test_after_another_customer_other_articles_are_tried_first(couple: Couple) -> None:
    couple.product("BOCHT")
    alike = [couple.order(used("KRAAN")) for _ in range(7)]
    other = couple.order(used("BOCHT"))
    couple.reeleezee.faults([refuse(couple, row_id) for row_id in alike])
    run = couple.run()
    assert run.told(other) == ("exported", "")
    assert {run.told(o)[0] for o in alike} == {"refused"}


def test_three_orders_of_a_blocked_customer_alone_wait_and_come_last(couple: Couple) -> None:
    couple.customer(1002, "Slagerij Ossekop")
    blocked = [couple.order(used("KRAAN"), debtor="1002") for _ in range(3)]
    couple.reeleezee.faults([refuse(couple, row_id) for row_id in blocked])
    run = couple.run()
    assert {run.told(o) for o in blocked} == {("deferred", "run_stopped")}
    assert run.report["failure"] != ""
    assert set(couple.troubled) == set(blocked)
    other = couple.order(used("KRAAN"))
    couple.forget_requests()
    run = couple.run()
    assert run.told(other) == ("exported", "")
    assert next(c for c in couple.writes() if c.startswith("PUT")).endswith(IDENTITY.invoice(other))
    assert {run.told(o)[0] for o in blocked} == {"refused"}


def test_words_that_differ_by_a_number_or_a_name_are_alike(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(8)]
    faults = [refuse(couple, row_id, f"Factuur {n} van 'order {n}' klopt niet") for n, row_id in enumerate(orders)]
    couple.reeleezee.faults(faults)
    run = couple.run()
    assert {run.told(o) for o in orders} == {("deferred", "run_stopped")}
    assert puts(couple) == 6


def test_refusals_of_every_kind_prove_nothing_while_nothing_is_stored(couple: Couple) -> None:
    texts = ("Klant is geblokkeerd", "Tarief vervallen", "Boeking gesloten", "Geen rechten")
    orders = [couple.order(used("KRAAN")) for _ in texts]
    couple.reeleezee.faults([refuse(couple, o, text) for o, text in zip(orders, texts, strict=True)])
    run = couple.run()
    assert {run.told(o) for o in orders} == {("deferred", "refusal_unproven")}
    assert all(text in run.outcome(o)["nl"] for o, text in zip(orders, texts, strict=True))
    assert {couple.status(o) for o in orders} == {WAITS}


def test_a_relation_that_is_refused_while_no_invoice_is_stored_turns_nobody_to_99(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("KRAAN"), debtor="3001")
    couple.reeleezee.fault("PUT /Customers", "status", code=400, times=0, body='{"Message": "Geen rechten"}')
    assert couple.run().told(row_id) == ("deferred", "refusal_unproven")
    assert couple.status(row_id) == WAITS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Order 12 is fout", "Order 13 is fout"),
        ("Klant 'Jansen' is geblokkeerd", "Klant 'De Vries' is geblokkeerd"),
        ('Product "A" fout', 'product  "BB" fout'),
        ("Bedrag 12,50 te hoog (WB-2026-00001)", "Bedrag 1.250,00 te hoog (WB-2026-00002)"),
    ],
)
def test_messages_of_one_kind(one: str, other: str) -> None:
    assert kind_of(one) == kind_of(other) != kind_of("Iets anders")


def test_the_name_of_the_customer_makes_no_other_kind() -> None:
    assert kind_of("Klant Jansen is dicht", "Jansen") == kind_of("Klant De Vries is dicht", "De Vries")
