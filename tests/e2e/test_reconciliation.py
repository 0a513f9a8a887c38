"""The nightly proof in a real Airflow: green with a sum, red with names, and silent about what was acknowledged."""

from collections.abc import Callable
from typing import Any

import pytest

from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]


def test_a_lost_invoice_turns_the_night_red_until_somebody_acknowledges_it(
    api: AirflowApi,
    run: Run,
    work_orders: Callable[..., list[str]],
    invoices: Callable[[], list[dict[str, Any]]],
    outsmart: RunningSandbox,
    reeleezee: RunningSandbox,
) -> None:
    work_orders(2)
    assert run("invoice_export").state == "success"

    green = run("reconciliation")
    assert green.state == "success"
    told = api.xcom("reconciliation", green.run_id, "report", key="bevindingen")
    assert told[0] == "2 werkbonnen, 2 facturen, € 40,00 gelijk (excl. btw)."

    reeleezee.act(f"invoices/{invoices()[0]['id']}", {"delete": True})
    outsmart.forget_requests()
    reeleezee.forget_requests()
    red = run("reconciliation")
    assert red.tasks == {"check_settings": "success", "compare": "success", "report": "failed"}
    report = api.xcom("reconciliation", red.run_id, "report")
    assert report["counts"] == {"settled_without_invoice": 1}
    [finding] = report["findings"]
    assert finding["nl"] in api.xcom("reconciliation", red.run_id, "report", key="bevindingen")[2]
    assert {call["method"] for call in outsmart.requests() + reeleezee.requests()} == {"GET"}
    asked = [call["query"] for call in outsmart.requests() if "Workorder" in call["path"]]
    assert all("update_status=false" in query for query in asked)

    assert run("reconciliation", acknowledge=[finding["work_order"]]).state == "success"
    later = run("reconciliation")
    assert later.state == "success"
    assert api.xcom("reconciliation", later.run_id, "report")["acknowledged"] == 1


def test_with_the_export_off_the_night_is_skipped_and_says_why(
    api: AirflowApi, run: Run, settings: Callable[..., None]
) -> None:
    settings(export_invoices=False)
    ended = run("reconciliation")
    assert set(ended.tasks.values()) == {"skipped"}
    assert "export_invoices staat uit" in api.xcom("reconciliation", ended.run_id, "check_settings", key="reden")
