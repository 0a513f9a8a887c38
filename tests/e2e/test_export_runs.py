"""What a planner sees of the export: idle quarters cost nothing, a preview writes nothing, a wish is followed."""

from collections.abc import Callable
from typing import Any

import pytest

from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]
Make = Callable[..., list[str]]
Statuses = Callable[[], dict[str, tuple[str, str]]]
Invoices = Callable[[], list[dict[str, Any]]]

WAITING = ("Compleet", "1")
REFUSED = ("Compleet", "99")
STEPS = ("plan_invoices", "upsert_relations", "upsert_materials", "post_concept_invoices", "mark_refused", "report")


def _is_write(call: dict[str, Any]) -> bool:
    settles = "update_status=true" in call["query"]
    return call["method"] != "GET" or settles or call["path"].endswith("/UpdateWorkorder")


def test_an_idle_quarter_of_an_hour_costs_one_call_and_two_tasks(
    run: Run, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> None:
    ended = run("invoice_export")
    assert ended.state == "success"
    assert ended.tasks == {"check_settings": "success", **dict.fromkeys(STEPS, "skipped")}
    assert outsmart.counters() == {"GET /GetWorkorders": 1}
    assert reeleezee.requests() == []


def test_a_preview_shows_the_invoices_and_the_refusals_and_writes_nothing(
    api: AirflowApi,
    run: Run,
    work_orders: Make,
    statuses: Statuses,
    outsmart: RunningSandbox,
    reeleezee: RunningSandbox,
) -> None:
    good, bad = work_orders()[0], work_orders(Materials=[])[0]
    ended = run("invoice_export", preview=True)
    assert ended.state == "success"
    told = api.xcom("invoice_export", ended.run_id, "report")
    outcomes = {row["row_id"]: row["outcome"] for row in told["outcomes"]}
    assert told["preview"] is True
    assert outcomes == {good: "would_be_exported", bad: "refused"}
    shown = next(row for row in told["outcomes"] if row["row_id"] == good)
    assert (shown["net"], shown["vat"], shown["total"]) == ("20.00", "4.20", "24.20")
    assert [call for call in outsmart.requests() + reeleezee.requests() if _is_write(call)] == []
    assert statuses() == {good: WAITING, bad: WAITING}


def test_a_refusal_becomes_99_with_its_reason_and_retry_refused_exports_it_once_repaired(
    api: AirflowApi, run: Run, work_orders: Make, statuses: Statuses, invoices: Invoices, outsmart: RunningSandbox
) -> None:
    good, bad = work_orders()[0], work_orders(Materials=[])[0]
    ended = run("invoice_export")
    assert ended.state == "success"
    assert statuses() == {good: ("Afgehandeld", "1"), bad: REFUSED}
    told = api.xcom("invoice_export", ended.run_id, "report")
    refusal = next(row for row in told["outcomes"] if row["row_id"] == bad)
    assert refusal["outcome"] == "refused"
    assert refusal["nl"]
    assert refusal["en"]

    line = {"MaterialCode": "A-00002", "MaterialName": "Slang", "MaterialNr": "1", "MaterialPrice": "5.00"}
    outsmart.act(f"workorders/{bad}", {"materials": [line]})
    assert run("invoice_export", retry_refused=True).state == "success"
    assert statuses()[bad] == ("Afgehandeld", "1")
    assert len(invoices()) == 2


def test_only_the_named_work_orders_are_exported(
    run: Run, api: AirflowApi, work_orders: Make, statuses: Statuses, outsmart: RunningSandbox
) -> None:
    first, second = work_orders(2)
    number = next(row["OrderNr"] for row in outsmart.state()["workorders"] if row["id"] == second)
    assert run("invoice_export", work_orders=[number]).state == "success"
    assert statuses() == {first: WAITING, second: ("Afgehandeld", "1")}


def test_a_second_start_while_one_runs_waits_for_it_and_makes_no_second_invoice(
    api: AirflowApi, work_orders: Make, invoices: Invoices, reeleezee: RunningSandbox
) -> None:
    work_orders(2)
    reeleezee.fault("PUT /SalesInvoices", "latency", times=1, ms=3000)
    started = [api.trigger("invoice_export"), api.trigger("invoice_export")]
    ended = [api.wait("invoice_export", run_id, 300) for run_id in started]
    assert [run.state for run in ended] == ["success", "success"]
    assert ended[1].tasks["plan_invoices"] == "skipped"
    assert len(invoices()) == 2


def test_more_work_orders_than_the_limit_stop_the_run_before_the_first_write(
    run: Run,
    said: Callable[..., str],
    settings: Callable[..., None],
    work_orders: Make,
    statuses: Statuses,
    invoices: Invoices,
) -> None:
    waiting = work_orders(2)
    settings(max_invoices_per_run=1)
    ended = run("invoice_export")
    assert ended.state == "failed"
    assert "max_invoices_per_run is 1: er is niets geschreven" in said("invoice_export", ended.run_id, "plan_invoices")
    assert statuses() == dict.fromkeys(waiting, WAITING)
    assert invoices() == []
