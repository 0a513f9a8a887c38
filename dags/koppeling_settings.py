"""The settings form: its trigger form is the form, its runs are the history of who changed what when."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.settings_form import form_params
from koppeling.steps import setup_steps
from koppeling.steps.failure import leave_reason

DOC = """
### Instellingen / settings
Vul het formulier in en start: de instellingen worden gecontroleerd, beide verbindingen worden getest, de werkstatussen
worden klaargezet en dan wordt opgeslagen. **Tot de eerste keer opslaan wordt er niets gesynchroniseerd.** Wat er
veranderde staat bij de taak `save`.

**Iets wijzigen:** open de laatste groene ronde en kies bij Trigger voor *Trigger opnieuw met deze configuratie*; dan
staat het formulier op wat nu geldt. Een nieuw formulier begint met alles uit.

*Fill in the form and trigger: validate, test both connections, prepare the work statuses, save. To change something,
open the latest green run and choose "Trigger again with this config": a new form starts with everything off.*
"""


def build(coupled: Koppeling) -> None:
    name = coupled.name

    @dag(
        dag_id=coupled.dag_id("koppeling_settings"),
        dag_display_name=f"Instellingen ({name})",
        schedule=None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=15),
        default_args={"owner": "koppeling", "on_failure_callback": leave_reason, "retries": 0},
        params=form_params(),
        is_paused_upon_creation=False,
        tags=["koppeling", "inrichten", f"koppeling:{name}"],
        doc_md=DOC,
    )
    def koppeling_settings() -> None:
        @task(
            task_display_name="Formulier controleren",
            doc_md="Controleert elk veld, vóór enige aanroep. / Validates every field before any call.",
        )
        def validate() -> dict:
            return setup_steps.validate_settings(get_current_context()["params"])

        @task(
            task_display_name="Verbindingen testen",
            pool=coupled.pool,
            doc_md="Test beide verbindingen. / Tests both connections.",
        )
        def test_connections() -> str:
            return setup_steps.test_connections(name)

        @task(
            task_display_name="Opslaan",
            pool=coupled.pool,
            doc_md="Zet de werkstatussen klaar en slaat op. / Prepares the statuses and saves.",
        )
        def save(values: dict) -> dict:
            context = get_current_context()
            confirmed = bool(context["params"]["confirm_work_statuses"])
            by = getattr(context["dag_run"], "triggering_user_name", None) or ""
            return setup_steps.save_settings(name, values, confirmed=confirmed, by=by)

        values = validate()
        chain(values, test_connections(), save(values))

    koppeling_settings()


for coupled in koppelingen():
    build(coupled)
