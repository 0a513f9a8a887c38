"""The tasks of Start synchronisatie, for the DAG file to string together: one for each part that can be on."""

from __future__ import annotations

from functools import partial
from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Context, TriggerRule, chain, get_current_context, task

from koppeling.dag_names import DUTCH_NAMES
from koppeling.koppelingen import Koppeling
from koppeling.steps import sync_steps


def sync_tasks(coupled: Koppeling) -> None:
    """See what is on, run each part of it and wait for its end, report; inside a DAG."""
    wanted: Any = check_settings(coupled.name)
    chain(wanted, *(_run_of(coupled, part) for part in sync_steps.PARTS), report(wanted))


@task(
    task_display_name="Instellingen bekijken",
    doc_md="Is er iets opgeslagen en aangezet? / Was anything saved and switched on?",
)
def check_settings(name: str) -> list[str]:
    return sync_steps.switched_on(name)


@task(
    task_display_name="Resultaat",
    trigger_rule=TriggerRule.ALL_DONE,
    doc_md="Rood als een onderdeel mislukte. / Red when a part failed.",
)
def report(wanted: list[str] | None) -> dict[str, str]:
    context: Any = get_current_context()
    states = context["ti"].get_task_states(dag_id=context["dag"].dag_id, run_ids=[context["run_id"]])
    return sync_steps.report(states, wanted)


def _run_of(coupled: Koppeling, part: str) -> TriggerDagRunOperator:
    return TriggerDagRunOperator(
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


def _skip_when_off(part: str, context: Context) -> None:
    sync_steps.skip_when_off(part, context["ti"].xcom_pull(task_ids="check_settings"))
