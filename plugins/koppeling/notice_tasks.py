"""The tasks that tell what failed, is late or refused, for the DAG file to string together, and what its form asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from airflow.sdk import Asset, Context, Param, get_current_context, task

from koppeling.export_tasks import STANDING, invoices_of
from koppeling.steps import notice_steps

if TYPE_CHECKING:
    from airflow.sdk.execution_time.task_runner import RuntimeTaskInstance

Json = dict[str, Any]
WATCHED = "watched"
DIGEST = "digest"
PARAMS = {
    "digest_now": Param(
        False,
        type="boolean",
        title="Overzicht nu versturen",
        description="Stuur het dagoverzicht meteen, hoe laat het ook is / send the daily digest at once",
    )
}


def notice_tasks(name: str) -> None:
    """Watch the runs, send the digest; inside a DAG. Neither waits for the other."""
    watch.override(inlets=[told_of(name)])(name)
    digest.override(inlets=[told_of(name), invoices_of(name)])(name)


def told_of(name: str) -> Asset:
    """With this asset Airflow keeps what was told already."""
    return Asset(f"koppeling_notices_{name}")


@task(
    task_display_name="Rondes bekijken",
    doc_md="Meldt wat mislukt is, uitblijft of weer in orde is. / Tells what failed, is late or recovered.",
)
def watch(name: str) -> list[str]:
    from koppeling.notices.runs import Runs

    context = get_current_context()
    store = context["asset_state_store"][told_of(name)]
    before = cast("Json", store.get(WATCHED, default={}))
    return notice_steps.watch(name, Runs(_running(context)), before, lambda kept: store.set(WATCHED, kept))


@task(
    task_display_name="Dagoverzicht",
    doc_md="Stuurt de planner eens per dag wat op 99 staat. / Sends the planner what is on 99, once a day.",
)
def digest(name: str) -> list[str]:
    from koppeling.notices.runs import Runs

    context = get_current_context()
    store = context["asset_state_store"][told_of(name)]
    standing = cast("Json", context["asset_state_store"][invoices_of(name)].get(STANDING, default={}))
    sent, now = cast("Json", store.get(DIGEST, default={})), bool(context["params"]["digest_now"])
    runs = Runs(_running(context))
    return notice_steps.digest(name, runs, standing, sent, lambda kept: store.set(DIGEST, kept), now=now)


def _running(context: Context) -> RuntimeTaskInstance:
    """Only the running task instance, of which the context promises less, can count the runs of other DAGs."""
    return cast("RuntimeTaskInstance", context["ti"])
