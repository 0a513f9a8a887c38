"""A real run that is killed tells what it invoiced, and the next run does the rest."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
ORDERS = 6
SECONDS = 300.0


def test_a_posting_that_is_killed_tells_what_it_invoiced_and_the_next_run_does_the_rest(
    api: AirflowApi,
    run: Callable[..., RunResult],
    work_orders: Callable[..., list[str]],
    invoices: Callable[[], list[dict[str, Any]]],
    reeleezee: RunningSandbox,
) -> None:
    made = work_orders(ORDERS)
    reeleezee.fault("PUT /SalesInvoices", "latency", times=0, ms=3000)
    run_id = api.trigger("invoice_export")
    _wait_until(lambda: len(invoices()) >= 3)
    _kill(api, run_id, "post_concept_invoices")
    ended = api.wait("invoice_export", run_id, SECONDS)
    reeleezee.faults([])

    assert ended.state == "failed"
    told = api.xcom("invoice_export", run_id, "report")
    rows = {row["row_id"]: row for row in told["outcomes"]}
    assert set(rows) == set(made)
    exported = told["counts"]["exported"]
    assert 2 <= exported < ORDERS
    assert told["counts"]["deferred"] == ORDERS - exported
    assert f"{exported} werkbonnen zijn gefactureerd" in told["failure"]
    assert [row["reason"] for row in rows.values()].count("cut_off_under_way") == 1

    assert run("invoice_export").state == "success"
    assert len(invoices()) == ORDERS


def _wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "the moment to kill never came"
        time.sleep(0.1)


def _kill(api: AirflowApi, run_id: str, task_id: str) -> None:
    """Kill -9 exactly the process that runs this task of this run; Airflow names it after the task instance."""
    instance = api.call("GET", f"dags/invoice_export/dagRuns/{quote(run_id)}/taskInstances/{task_id}")["id"]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = process.joinpath("cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if command.startswith(f"airflow worker -- {instance}"):
            os.kill(int(process.name), signal.SIGKILL)
            return
    raise AssertionError(f"no process runs {task_id} of {run_id}")
