"""The tasks of the first log-in, for the DAG file to string together, and what its form shows."""

from __future__ import annotations

from typing import Any

from airflow.sdk import Param, chain, task

from koppeling.koppelingen import Koppeling
from koppeling.steps import setup_steps

Json = dict[str, Any]


def connection_params(coupled: Koppeling) -> dict[str, Param]:
    """Not to be filled in: the page reads here which connections belong to the koppeling."""
    return {
        "outsmart_connection": _fixed(coupled.outsmart_conn_id, "OutSmart"),
        "reeleezee_connection": _fixed(coupled.reeleezee_conn_id, "Reeleezee"),
    }


def setup_tasks(name: str) -> None:
    """Test, prepare, look, probe, read what can be chosen, report; inside a DAG."""
    found: Any = [
        check_connections(name),
        prepare_work_statuses(name),
        check_free_field_5(name),
        probe_assumptions(name),
    ]
    choices: Any = read_choices(name)
    chain(*found, choices, report(found, choices))


@task(task_display_name="Verbindingen testen", doc_md="Werken beide verbindingen? / Do both connections work?")
def check_connections(name: str) -> list[Json]:
    return setup_steps.check_connections(name)


@task(
    task_display_name="Werkstatussen klaarzetten",
    doc_md="Maakt de werkstatussen 0, 1 en 99 aan. / Creates the work statuses 0, 1 and 99.",
)
def prepare_work_statuses(name: str) -> list[Json]:
    return setup_steps.prepare_work_statuses(name)


@task(
    task_display_name="Vrij veld 5 bekijken",
    doc_md="Is vrij veld 5 van materialen actief? / Is free field 5 of materials active?",
)
def check_free_field_5(name: str) -> list[Json]:
    return setup_steps.check_free_field(name)


@task(
    task_display_name="Aannames toetsen",
    doc_md="Toetst wat niet bewezen is, zonder iets te veranderen. / Probes assumptions harmlessly.",
)
def probe_assumptions(name: str) -> list[Json]:
    return setup_steps.probe_assumptions(name)


@task(
    task_display_name="Keuzes lezen",
    multiple_outputs=False,
    doc_md="Leest waaruit te kiezen is. / Reads what there is to choose from.",
)
def read_choices(name: str) -> Json:
    return setup_steps.read_choices(name)


@task(
    task_display_name="Resultaat",
    multiple_outputs=False,
    doc_md="Alles bij elkaar, problemen eerst. / Everything, troubles first.",
)
def report(parts: list[list[Json]], choices: Json) -> Json:
    return setup_steps.setup_report(parts, choices)


def _fixed(connection_id: str, system: str) -> Param:
    text = f"Ligt vast in koppelingen.yaml / fixed in koppelingen.yaml: {connection_id}"
    return Param(connection_id, type="string", const=connection_id, title=f"Verbinding {system}", description_md=text)
