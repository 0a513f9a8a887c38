"""A long import lets the export through: one login, one session, and the quarter of an hour does not wait."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
# So many batches, of which a turn takes one or two, that the import is not done before the export is, on any machine.
CUSTOMERS = 4500
BATCH_MS = 4000
SECONDS = 300.0


def test_the_export_comes_between_the_turns_of_a_long_import(
    api: AirflowApi,
    run: Callable[..., RunResult],
    work_orders: Callable[..., list[str]],
    statuses: Callable[[], dict[str, tuple[str, str]]],
    invoices: Callable[[], list[dict[str, Any]]],
    outsmart: RunningSandbox,
    reeleezee: RunningSandbox,
) -> None:
    (order,) = work_orders()
    reeleezee.reset(str(CUSTOMERS))
    reeleezee.switch(one_session_per_login=True)
    shown = api.xcom("relations_import", run("relations_import", preview=True).run_id, "sync")
    outsmart.fault("POST /relations", "latency", times=0, ms=BATCH_MS)
    outsmart.forget_requests()

    importing = api.trigger("relations_import")
    _wait_until(lambda: outsmart.counters().get("POST /relations", 0) > 0)
    exported = api.wait("invoice_export", api.trigger("invoice_export"), SECONDS)
    meanwhile = api.run("relations_import", importing)
    outsmart.faults([])
    imported = api.wait("relations_import", importing, SECONDS)

    assert (exported.state, statuses()[order], len(invoices())) == ("success", ("Afgehandeld", "1"), 1)
    assert not meanwhile.ended
    assert imported.state == "success"
    told = api.xcom("relations_import", importing, "sync")
    assert told["counts"] == shown["counts"]
    assert told["counts"]["created"] + told["counts"]["updated"] == CUSTOMERS
    assert {call["status"] for call in reeleezee.requests()} <= {200, 201, 204, 404}
    debtors = [row["debtor_number"] for row in outsmart.state()["relations"]]
    assert len(debtors) == len(set(debtors)) == CUSTOMERS


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)
