"""Start synchronisatie runs what is switched on, one part after the other, and is red when one of them failed."""

from collections.abc import Callable
from typing import Any

import pytest

from embedded.rest import AirflowApi, RunResult

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]


def test_what_is_on_runs_and_what_is_off_is_skipped(
    api: AirflowApi, run: Run, settings: Callable[..., None], said: Callable[..., str]
) -> None:
    settings(import_relations=False, import_materials=False, import_hour_types=True, export_invoices=False)
    others = ("relations_import", "materials_import", "invoice_export")
    before = {dag_id: len(api.runs(dag_id)) for dag_id in others}
    ended = run("start_synchronisatie")
    assert ended.state == "success"
    parts = {"hourtypes_import": "success", **dict.fromkeys(others, "skipped")}
    assert ended.tasks == {"check_settings": "success", "report": "success", **parts}
    assert {dag_id: len(api.runs(dag_id)) for dag_id in others} == before
    assert "staat uit in de instellingen" in said("start_synchronisatie", ended.run_id, "invoice_export")


def test_a_part_that_fails_turns_it_red_and_does_not_hold_up_the_others(
    run: Run,
    settings: Callable[..., None],
    work_orders: Callable[..., list[str]],
    invoices: Callable[[], list[dict[str, Any]]],
    api: AirflowApi,
) -> None:
    settings(import_relations=False, import_hour_types=False)
    api.pause("materials_import")
    work_orders()
    ended = run("start_synchronisatie")
    api.unpause("materials_import")
    assert ended.state == "failed"
    assert ended.tasks["materials_import"] == ended.tasks["report"] == "failed"
    assert ended.tasks["invoice_export"] == "success"
    assert len(invoices()) == 1
