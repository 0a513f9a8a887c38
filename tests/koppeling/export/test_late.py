"""Proves that late, cleared and overlapping tasks can do no harm: each acts only on what still waits, as it then is."""

import json

import pytest
from tests.koppeling.export.couple import NAME, Couple, Json, used

from koppeling.steps import export_steps

MOVED_ON = [{"work_status": "0"}, {"work_status": "99"}, {"archive": True}, {"handled": True}, {"delete": True}]


def post(plan: Json) -> dict[str, str]:
    posted = export_steps.post_concept_invoices(NAME, plan, [])
    return {row["row_id"]: row["outcome"] for row in posted["outcomes"]}


@pytest.mark.parametrize("act", MOVED_ON, ids=str)
def test_an_order_that_moved_on_after_the_plan_is_not_invoiced(couple: Couple, act: Json) -> None:
    row_id = couple.order(used("KRAAN"))
    run = couple.run(before={"post": lambda: couple.on_order(row_id, **act)})
    assert run.told(row_id) == ("skipped", "no_longer_waiting")
    assert run.report["failure"] == ""
    assert couple.invoices() == {}
    assert couple.writes() == []


def test_an_order_edited_between_plan_and_post_waits_for_the_next_run(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1"))
    run = couple.run(before={"post": lambda: couple.on_order(row_id, materials=[used("KRAAN", "2")])})
    assert run.told(row_id) == ("deferred", "changed_since_plan")
    assert run.report["failure"] == ""
    assert couple.invoices() == {}
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == "20.00"


def test_an_order_that_became_refusable_between_plan_and_post_is_neither_invoiced_nor_marked(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1"))
    run = couple.run(before={"post": lambda: couple.on_order(row_id, materials=[])})
    assert run.told(row_id) == ("deferred", "changed_since_plan")
    assert couple.run().told(row_id) == ("refused", "nothing_to_invoice")


def test_an_order_with_another_work_status_is_left_alone_even_if_outsmart_lists_it(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    rows = [order | {"WorkStatus": "0"} for order in couple.outsmart.state()["workorders"]]
    body = json.dumps({"code": 200, "messages": [], "response": rows})
    list_all: Json = {"match": "GET /GetWorkorders", "kind": "status", "code": 200, "body": body}
    run = couple.run(before={"post": lambda: couple.outsmart.faults([list_all])})
    assert run.told(row_id) == ("skipped", "no_longer_waiting")
    assert couple.invoices() == {}


def test_no_customer_is_made_for_an_order_that_was_edited_after_the_plan(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("KRAAN"), debtor="3001")
    run = couple.run(before={"relations": lambda: couple.on_order(row_id, materials=[used("KRAAN", "2")])})
    assert run.told(row_id) == ("deferred", "changed_since_plan")
    assert len(couple.customers()) == 1
    assert couple.run().told(row_id) == ("exported", "")


def test_no_customer_is_made_for_an_order_that_moved_on_after_the_plan(couple: Couple) -> None:
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("NIEUW"), debtor="3001")
    before = len(couple.customers()), len(couple.products())
    couple.run(before={"relations": lambda: couple.on_order(row_id, archive=True)})
    assert (len(couple.customers()), len(couple.products())) == before


def test_two_runs_that_overlap_make_one_invoice(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    first, second = couple.plan(), couple.plan()
    assert post(first) == {row_id: "exported"}
    assert post(second) == {row_id: "skipped"}
    assert len(couple.invoices()) == 1


def test_a_cleared_task_after_a_lost_settling_only_settles(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    plan = couple.plan()
    lost = {"match": "GET /GetWorkorder$", "kind": "reset_before", "query": "update_status=true"}
    couple.outsmart.faults([lost])
    assert post(plan) == {row_id: "deferred"}
    assert post(plan) == {row_id: "exported"}
    assert sum(call.startswith("PUT") for call in couple.writes()) == 1


def test_a_task_cleared_after_the_order_was_reopened_and_changed_does_not_settle_it(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    plan = couple.plan()
    post(plan)
    couple.on_order(row_id, reopen=True, materials=[used("KRAAN", "4")])
    assert post(plan) == {row_id: "deferred"}
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.amounts(row_id)[0] == "30.00"


def test_a_cleared_marking_leaves_an_order_that_was_set_to_1_again_with_its_repair(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    run = couple.run()
    couple.on_order(row_id, work_status="1", materials=[used("KRAAN")])
    (again,) = export_steps.mark_refused(NAME, run.plan, run.posted)
    assert again["reason"] == "changed_since_plan"
    assert couple.status(row_id) == ("Compleet", "1")


@pytest.mark.parametrize("act", [{"delete": True}, {"book": True}, {"lines": []}], ids=str)
def test_what_the_bookkeeper_did_before_the_crash_was_repaired_stands(couple: Couple, act: Json) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    lost = {"match": "GET /GetWorkorder$", "kind": "reset_before", "query": "update_status=true"}
    couple.outsmart.faults([lost])
    couple.run()
    couple.on_invoice(row_id, **act)
    run = couple.run()
    expected = {"delete": ("exported", ""), "book": ("exported", ""), "lines": ("refused", "already_invoiced_differs")}
    assert run.told(row_id) == expected[next(iter(act))]
    assert len(couple.invoices()) == 1
