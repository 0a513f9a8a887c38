"""Tells by mail or webhook what failed, is late or recovered, and once a day what the planner must repair."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.notice_tasks import PARAMS, notice_tasks

DOC = """
### Meldingen / notices
Kijkt elk kwartier hoe het met de rondes van deze koppeling gaat en stuurt **een** bericht als een ronde mislukt of de
export te lang uitblijft, en een als het weer in orde is. Stuurt elke ochtend de planner een overzicht van de werkbonnen
op 99, gegroepeerd naar oorzaak. Zonder `notices` in `koppelingen.yaml` doet deze DAG niets. Kan een bericht niet weg,
dan wordt deze ronde rood en probeert de volgende het opnieuw; andere DAG's merken daar niets van.

*Looks every quarter of an hour how this koppeling is doing; tells once what failed or is late and when it is over, and
every morning which work orders are on 99. Without `notices` in `koppelingen.yaml` it does nothing.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "meldingen", "meldingen"),
        schedule=schedule(coupled.notices.check if coupled.notices else None),
        dagrun_timeout=timedelta(minutes=10),
        default_args=task_defaults(),
        params=PARAMS,
        doc_md=DOC,
    )
    def meldingen() -> None:
        notice_tasks(coupled.name)

    meldingen()


for coupled in usable_koppelingen():
    build(coupled)
