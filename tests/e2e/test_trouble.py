"""Broken connections and killed processes turn a run red, never a work order to 99, and never make a second invoice."""

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
Run = Callable[..., RunResult]
Make = Callable[..., list[str]]
Statuses = Callable[[], dict[str, tuple[str, str]]]
Invoices = Callable[[], list[dict[str, Any]]]

WAITING = ("Compleet", "1")
SETTLED = ("Afgehandeld", "1")
PUT_INVOICE = "PUT /SalesInvoices"


def test_an_answer_lost_after_storing_is_settled_in_the_same_run_from_what_was_stored(
    run: Run, work_orders: Make, statuses: Statuses, invoices: Invoices, reeleezee: RunningSandbox
) -> None:
    made = work_orders(2)
    reeleezee.fault(PUT_INVOICE, "reset_after")
    assert run("invoice_export").state == "success"
    assert statuses() == dict.fromkeys(made, SETTLED)
    assert len(invoices()) == 2


def test_an_invoice_whose_storing_stays_unknown_waits_and_the_next_run_settles_that_one(
    api: AirflowApi, run: Run, work_orders: Make, statuses: Statuses, invoices: Invoices, reeleezee: RunningSandbox
) -> None:
    [order] = work_orders()
    lost = {"match": PUT_INVOICE, "kind": "reset_after", "times": 1}
    # the look before the write is answered, the look after it is not
    silent = {"match": "GET /SalesInvoices", "kind": "status", "code": 503, "times": 0, "skip": 1}
    reeleezee.faults([lost, silent])
    ended = run("invoice_export")
    assert ended.state == "failed"
    assert ended.tasks["report"] == "failed"
    told = api.xcom("invoice_export", ended.run_id, "report")
    assert told["counts"] == {"deferred": 1}
    assert statuses() == {order: WAITING}
    stored = invoices()
    assert len(stored) == 1

    reeleezee.faults([])
    assert run("invoice_export").state == "success"
    assert statuses() == {order: SETTLED}
    assert [row["id"] for row in invoices()] == [row["id"] for row in stored]


@pytest.mark.parametrize(
    ("system", "match", "kind", "failed"),
    [
        ("outsmart", "GET /GetWorkorders", "html", "plan_invoices"),
        ("reeleezee", "GET /", "status", "plan_invoices"),
        ("reeleezee", PUT_INVOICE, "reset_before", "report"),
    ],
)
def test_infrastructure_trouble_makes_the_run_red_and_nobody_99(
    run: Run,
    work_orders: Make,
    statuses: Statuses,
    outsmart: RunningSandbox,
    reeleezee: RunningSandbox,
    system: str,
    match: str,
    kind: str,
    failed: str,
) -> None:
    made = [*work_orders(), *work_orders(Materials=[])]
    {"outsmart": outsmart, "reeleezee": reeleezee}[system].fault(match, kind, times=0, code=503)
    ended = run("invoice_export")
    assert ended.state == "failed"
    assert ended.tasks[failed] == "failed"
    assert statuses()[made[0]] == WAITING


def test_an_import_tries_again_after_a_storm_but_never_with_a_password_that_was_refused(
    api: AirflowApi, run: Run, connection: Callable[..., None], wrong_password: str, reeleezee: RunningSandbox
) -> None:
    connection(password=wrong_password)
    ended = run("relations_import")
    assert (ended.state, ended.tasks["sync"]) == ("failed", "failed")

    connection()
    reeleezee.fault("GET /", "status", times=0, code=503)
    run_id = api.trigger("hourtypes_import")
    _wait_until(lambda: api.run("hourtypes_import", run_id).tasks.get("sync") == "up_for_retry")
    api.call("PATCH", f"dags/hourtypes_import/dagRuns/{quote(run_id)}", {"state": "failed"})


def test_a_refusal_that_could_not_be_written_is_not_told_as_done_and_the_run_is_red(
    api: AirflowApi, run: Run, work_orders: Make, statuses: Statuses, outsmart: RunningSandbox
) -> None:
    good, bad = work_orders()[0], work_orders(Materials=[])[0]
    denied = '{"responseheader": {"code": "1002"}}'
    outsmart.fault("GET /UpdateWorkorder", "status", times=0, code=401, body=denied)
    ended = run("invoice_export")
    assert statuses() == {good: SETTLED, bad: WAITING}
    assert ended.state == "failed"
    assert api.xcom("invoice_export", ended.run_id, "report")["failure"]


def test_a_task_killed_while_it_posts_leaves_one_invoice_per_work_order_after_the_next_run(
    api: AirflowApi,
    run: Run,
    work_orders: Make,
    statuses: Statuses,
    invoices: Invoices,
    connection: Callable[..., None],
    reeleezee: RunningSandbox,
) -> None:
    # longer than it takes to find and kill the process, which else would go on by itself
    connection(read_timeout=500)
    made = work_orders(3)
    # the second invoice is stored and its answer does not come: there the process dies
    reeleezee.fault(PUT_INVOICE, "hang_after", skip=1)
    run_id = api.trigger("invoice_export")
    _wait_until(lambda: len(invoices()) == 2)
    _kill_task_process(api, run_id, "post_concept_invoices")
    ended = api.wait("invoice_export", run_id, 300)
    assert ended.state == "failed"
    assert ended.tasks["post_concept_invoices"] == "failed"
    assert sorted(statuses().values()) == sorted([SETTLED, WAITING, WAITING])
    reeleezee.faults([])

    path = "dags/invoice_export/clearTaskInstances"
    body = {"dry_run": False, "dag_run_id": run_id, "task_ids": ["post_concept_invoices"], "include_downstream": True}
    api.call("POST", path, {**body, "only_failed": False, "reset_dag_runs": True})
    again = api.wait("invoice_export", run_id, 300)
    assert again.state == "success"
    assert statuses() == dict.fromkeys(made, SETTLED)
    assert len(invoices()) == 3
    assert set(run("invoice_export").tasks.values()) == {"success", "skipped"}
    assert len(invoices()) == 3


def _wait_until(condition: Callable[[], bool], seconds: float = 300.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the moment to kill never came"
        time.sleep(0.1)


def _kill_task_process(api: AirflowApi, run_id: str, task_id: str) -> None:
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
