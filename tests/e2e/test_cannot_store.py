"""What one run of the export must remember for the next is kept by Airflow: three answered errors, and then a 99."""

from collections.abc import Callable

import pytest

from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_an_order_that_reeleezee_cannot_store_is_refused_by_the_third_run(
    api: AirflowApi,
    run: Callable[..., RunResult],
    work_orders: Callable[..., list[str]],
    statuses: Callable[[], dict[str, tuple[str, str]]],
    reeleezee: RunningSandbox,
) -> None:
    (bad,) = work_orders()
    error = '{"Message": "Onverwachte fout"}'
    told = []
    for _ in range(3):
        # the one that was tried before comes last, so the first write of each run but the first is the new order's
        reeleezee.fault("PUT /SalesInvoices", "status", code=500, body=error, skip=len(told) and 1, times=1)
        work_orders()
        ended = run("invoice_export")
        rows = api.xcom("invoice_export", ended.run_id, "report")["outcomes"]
        told += [(ended.state, row["outcome"], row["reason"]) for row in rows if row["row_id"] == bad]
    deferred = ("failed", "deferred", "outcome_unknown")
    assert told == [deferred, deferred, ("success", "refused", "reeleezee_cannot_store")]
    assert statuses()[bad] == ("Compleet", "99")
    assert "troubled" not in api.xcom("invoice_export", ended.run_id, "post_concept_invoices")
