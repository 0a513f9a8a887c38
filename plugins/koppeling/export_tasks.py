"""The tasks of the export, for the DAG file to string together: what each reads, leaves in XCom and keeps for later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from airflow.sdk import Asset, Context, TriggerRule, chain, get_current_context, task

from koppeling.koppelingen import Koppeling, koppeling
from koppeling.links import links_of
from koppeling.runtime import now, remember_beginning
from koppeling.steps import export_steps, guard, handing_over, log_table

if TYPE_CHECKING:
    from koppeling.export.course import Course

Json = dict[str, Any]
TROUBLED = "troubled"
STANDING = "standing"
# When each task ends by itself, as a share of the longest run: a killed one would leave those after it no time.
ENDS: Final = {
    "plan_invoices": 0.34,
    "upsert_relations": 0.5,
    "upsert_materials": 0.6,
    "post_concept_invoices": 0.76,
    "mark_refused": 0.9,
}


def export_tasks(coupled: Koppeling) -> None:
    """Check, plan, make what is missing, post, mark refusals, report; inside a DAG."""
    name = coupled.name
    pooled: Json = {"pool": coupled.pool, "priority_weight": 10}
    even_after_trouble = {**pooled, "trigger_rule": TriggerRule.ALL_DONE_MIN_ONE_SUCCESS}
    kept = [invoices_of(name)]
    plan: Any = plan_invoices.override(**pooled)(name)
    relations: Any = upsert_relations.override(**pooled)(name, plan)
    materials: Any = upsert_materials.override(**even_after_trouble)(name, plan)
    posted: Any = post_concept_invoices.override(**even_after_trouble, outlets=kept)(name, plan, relations, materials)
    marked: Any = mark_refused.override(**even_after_trouble)(name, plan, posted)
    told: Any = report.override(inlets=kept)(name, plan, posted, marked)
    told.operator.operator_extra_links = links_of(name)
    chain(check_settings(name), plan, relations, materials, posted, marked, told)


def invoices_of(name: str) -> Asset:
    """With this asset Airflow keeps what one run must remember for the next: orders in trouble, and those refused."""
    return Asset(f"reeleezee_invoices_{name}")


@task(
    task_display_name="Instellingen bekijken",
    doc_md="Mag er geëxporteerd worden? / Are settings saved and is the export on?",
)
def check_settings(name: str) -> str:
    context: Any = get_current_context()
    if context["dag_run"].run_type == "scheduled":
        begun = koppeling(name).dag_id("start_synchronisatie")
        guard.make_way(context["ti"].get_dr_count(dag_id=begun, states=["running"]))
    return guard.check_settings(name, "export_invoices", preview=bool(context["params"]["preview"]))


@task(
    task_display_name="Werkbonnen lezen",
    multiple_outputs=False,
    doc_md="Leest de wachtende werkbonnen en beslist per werkbon. / Decides what becomes of each.",
)
def plan_invoices(name: str) -> Json:
    return export_steps.plan_invoices(name, get_current_context()["params"], _course())


@task(
    task_display_name="Nieuwe relaties maken",
    doc_md="Maakt ontbrekende relaties, als dat aanstaat. / Creates missing relations.",
)
def upsert_relations(name: str, plan: Json) -> list[Json]:
    return export_steps.upsert_relations(name, plan, _course())


@task(
    task_display_name="Nieuwe materialen maken",
    doc_md="Maakt ontbrekende materialen, als dat aanstaat. / Creates missing materials.",
)
def upsert_materials(name: str, plan: Json) -> list[Json]:
    return export_steps.upsert_materials(name, plan, _course())


@task(
    task_display_name="Conceptfacturen maken",
    multiple_outputs=False,
    doc_md="Maakt en controleert de conceptfacturen. / Posts and verifies the concepts.",
)
def post_concept_invoices(name: str, plan: Json, relations: list[Json] | None, materials: list[Json] | None) -> Json:
    """What the next run must remember is stored last: a task that is killed before it leaves the former counts."""
    context = get_current_context()
    store = context["asset_state_store"][invoices_of(name)]
    before = cast("Json", store.get(TROUBLED, default={}))
    failed = [*(relations or []), *(materials or [])]
    unready = plan["needs_relation"] if relations is None else ()
    posted = export_steps.post_concept_invoices(
        name, plan, failed, unready=unready, troubled=before, run=context["run_id"], course=_course()
    )
    after = posted.pop(TROUBLED)
    if after != before:
        store.set(TROUBLED, after)
    if any(row["outcome"].startswith("exported") for row in posted["outcomes"]):
        remember_beginning(name, lambda beginning: beginning.after_export())
    context["outlet_events"][invoices_of(name)].extra = export_steps.counted(plan, posted)
    return posted


@task(
    task_display_name="Geweigerde op 99 zetten",
    doc_md="Zet geweigerde werkbonnen op 99. / Sets refused work orders to 99.",
)
def mark_refused(name: str, plan: Json, posted: Json | None) -> list[Json]:
    return export_steps.mark_refused(name, plan, posted, _course())


@task(
    task_display_name="Resultaat",
    trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    multiple_outputs=False,
    doc_md="Het resultaat per werkbon, met redenen. / What became of each work order, and why.",
)
def report(name: str, plan: Json, posted: Json | None, marked: list[Json] | None) -> Json:
    """What the digest must know is stored before the task can fail: a red run must not forget a refusal."""
    context = get_current_context()
    handed = {
        "posted": handing_over.handed_over(_pull(context, "post_concept_invoices")),
        "marked": handing_over.handed_over(_pull(context, "mark_refused")),
    }
    made = export_steps.addressed(name, export_steps.report(plan, posted, marked, handed))
    posted = export_steps.known(plan, posted, handed["posted"])
    context["ti"].xcom_push("werkbonnen", export_steps.readable(made))
    context["ti"].xcom_push("return_value", made)
    log_table.log_orders(made)
    store = context["asset_state_store"][invoices_of(name)]
    before = cast("Json", store.get(STANDING, default={}))
    after = export_steps.standing(before, plan, posted, marked, context["run_id"])
    if after != before:
        store.set(STANDING, after)
    export_steps.fail_when_deferred(made)
    return made


def _course() -> Course:
    """Of the task that runs: its outcomes go to its own XCom as they come, and it ends in time for those after it."""
    context: Any = get_current_context()
    ti = context["ti"]
    started = context["dag_run"].start_date or now()
    left = handing_over.seconds_left(started, now(), ENDS[ti.task_id], export_steps.LONGEST_RUN)
    return handing_over.course_of(ti.xcom_push, left)


def _pull(context: Context, task_id: str) -> Callable[[str], Any]:
    return lambda key: context["ti"].xcom_pull(task_ids=task_id, key=key)
