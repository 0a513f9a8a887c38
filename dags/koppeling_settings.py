"""The settings form: its trigger form is the form, its runs are the history of who changed what when."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, task_defaults
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.settings_form import form_params
from koppeling.settings_tasks import settings_tasks

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
    @dag(
        **frame(coupled, "koppeling_settings", "inrichten"),
        schedule=None,
        dagrun_timeout=timedelta(minutes=15),
        default_args=task_defaults(),
        params=form_params(),
        doc_md=DOC,
    )
    def koppeling_settings() -> None:
        settings_tasks(coupled)

    koppeling_settings()


for coupled in usable_koppelingen():
    build(coupled)
