"""Customers of Reeleezee become relations in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.import_tasks import PREVIEW, import_tasks
from koppeling.koppelingen import Koppeling, usable_koppelingen

DOC = """
### Relaties importeren / import relations
Neemt de klanten (of de gekozen soort relatie) uit Reeleezee over in OutSmart. Alleen wat verschilt wordt geschreven;
velden die niet van de koppeling zijn blijven zoals ze zijn en er wordt nooit iets verwijderd. Het resultaat staat bij
de taak `sync`: aantallen, en de rijen waar iemand naar moet kijken.

*Takes customers over as relations; writes only what differs, never deletes. The result is in task `sync`.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "relations_import", "import"),
        schedule=schedule(coupled.schedules["relations"]),
        dagrun_timeout=timedelta(hours=2),
        default_args=task_defaults(retries=1, retry_delay=timedelta(minutes=2)),
        params={"preview": PREVIEW},
        doc_md=DOC,
    )
    def relations_import() -> None:
        import_tasks(coupled, kind="relations", switch="import_relations")

    relations_import()


for coupled in usable_koppelingen():
    build(coupled)
