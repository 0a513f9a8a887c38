"""The tasks of the settings form, for the DAG file to string together."""

from __future__ import annotations

from typing import Any

from airflow.sdk import chain, get_current_context, task

from koppeling.koppelingen import Koppeling
from koppeling.steps import setup_steps

Json = dict[str, Any]


def settings_tasks(coupled: Koppeling) -> None:
    """Validate before any call, test both connections, save; inside a DAG."""
    values: Any = validate()
    tested: Any = test_connections.override(pool=coupled.pool)(coupled.name)
    chain(values, tested, save.override(pool=coupled.pool)(coupled.name, values))


@task(
    task_display_name="Formulier controleren",
    doc_md="Controleert elk veld, vóór enige aanroep. / Validates every field before any call.",
)
def validate() -> Json:
    return setup_steps.validate_settings(get_current_context()["params"])


@task(task_display_name="Verbindingen testen", doc_md="Test beide verbindingen. / Tests both connections.")
def test_connections(name: str) -> str:
    return setup_steps.test_connections(name)


@task(
    task_display_name="Opslaan",
    doc_md="Zet de werkstatussen klaar en slaat op. / Prepares the statuses and saves.",
)
def save(name: str, values: Json) -> Json:
    context = get_current_context()
    confirmed = bool(context["params"]["confirm_work_statuses"])
    by = getattr(context["dag_run"], "triggering_user_name", None) or ""
    return setup_steps.save_settings(name, values, confirmed=confirmed, by=by)
