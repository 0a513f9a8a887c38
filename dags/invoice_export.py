"""Completed work orders with work status 1 become concept invoices, every quarter of an hour."""

from __future__ import annotations

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.export_form import form_params
from koppeling.export_tasks import export_tasks
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.steps.export_steps import LONGEST_RUN

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
    @dag(
        **frame(coupled, "invoice_export", "export"),
        schedule=schedule(coupled.schedules["export"]),
        dagrun_timeout=LONGEST_RUN,
        default_args=task_defaults(execution_timeout=LONGEST_RUN * 5 / 6),
        params=form_params(),
        doc_md=DOC,
    )
    def invoice_export() -> None:
        export_tasks(coupled)

    invoice_export()


for coupled in usable_koppelingen():
    build(coupled)
