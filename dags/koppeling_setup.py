"""The first log-in: tests both connections, creates the work statuses, checks free field 5, probes assumptions."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, task_defaults
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.setup_tasks import connection_params, setup_tasks

DOC = """
### Koppeling inrichten / set-up
Test beide verbindingen, maakt in OutSmart de werkstatussen 0, 1 en 99 aan waar ze ontbreken, kijkt of vrij veld 5
van materialen actief is en toetst wat openbare bronnen niet bewijzen. Verandert verder niets. Lees het resultaat bij
de taak `report`; bewaar daarna de instellingen met **koppeling_settings**.

*Tests both connections, creates the work statuses, checks free field 5 and probes assumptions; then save the settings.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "koppeling_setup", "inrichten"),
        schedule=None,
        dagrun_timeout=timedelta(minutes=30),
        default_args=task_defaults(pool=coupled.pool),
        params=connection_params(coupled),
        doc_md=DOC,
    )
    def koppeling_setup() -> None:
        setup_tasks(coupled.name)

    koppeling_setup()


for coupled in usable_koppelingen():
    build(coupled)
