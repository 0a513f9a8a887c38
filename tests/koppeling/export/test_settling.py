"""Proves that settling comes last, survives lost answers, and notices what changed after the order was read."""

import threading
import time

import pytest
from tests.koppeling.export.couple import Couple, Json, used

SETTLE: Json = {"match": "GET /GetWorkorder$", "query": "update_status=true"}
LOOK: Json = {"match": "GET /GetWorkorder$", "query": "update_status=false"}
LOST_AFTER: list[Json] = [{"kind": "reset_after"}, {"kind": "status_after", "code": 500}, {"kind": "html_after"}]
LOST_BEFORE: list[Json] = [{"kind": "reset_before"}, {"kind": "status", "code": 502}, {"kind": "html"}]


@pytest.mark.parametrize("fault", [*LOST_AFTER, {"kind": "truncate"}], ids=lambda f: f["kind"])
def test_a_lost_answer_is_resolved_by_reading_the_order(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.outsmart.faults([SETTLE | fault])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")


@pytest.mark.parametrize("fault", LOST_BEFORE, ids=lambda f: f["kind"])
def test_an_order_that_was_not_settled_is_settled_by_the_next_run(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.outsmart.faults([SETTLE | fault])
    run = couple.run()
    outcome = run.outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("deferred", "not_settled")
    assert outcome["receipt_number"] in outcome["nl"]
    assert run.report["failure"] != ""
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1


def test_when_the_look_after_a_lost_answer_fails_too_the_order_is_not_settled_twice(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.outsmart.faults([SETTLE | LOST_AFTER[0], LOOK | {"kind": "status", "code": 503, "times": 4}])
    assert couple.run().told(row_id) == ("deferred", "not_settled")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert couple.run().idle
    assert len(couple.invoices()) == 1


def test_no_data_changed_counts_as_done(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    body = '{"code": 1503, "messages": ["No data changed"], "response": null}'
    couple.outsmart.faults([SETTLE | {"kind": "status", "code": 200, "body": body}])
    assert couple.run().told(row_id) == ("exported", "")


def test_another_refusal_to_settle_is_tried_again(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    body = '{"code": 1504, "messages": ["Update failed"], "response": null}'
    couple.outsmart.faults([SETTLE | {"kind": "status", "code": 200, "body": body}])
    assert couple.run().told(row_id) == ("deferred", "not_settled")
    assert couple.status(row_id) == ("Compleet", "1")


@pytest.mark.parametrize("status", ["old", "new"])
@pytest.mark.parametrize("shape", ["list", "object"])
def test_every_form_of_the_settling_answer_is_understood(couple: Couple, status: str, shape: str) -> None:
    couple.outsmart.switch(settle_answer_status=status, workorder_answer=shape)
    row_id = couple.order(used("KRAAN"))
    assert couple.run().told(row_id) == ("exported", "")


def while_the_invoice_is_being_written(couple: Couple, act: Json, row_id: str) -> threading.Thread:
    """A planner who acts after the order was read and before it is settled."""
    couple.reeleezee.fault("PUT /SalesInvoices", "latency", ms=1000)

    def planner() -> None:
        while not any(r["method"] == "PUT" for r in couple.reeleezee.requests()):
            time.sleep(0.01)
        couple.on_order(row_id, **act)

    thread = threading.Thread(target=planner)
    thread.start()
    return thread


def test_an_order_changed_between_reading_and_settling_is_shown_with_the_difference(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    planner = while_the_invoice_is_being_written(couple, {"materials": [used("KRAAN", "7")]}, row_id)
    run = couple.run()
    planner.join()
    outcome = run.outcome(row_id)
    assert outcome["outcome"] == "exported_changed_meanwhile"
    assert "3× KRAAN" in outcome["nl"]
    assert "7" in outcome["nl"]
    assert outcome["receipt_number"] in outcome["nl"]
    assert couple.amounts(row_id)[0] == "30.00"


def test_an_order_changed_while_the_answer_to_settling_was_lost_is_shown_too(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([SETTLE | {"kind": "reset_after"}])
    planner = while_the_invoice_is_being_written(couple, {"materials": [used("KRAAN", "7")]}, row_id)
    run = couple.run()
    planner.join()
    assert run.outcome(row_id)["outcome"] == "exported_changed_meanwhile"


def test_another_notation_of_the_same_numbers_is_no_change(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1,50", "10.00"))
    changed = {"materials": [used("KRAAN", "1.5", "10")]}
    planner = while_the_invoice_is_being_written(couple, changed, row_id)
    run = couple.run()
    planner.join()
    assert run.told(row_id) == ("exported", "")


def test_an_order_that_vanishes_before_settling_is_told_with_its_invoice(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    planner = while_the_invoice_is_being_written(couple, {"delete": True}, row_id)
    run = couple.run()
    planner.join()
    outcome = run.outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["work_order_vanished"]
    assert outcome["receipt_number"] in outcome["warnings"][0]["nl"]


def test_tokens_that_expire_before_settling_stop_the_run_and_the_next_one_settles(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")), couple.order(used("KRAAN"))]
    body = '{"code": 1004, "messages": ["Token not valid"], "response": null}'
    couple.outsmart.faults([SETTLE | {"kind": "status", "code": 200, "body": body}])
    run = couple.run()
    assert "token" in run.report["failure"]
    assert [run.told(o)[0] for o in orders] == ["deferred", "deferred"]
    assert [run.told(o)[1] for o in orders] == ["outcome_unknown", "run_stopped"]
    assert set(couple.run().results.values()) == {"exported"}
    assert len(couple.invoices()) == 2


def test_three_orders_in_a_row_that_cannot_be_settled_stop_the_run(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(5)]
    couple.outsmart.faults([SETTLE | {"kind": "status", "code": 502, "times": 0}])
    run = couple.run()
    assert [run.told(o)[1] for o in orders] == ["not_settled"] * 3 + ["run_stopped"] * 2
    assert len(couple.invoices()) == 3
    couple.outsmart.faults([])
    assert set(couple.run().results.values()) == {"exported"}
    assert len(couple.invoices()) == 5
