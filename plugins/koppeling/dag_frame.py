"""What the DAGs of a koppeling have in common, so that a DAG file tells only what is its own."""

from __future__ import annotations

from typing import Any

from airflow.sdk import CronTriggerTimetable

from koppeling.dag_names import DUTCH_NAMES
from koppeling.koppelingen import Koppeling
from koppeling.steps.failure import leave_reason

Json = dict[str, Any]


def frame(coupled: Koppeling, base: str, *tags: str) -> Json:
    """Arguments of `@dag`: id and name of this koppeling's DAG, one run at a time, none for the past, not paused."""
    return {
        "dag_id": coupled.dag_id(base),
        "dag_display_name": f"{DUTCH_NAMES[base]} ({coupled.name})",
        "catchup": False,
        "max_active_runs": 1,
        "is_paused_upon_creation": False,
        "tags": ["koppeling", *tags, f"koppeling:{coupled.name}"],
    }


def task_defaults(*, retries: int = 0, **more: Any) -> Json:
    """The `default_args` of a DAG: who owns its tasks, and that a failing one leaves its words in Airflow."""
    return {"owner": "koppeling", "on_failure_callback": leave_reason, "retries": retries, **more}


def schedule(cron: str | None) -> CronTriggerTimetable | None:
    """A cron of `koppelingen.yaml` in Dutch time; None runs by hand only."""
    return CronTriggerTimetable(cron, timezone="Europe/Amsterdam") if cron else None
