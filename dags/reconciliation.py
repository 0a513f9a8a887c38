"""Proves every night that each settled work order has exactly its invoice, and lists what does not agree."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.koppelingen import Koppeling, usable_koppelingen
from koppeling.reconciliation_tasks import PARAMS, reconciliation_tasks

DOC = """
### Controle / reconciliation
Leest elke nacht OutSmart en Reeleezee en rekent na dat elke **afgehandelde** werkbon precies één factuur heeft, met
dezelfde klant en hetzelfde bedrag. Er wordt **niets gewijzigd**. Groen: alles klopt, met aantal en bedrag. Rood: de
taak `report` noemt bij naam wat niet klopt (`bevindingen`). Is iets in orde zoals het is, start dan met de hand en vul
bij *Bevestigen* het werkbonnummer in: het wordt niet meer genoemd zolang het hetzelfde blijft. Werkbonnen die onderweg
zijn en straks geweigerd zouden worden, staan er als waarschuwing bij.

*Reads both systems every night and proves that each settled work order has exactly its invoice, for the same customer
and amount; it never writes. Red: see `bevindingen` of task `report`. Acknowledge what is right by its number.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "reconciliation", "controle"),
        schedule=schedule(coupled.schedules["reconciliation"]),
        dagrun_timeout=timedelta(minutes=60),
        default_args=task_defaults(retries=1, retry_delay=timedelta(minutes=2)),
        params=PARAMS,
        doc_md=DOC,
    )
    def reconciliation() -> None:
        reconciliation_tasks(coupled)

    reconciliation()


for coupled in usable_koppelingen():
    build(coupled)
