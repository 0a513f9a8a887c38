"""The demo's company goes the whole way through Airflow: set-up, settings, imports, export, and every cent is right."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from json import dumps, loads
from typing import Any

import pytest

from embedded.expectation import demo_settings, expectations
from embedded.rest import AirflowApi, RunResult
from embedded.results import order_results
from embedded.verdict import Systems, differences
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]
IMPORTS = ("relations_import", "materials_import", "hourtypes_import")


@pytest.fixture
def demo(api: AirflowApi, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> Iterator[Callable[[], Systems]]:
    """Both systems with the demo's records and no saved settings; what they hold at a moment."""
    outsmart.reset("demo")
    reeleezee.reset("demo")
    api.call("DELETE", "variables/koppeling_default")

    def now() -> Systems:
        return Systems(_exact(outsmart.state()), _exact(reeleezee.state()))

    yield now
    outsmart.reset("6")
    reeleezee.reset("6")


def _exact(state: dict[str, Any]) -> dict[str, Any]:
    exact: dict[str, Any] = loads(dumps(state), parse_float=Decimal)
    return exact


def test_from_first_log_in_to_invoices_every_work_order_ends_as_worked_out_by_hand(
    api: AirflowApi, run: Run, demo: Callable[[], Systems]
) -> None:
    before = demo()
    wanted = {name: value for name, value in demo_settings().items() if name != "koppeling"}
    setup = run("koppeling_setup")
    assert setup.state == "success"
    checks = {check["name"]: check["ok"] for check in api.xcom("koppeling_setup", setup.run_id, "report")["checks"]}
    assert checks["connection_outsmart"] is checks["connection_reeleezee"] is checks["work_statuses"] is True
    assert run("koppeling_settings", **wanted).state == "success"
    assert all(count["created"] > 0 for count in _import_all(api).values())

    ended = run("invoice_export")
    assert ended.state == "success"
    assert set(ended.tasks.values()) == {"success"}
    report = api.xcom("invoice_export", ended.run_id, "report")
    after = demo()
    assert differences(expectations(), order_results([report]), before, after) == []
    lines = api.xcom("invoice_export", ended.run_id, "report", key="werkbonnen")
    assert len(lines) == len(report["outcomes"])
    assert any("WB-2026-00030 · Dhr. W. Vertrokken · geweigerd (99) · Klant 1041" in line for line in lines)


def _import_all(api: AirflowApi) -> dict[str, dict[str, int]]:
    """Started together, as a night's schedules might: they take turns in the pool."""
    started = {dag_id: api.trigger(dag_id) for dag_id in IMPORTS}
    ended = {dag_id: api.wait(dag_id, run_id, 300) for dag_id, run_id in started.items()}
    assert {run.state for run in ended.values()} == {"success"}
    return {dag_id: api.xcom(dag_id, run_id, "sync")["counts"] for dag_id, run_id in started.items()}
