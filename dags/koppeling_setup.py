"""The first log-in: tests both connections, creates the work statuses, checks free field 5, probes assumptions."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, chain, dag, task

from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps import setup_steps
from koppeling.steps.failure import leave_reason

DOC = """
### Koppeling inrichten / set-up
Test beide verbindingen, maakt in OutSmart de werkstatussen 0, 1 en 99 aan waar ze ontbreken, kijkt of vrij veld 5
van materialen actief is en toetst wat openbare bronnen niet bewijzen. Verandert verder niets. Lees het resultaat bij
de taak `report`; bewaar daarna de instellingen met **koppeling_settings**.

*Tests both connections, creates the work statuses, checks free field 5 and probes assumptions; then save the settings.*
"""


def build(coupled: Koppeling) -> None:
    name = coupled.name

    @dag(
        dag_id=coupled.dag_id("koppeling_setup"),
        dag_display_name=f"Koppeling inrichten ({name})",
        schedule=None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=30),
        default_args={"owner": "koppeling", "on_failure_callback": leave_reason, "retries": 0, "pool": coupled.pool},
        params={
            "outsmart_connection": _fixed(coupled.outsmart_conn_id, "OutSmart"),
            "reeleezee_connection": _fixed(coupled.reeleezee_conn_id, "Reeleezee"),
        },
        is_paused_upon_creation=False,
        tags=["koppeling", "inrichten", f"koppeling:{name}"],
        doc_md=DOC,
    )
    def koppeling_setup() -> None:
        @task(task_display_name="Verbindingen testen", doc_md="Werken beide verbindingen? / Do both connections work?")
        def check_connections() -> list:
            return setup_steps.check_connections(name)

        @task(
            task_display_name="Werkstatussen klaarzetten",
            doc_md="Maakt de werkstatussen 0, 1 en 99 aan. / Creates the work statuses 0, 1 and 99.",
        )
        def prepare_work_statuses() -> list:
            return setup_steps.prepare_work_statuses(name)

        @task(
            task_display_name="Vrij veld 5 bekijken",
            doc_md="Is vrij veld 5 van materialen actief? / Is free field 5 of materials active?",
        )
        def check_free_field_5() -> list:
            return setup_steps.check_free_field(name)

        @task(
            task_display_name="Aannames toetsen",
            doc_md="Toetst wat niet bewezen is, zonder iets te veranderen. / Probes assumptions harmlessly.",
        )
        def probe_assumptions() -> list:
            return setup_steps.probe_assumptions(name)

        @task(
            task_display_name="Keuzes lezen",
            multiple_outputs=False,
            doc_md="Leest waaruit te kiezen is. / Reads what there is to choose from.",
        )
        def read_choices() -> dict:
            return setup_steps.read_choices(name)

        @task(
            task_display_name="Resultaat",
            multiple_outputs=False,
            doc_md="Alles bij elkaar, problemen eerst. / Everything, troubles first.",
        )
        def report(parts: list, choices: dict) -> dict:
            return setup_steps.setup_report(parts, choices)

        found = [check_connections(), prepare_work_statuses(), check_free_field_5(), probe_assumptions()]
        choices = read_choices()
        chain(*found, choices, report(found, choices))

    koppeling_setup()


def _fixed(connection_id: str, system: str) -> Param:
    """Not to be filled in: the page reads here which connections belong to the koppeling."""
    text = f"Ligt vast in koppelingen.yaml / fixed in koppelingen.yaml: {connection_id}"
    return Param(connection_id, type="string", const=connection_id, title=f"Verbinding {system}", description_md=text)


for coupled in koppelingen():
    build(coupled)
