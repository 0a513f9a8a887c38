"""Proves the third answer: an invoice of which the answer was lost is looked for, and never made or refused blindly."""

import pytest
from tests.koppeling.export.couple import Couple, Json, used

PUT = "PUT /SalesInvoices"
LOOK = "GET /SalesInvoices"
STORED = [
    {"kind": "reset_after"},
    {"kind": "status_after", "code": 500},
    {"kind": "status_after", "code": 503},
    {"kind": "html_after"},
    {"kind": "truncate"},
]
NOT_STORED = [
    {"kind": "reset_before"},
    {"kind": "status", "code": 500},
    {"kind": "status", "code": 502, "body": "<html>Bad gateway</html>"},
    {"kind": "html"},
]


def invoice_puts(couple: Couple) -> int:
    return sum(r["method"] == "PUT" and "/SalesInvoices/" in r["path"] for r in couple.reeleezee.requests())


def deletes(couple: Couple) -> int:
    return sum(r["method"] == "DELETE" for r in couple.reeleezee.requests())


@pytest.mark.parametrize("fault", STORED, ids=lambda f: f"{f['kind']}{f.get('code', '')}")
def test_an_invoice_whose_answer_was_lost_is_found_and_settled_in_the_same_run(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.faults([{"match": PUT, **fault}])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert couple.amounts(row_id) == ("30.00", "6.30", "36.30")
    assert invoice_puts(couple) == 1


def test_an_invoice_stored_by_a_server_that_hangs_is_found_after_the_time_out(couple: Couple) -> None:
    couple.connect(read_timeout=1)
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.fault(PUT, "hang_after")
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    assert invoice_puts(couple) == 1


@pytest.mark.parametrize("fault", NOT_STORED, ids=lambda f: f"{f['kind']}{f.get('code', '')}")
def test_an_invoice_that_was_not_stored_is_left_to_the_next_run(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.faults([{"match": PUT, **fault}])
    run = couple.run()
    assert run.told(row_id) == ("deferred", "outcome_unknown")
    assert run.report["failure"] != ""
    assert couple.status(row_id) == ("Compleet", "1")
    assert invoice_puts(couple) == 1
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1


@pytest.mark.parametrize("stored", [True, False])
def test_when_the_look_fails_too_the_next_run_settles_without_a_second_invoice(couple: Couple, stored: bool) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    write = {"match": PUT, "kind": "reset_after" if stored else "reset_before"}
    couple.reeleezee.faults([write, {"match": LOOK, "kind": "status", "code": 503, "skip": 1, "times": 4}])
    assert couple.run().told(row_id) == ("deferred", "outcome_unknown")
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
    assert invoice_puts(couple) == (1 if stored else 2)
    assert deletes(couple) == 0


def test_an_invoice_that_is_stored_only_after_the_look_is_met_by_the_next_run(couple: Couple) -> None:
    couple.connect(read_timeout=0.6)
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.fault(PUT, "latency", ms=2500)
    assert couple.run().told(row_id) == ("deferred", "outcome_unknown")
    while not couple.invoices():
        pass
    couple.connect()
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
    assert invoice_puts(couple) == 1


def test_what_was_stored_otherwise_is_not_deleted_after_a_lost_answer(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.switch(line_price_cents_off=5)
    couple.reeleezee.fault(PUT, "reset_after")
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert deletes(couple) == 0
    assert couple.amounts(row_id)[0] == "30.15"
    assert couple.status(row_id) == ("Compleet", "99")


def test_too_many_calls_is_no_refusal(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.fault(PUT, "status", code=429)
    assert couple.run().told(row_id) == ("deferred", "connection_trouble")
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize(
    "fault", [{"kind": "status", "code": 503}, {"kind": "html"}, {"kind": "reset_before"}], ids=lambda f: f["kind"]
)
def test_a_first_look_that_fails_writes_nothing(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    couple.reeleezee.faults([{"match": LOOK, "times": 4, **fault}])
    assert couple.run().told(row_id) == ("deferred", "connection_trouble")
    assert invoice_puts(couple) == 0
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_login_stops_the_run_and_nobody_gets_99(couple: Couple, code: int) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(3)]
    couple.reeleezee.fault(PUT, "status", code=code, skip=1, times=0)
    run = couple.run()
    assert run.told(orders[0]) == ("exported", "")
    assert [run.told(o)[0] for o in orders[1:]] == ["deferred", "deferred"]
    assert "stopped" in run.report["failure"]
    assert [couple.status(o) for o in orders[1:]] == [("Compleet", "1")] * 2
    assert invoice_puts(couple) == 2


def test_without_the_invoicing_module_nothing_is_refused(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")), couple.order(used("ONBEKEND"))]
    couple.reeleezee.switch(invoicing_module=False)
    run = couple.run(may_fail=True)
    assert run.report["failure"] != "" or run.errors
    assert [couple.status(o) for o in orders] == [("Compleet", "1")] * 2


def test_three_failing_connections_in_a_row_stop_the_run(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(5)]
    couple.reeleezee.fault(PUT, "reset_before", times=0)
    run = couple.run()
    assert invoice_puts(couple) == 3
    assert {run.told(o)[0] for o in orders} == {"deferred"}
    assert {run.told(o)[1] for o in orders[3:]} == {"run_stopped"}
    couple.reeleezee.faults([])
    assert set(couple.run().results.values()) == {"exported"}


def test_three_orders_that_reeleezee_cannot_store_do_not_hold_up_those_after_them(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(5)]
    error = {"code": 500, "body": '{"Message": "Object reference not set to an instance of an object."}'}
    couple.reeleezee.fault(PUT, "status", times=3, **error)
    run = couple.run()
    assert [run.told(o) for o in orders[:3]] == [("deferred", "outcome_unknown")] * 3
    assert [run.told(o) for o in orders[3:]] == [("exported", "")] * 2
    assert [couple.status(o) for o in orders[:3]] == [("Compleet", "1")] * 3
