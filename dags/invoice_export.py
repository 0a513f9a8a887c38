"""Completed work orders with work status 1 become concept invoices, every quarter of an hour."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, TriggerRule, chain, dag, get_current_context, task

from koppeling.export_form import form_params
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps import export_steps, guard

DOC = """
### Facturen maken / invoice export
Elke 15 minuten wordt van elke werkbon die **Compleet** is en status **1** heeft een conceptfactuur gemaakt in
Reeleezee. Lukt dat, dan wordt de werkbon Afgehandeld. Kan het niet (onbekende relatie, materiaal zonder code, …), dan
krijgt de werkbon status **99**; de reden staat in het resultaat van de taak `report`. Verhelp de oorzaak en zet de
status weer op 1: de volgende ronde probeert het opnieuw. Een storing in de verbinding maakt nooit een 99: de ronde
wordt rood en de werkbon wacht op de volgende ronde.

*Every 15 minutes each work order that is Compleet with status 1 becomes a concept invoice; refusals get status 99 with
the reason in the result of task `report`.*
"""


def build(coupled: Koppeling) -> None:
    name = coupled.name
    pooled = {"pool": coupled.pool, "priority_weight": 10}
    even_after_trouble = {**pooled, "trigger_rule": TriggerRule.ALL_DONE_MIN_ONE_SUCCESS}
    cron = coupled.schedules["export"]

    @dag(
        dag_id=coupled.dag_id("invoice_export"),
        dag_display_name=f"Facturen maken ({name})",
        schedule=CronTriggerTimetable(cron, timezone="Europe/Amsterdam") if cron else None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=30),
        default_args={"owner": "koppeling", "retries": 0, "execution_timeout": timedelta(minutes=25)},
        params=form_params(),
        is_paused_upon_creation=False,
        tags=["koppeling", "export", f"koppeling:{name}"],
        doc_md=DOC,
    )
    def invoice_export() -> None:
        @task(doc_md="Mag er geëxporteerd worden? / Are settings saved and is the export on?")
        def check_settings() -> str:
            return guard.check_settings(name, "export_invoices")

        @task(**pooled, doc_md="Leest de wachtende werkbonnen en beslist per werkbon. / Decides what becomes of each.")
        def plan_invoices() -> dict:
            return export_steps.plan_invoices(name, get_current_context()["params"])

        @task(**pooled, doc_md="Maakt ontbrekende relaties, als dat aanstaat. / Creates missing relations.")
        def upsert_relations(plan: dict) -> list:
            return export_steps.upsert_relations(name, plan)

        @task(
            **even_after_trouble, doc_md="Maakt ontbrekende materialen, als dat aanstaat. / Creates missing materials."
        )
        def upsert_materials(plan: dict) -> list:
            return export_steps.upsert_materials(name, plan)

        @task(
            **even_after_trouble, doc_md="Maakt en controleert de conceptfacturen. / Posts and verifies the concepts."
        )
        def post_concept_invoices(plan: dict, relations: list | None, materials: list | None) -> dict:
            return export_steps.post_concept_invoices(name, plan, [*(relations or []), *(materials or [])])

        @task(**even_after_trouble, doc_md="Zet geweigerde werkbonnen op 99. / Sets refused work orders to 99.")
        def mark_refused(plan: dict, posted: dict | None) -> list:
            return export_steps.mark_refused(name, plan, posted)

        @task(
            trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
            multiple_outputs=False,
            doc_md="Het resultaat per werkbon, met redenen. / What became of each work order, and why.",
        )
        def report(plan: dict, posted: dict | None, marked: list | None) -> dict:
            made = export_steps.report(plan, posted, marked)
            ti = get_current_context()["ti"]
            ti.xcom_push("werkbonnen", export_steps.readable(made))
            ti.xcom_push("return_value", made)
            export_steps.fail_when_deferred(made)
            return made

        plan = plan_invoices()
        relations = upsert_relations(plan)
        materials = upsert_materials(plan)
        posted = post_concept_invoices(plan, relations, materials)
        marked = mark_refused(plan, posted)
        chain(check_settings(), plan, relations, materials, posted, marked, report(plan, posted, marked))

    invoice_export()


for coupled in koppelingen():
    build(coupled)
