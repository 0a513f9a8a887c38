"""Proves that 99 is written only for a refusal that still holds, and that no trouble ever becomes a 99."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, Json, used

from koppeling.export.plan import TooManyInvoices
from outsmart.errors import OutSmartAuthenticationError, OutSmartTransientError
from reeleezee.errors import ReeleezeeAuthenticationError

WRITE_99: Json = {"match": "GET /UpdateWorkorder", "query": "workstatus=99"}
LOOK: Json = {"match": "GET /GetWorkorder$", "query": "update_status=false"}
# The plan looks once for a refused order, to tell of an invoice that stands there.
AFTER_THE_PLAN: Json = {"match": "GET /SalesInvoices", "skip": 1}
SETTLE: Json = {"match": "GET /GetWorkorder$", "query": "update_status=true"}


def test_a_refusal_names_order_relation_and_remedy(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    outcome = couple.run().outcome(row_id)
    assert outcome["relation"] == "Bakkerij Korenbloem"
    assert outcome["work_order"].startswith("WB-")
    assert "zet de status weer op 1" in outcome["nl"]
    assert "set the status to 1 again" in outcome["en"]


def test_a_repaired_order_is_exported_by_the_next_run(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.run()
    assert couple.run().idle
    couple.product("ONBEKEND")
    couple.on_order(row_id, work_status="1")
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("kind", ["reset_after", "status_after", "html_after", "truncate"])
def test_a_99_of_which_the_answer_was_lost_is_found_by_reading(couple: Couple, kind: str) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.outsmart.faults([WRITE_99 | {"kind": kind}])
    assert couple.run().told(row_id) == ("refused", "material_unknown")
    assert couple.status(row_id) == ("Compleet", "99")


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset_before"},
        {"kind": "status", "code": 500},
        {"kind": "status", "code": 429},
        {"kind": "html"},
        {"kind": "status", "code": 200, "body": '{"code": 1504, "messages": ["nee"], "response": null}'},
    ],
    ids=["reset", "500", "429", "html", "refused"],
)
def test_a_99_that_cannot_be_written_is_tried_again_by_the_next_run(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.outsmart.faults([WRITE_99 | fault])
    run = couple.run()
    outcome = run.outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("deferred", "not_marked")
    assert "ONBEKEND" in outcome["nl"]
    assert run.report["failure"] != ""
    assert couple.run().told(row_id) == ("refused", "material_unknown")
    assert couple.status(row_id) == ("Compleet", "99")


def test_a_lost_99_that_cannot_be_looked_up_either_is_deferred(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.outsmart.faults([WRITE_99 | {"kind": "reset_after"}, LOOK | {"kind": "html", "times": 4}])
    assert couple.run().told(row_id) == ("deferred", "not_marked")
    assert couple.run().idle


def test_an_order_edited_between_plan_and_mark_is_judged_anew(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    repair = {"mark": lambda: couple.on_order(row_id, materials=[used("KRAAN")])}
    run = couple.run(before=repair)
    assert run.told(row_id) == ("deferred", "changed_since_plan")
    assert run.report["failure"] == ""
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("act", [{"work_status": "0"}, {"archive": True}, {"handled": True}, {"delete": True}], ids=str)
def test_an_order_that_moved_on_before_marking_is_left_alone(couple: Couple, act: Json) -> None:
    row_id = couple.order(used("ONBEKEND"))
    run = couple.run(before={"mark": lambda: couple.on_order(row_id, **act)})
    assert run.told(row_id) == ("skipped", "no_longer_waiting")
    assert not any("workstatus=99" in call for call in couple.writes())


def test_a_refusal_that_came_after_the_order_was_invoiced_settles_it_instead(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([SETTLE | {"kind": "reset_before"}])
    couple.run()
    (customer,) = couple.customers()
    couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")


def test_a_concept_that_was_edited_before_the_refusal_is_named_and_not_settled(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([SETTLE | {"kind": "reset_before"}])
    couple.run()
    (line,) = couple.lines(row_id)
    couple.on_invoice(row_id, set={"DocumentLineList": [line | {"Price": 8.5}]})
    (customer,) = couple.customers()
    couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "already_invoiced_differs")
    assert outcome["receipt_number"] in outcome["nl"]
    assert "gearchiveerd" in outcome["nl"]


def test_a_concept_that_was_edited_between_plan_and_mark_is_named_and_not_settled(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([SETTLE | {"kind": "reset_before"}])
    couple.run()
    (line,) = couple.lines(row_id)
    (customer,) = couple.customers()
    couple.reeleezee.act(f"customers/{customer['id']}", {"set": {"IsArchived": True}})
    edited = {"DocumentLineList": [line | {"Price": 8.5}]}
    run = couple.run(before={"mark": lambda: couple.on_invoice(row_id, set=edited)})
    assert run.plan["outcomes"][0]["reason"] == "customer_archived"
    assert run.told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.status(row_id) == ("Compleet", "99")


def test_a_refusal_of_an_order_with_an_invoice_of_another_version_names_that_invoice(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.outsmart.faults([SETTLE | {"kind": "reset_before"}])
    couple.run()
    couple.on_order(row_id, materials=[used("ONBEKEND")])
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "already_invoiced_differs")
    assert outcome["receipt_number"] in outcome["nl"]
    assert couple.status(row_id) == ("Compleet", "99")


@pytest.mark.parametrize(
    "fault", [{"kind": "status", "code": 503}, {"kind": "html"}, {"kind": "status", "code": 429}], ids=str
)
def test_without_a_look_at_reeleezee_no_99_is_written(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.reeleezee.faults([AFTER_THE_PLAN | fault | {"times": 4}])
    assert couple.run().told(row_id) == ("deferred", "not_marked")
    assert couple.status(row_id) == ("Compleet", "1")


def test_an_invoice_that_nobody_understands_holds_up_no_99_of_others(couple: Couple) -> None:
    odd, other = couple.order(used("ONBEKEND")), couple.order(used("ONBEKEND"))
    look = f"GET /SalesInvoices/{IDENTITY.invoice(odd)}"
    couple.reeleezee.fault(look, "status", code=400, times=0, body='{"Message": "Ongeldig"}')
    run = couple.run()
    assert run.told(odd) == ("deferred", "not_marked")
    assert run.told(other) == ("refused", "material_unknown")
    assert [couple.status(o) for o in (odd, other)] == [("Compleet", "1"), ("Compleet", "99")]
    assert run.report["failure"] != ""


def test_a_404_that_was_cut_off_is_not_taken_for_an_invoice_that_is_not_there(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.reeleezee.faults([AFTER_THE_PLAN | {"kind": "truncate"}])
    assert list(couple.run(may_fail=True).errors) == ["mark"]
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("refused", "material_unknown")


@pytest.mark.parametrize("code", [401, 403])
def test_a_login_refused_while_marking_fails_the_task_without_99(couple: Couple, code: int) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.reeleezee.faults([AFTER_THE_PLAN | {"kind": "status", "code": code}])
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["mark"], ReeleezeeAuthenticationError)
    assert couple.status(row_id) == ("Compleet", "1")


def test_a_wrong_password_fails_the_plan_and_writes_nothing(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")), couple.order(used("ONBEKEND"))]
    couple.connect(password="verkeerd")
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], ReeleezeeAuthenticationError)
    assert couple.writes() == []
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}


def test_a_wrong_token_fails_the_plan_and_asks_nothing_of_reeleezee(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    couple.connect(token="verlopen")
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], OutSmartAuthenticationError)
    assert couple.reeleezee.requests() == []


def test_outsmart_answering_200_with_code_1007_fails_the_run_without_99(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    body = '{"code": 1007, "messages": ["Unknown error"], "response": null}'
    couple.outsmart.fault("GET /GetWorkorders", "status", times=0, code=200, body=body)
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], OutSmartTransientError)
    couple.outsmart.faults([])
    assert couple.status(row_id) == ("Compleet", "1")
    couple.outsmart.fault("GET /materials", "status", times=1, code=200, body=body)
    assert couple.run().told(row_id) == ("refused", "material_unknown")


def test_reeleezee_answering_200_with_html_fails_the_run_without_99(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.reeleezee.fault("GET /Products", "html", times=0)
    run = couple.run(may_fail=True)
    assert list(run.errors) == ["plan"]
    assert couple.status(row_id) == ("Compleet", "1")


def test_those_on_99_are_tried_again_when_asked(couple: Couple) -> None:
    repaired, still_wrong = couple.order(used("BOCHT")), couple.order(used("ONBEKEND"))
    archived = couple.order(used("BOCHT"))
    couple.run()
    couple.on_order(archived, archive=True)
    couple.product("BOCHT")
    run = couple.run(retry_refused=True)
    assert run.told(repaired) == ("exported", "")
    assert run.told(still_wrong) == ("refused", "material_unknown")
    assert couple.status(still_wrong) == ("Compleet", "99")
    assert couple.status(archived) == ("Compleet", "99")


def test_trying_those_on_99_again_writes_nothing_when_the_limit_or_a_setting_stops_the_run(couple: Couple) -> None:
    orders = [couple.order(used("BOCHT")) for _ in range(2)]
    couple.run()
    couple.product("BOCHT")
    couple.settings(max_invoices_per_run=1)
    assert isinstance(couple.run(may_fail=True, retry_refused=True).errors["plan"], TooManyInvoices)
    couple.settings(vat_product="Onbekend tarief")
    assert "Onbekend tarief" in str(couple.run(may_fail=True, retry_refused=True).errors["plan"])
    assert {couple.status(o) for o in orders} == {("Compleet", "99")}


def test_those_on_99_from_before_the_starting_date_are_left_on_99(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"), WorkDate="31-12-2025", WorkStatus="99")
    couple.settings(export_from="2026-01-01")
    assert couple.run(retry_refused=True).told(row_id) == ("skipped", "before_export_from")
    assert couple.status(row_id) == ("Compleet", "99")
