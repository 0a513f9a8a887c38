"""Start synchronisatie: runs by hand everything that is switched on, imports first, then the export."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Context, TriggerRule, chain, dag, get_current_context, task

from koppeling.dag_names import DUTCH_NAMES
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps import sync_steps
from koppeling.steps.failure import leave_reason

DOC = """
### Start synchronisatie
Start wat in de instellingen aanstaat, achter elkaar: relaties, materialen, uursoorten, facturen. Wat uitstaat wordt
overgeslagen; mislukt een onderdeel, dan gaan de andere door en wordt deze ronde rood.

*Runs what is switched on, one after the other; what is off is skipped.*
"""


def _skip_when_off(part: str, context: Context) -> None:
    sync_steps.skip_when_off(part, context["ti"].xcom_pull(task_ids="check_settings"))


def build(coupled: Koppeling) -> None:
    name = coupled.name

    @dag(
        dag_id=coupled.dag_id("start_synchronisatie"),
        dag_display_name=f"Start synchronisatie ({name})",
        schedule=None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=3),
        default_args={"owner": "koppeling", "on_failure_callback": leave_reason, "retries": 0},
        is_paused_upon_creation=False,
        tags=["koppeling", f"koppeling:{name}"],
        doc_md=DOC,
    )
    def start_synchronisatie() -> None:
        @task(
            task_display_name="Instellingen bekijken",
            doc_md="Is er iets opgeslagen en aangezet? / Was anything saved and switched on?",
        )
        def check_settings() -> list:
            return sync_steps.switched_on(name)

        @task(
            task_display_name="Resultaat",
            trigger_rule=TriggerRule.ALL_DONE,
            doc_md="Rood als een onderdeel mislukte. / Red when a part failed.",
        )
        def report(wanted: list | None) -> dict:
            context = get_current_context()
            states = context["ti"].get_task_states(dag_id=context["dag"].dag_id, run_ids=[context["run_id"]])
            return sync_steps.report(states, wanted)

        wanted = check_settings()
        runs = [
            TriggerDagRunOperator(
                task_id=part,
                task_display_name=DUTCH_NAMES[part],
                trigger_dag_id=coupled.dag_id(part),
                wait_for_completion=True,
                poke_interval=2,
                # a paused DAG would keep this one waiting for hours
                fail_when_dag_is_paused=True,
                # a part that failed or is off must not hold up the next one
                trigger_rule=TriggerRule.ALL_DONE,
                pre_execute=partial(_skip_when_off, part),
                doc_md=f"Start {part} en wacht op het einde. / Triggers {part} and waits for its end.",
            )
            for part in sync_steps.PARTS
        ]
        chain(wanted, *runs, report(wanted))

    start_synchronisatie()


for coupled in koppelingen():
    build(coupled)
