"""The tasks of the nightly reconciliation, for the DAG file to string together, and what its form asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from airflow.sdk import Asset, Param, chain, get_current_context, task

from koppeling.import_tasks import RETRIES
from koppeling.koppelingen import Koppeling
from koppeling.steps import guard, reconciliation_steps

Json = dict[str, Any]
ACKNOWLEDGED = "acknowledged"
PARAMS = {
    "since": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Vanaf",
        description="Werkbonnen vanaf deze werkdatum; leeg = de ingestelde begindatum, anders 60 dagen terug / since",
    ),
    "acknowledge": Param(
        [],
        type=["null", "array"],
        title="Bevestigen",
        description="Nummers van werkbonnen of facturen waarvan de bevinding in orde is / acknowledge by number",
    ),
}


def reconciliation_tasks(coupled: Koppeling) -> None:
    """Check, compare, report; inside a DAG. Comparing waits for the session of the log-in, after the export."""
    pooled: Json = {"pool": coupled.pool, "priority_weight": 1}
    kept: Json = {"outlets": [acknowledged_of(coupled.name)]}
    compared: Any = compare.override(**pooled)(coupled.name)
    told = report.override(**kept)(coupled.name, compared)
    chain(check_settings(coupled.name), compared, told)


def acknowledged_of(name: str) -> Asset:
    """With this asset Airflow keeps what somebody has acknowledged."""
    return Asset(f"reconciliation_{name}")


@task(
    task_display_name="Instellingen bekijken",
    doc_md="Zijn er instellingen en staat de export aan? / Are settings saved and is the export on?",
)
def check_settings(name: str) -> str:
    return guard.check_settings(name, "export_invoices")


@task(
    task_display_name="Beide kanten narekenen",
    execution_timeout=timedelta(minutes=55),
    retry_policy=RETRIES,
    multiple_outputs=False,
    doc_md="Leest beide kanten, rekent na en vergelijkt. / Reads both sides, recomputes and compares.",
)
def compare(name: str) -> Json:
    return reconciliation_steps.compare(name, get_current_context()["params"])


@task(
    task_display_name="Bevindingen",
    multiple_outputs=False,
    doc_md="Wat gelijk is, en bij naam wat niet klopt. / What is equal, and by name what is not.",
)
def report(name: str, made: Json) -> Json:
    """What was acknowledged is stored before the task can fail: a red run must not forget it."""
    context = get_current_context()
    store = context["asset_state_store"][acknowledged_of(name)]
    before = cast("list[str]", store.get(ACKNOWLEDGED, default=[]))
    told, after = reconciliation_steps.report(made, context["params"], before)
    if after != before:
        store.set(ACKNOWLEDGED, [*after])
    context["ti"].xcom_push("bevindingen", reconciliation_steps.readable(told))
    context["ti"].xcom_push("return_value", told)
    reconciliation_steps.fail_when_wrong(told)
    return told
