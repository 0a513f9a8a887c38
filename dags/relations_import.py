"""Customers of Reeleezee become relations in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.import_tasks import PREVIEW, import_tasks, schedule_of
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps.failure import leave_reason

DOC = """
### Relaties importeren / import relations
Neemt de klanten (of de gekozen soort relatie) uit Reeleezee over in OutSmart. Alleen wat verschilt wordt geschreven;
velden die niet van de koppeling zijn blijven zoals ze zijn en er wordt nooit iets verwijderd. Het resultaat staat bij
de taak `sync`: aantallen, en de rijen waar iemand naar moet kijken.

*Takes customers over as relations; writes only what differs, never deletes. The result is in task `sync`.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        dag_id=coupled.dag_id("relations_import"),
        dag_display_name=f"Relaties importeren ({coupled.name})",
        schedule=schedule_of(coupled, "relations"),
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=60),
        default_args={
            "owner": "koppeling",
            "on_failure_callback": leave_reason,
            "retries": 1,
            "retry_delay": timedelta(minutes=2),
        },
        params={"preview": PREVIEW},
        is_paused_upon_creation=False,
        tags=["koppeling", "import", f"koppeling:{coupled.name}"],
        doc_md=DOC,
    )
    def relations_import() -> None:
        import_tasks(coupled, kind="relations", switch="import_relations")

    relations_import()


for coupled in koppelingen():
    build(coupled)
