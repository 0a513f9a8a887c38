"""Start synchronisatie: runs by hand everything that is switched on, imports first, then the export."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, task_defaults
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.sync_tasks import sync_tasks

DOC = """
### Start synchronisatie
Start wat in de instellingen aanstaat, achter elkaar: relaties, materialen, uursoorten, facturen. Wat uitstaat wordt
overgeslagen; mislukt een onderdeel, dan gaan de andere door en wordt deze ronde rood.

*Runs what is switched on, one after the other; what is off is skipped.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "start_synchronisatie"),
        schedule=None,
        dagrun_timeout=timedelta(hours=3),
        default_args=task_defaults(),
        doc_md=DOC,
    )
    def start_synchronisatie() -> None:
        sync_tasks(coupled)

    start_synchronisatie()


for coupled in usable_koppelingen():
    build(coupled)
