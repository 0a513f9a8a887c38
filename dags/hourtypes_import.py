"""Services of Reeleezee become hour types in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.import_tasks import PREVIEW, import_tasks, schedule_of
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps.failure import leave_reason

DOC = """
### Uursoorten importeren / import hour types
Neemt de producten van de soort dienst uit Reeleezee over als uursoorten in OutSmart, herkend aan hun code.

*Takes services over as hour types, recognised by their code.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        dag_id=coupled.dag_id("hourtypes_import"),
        dag_display_name=f"Uursoorten importeren ({coupled.name})",
        schedule=schedule_of(coupled, "hour_types"),
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
    def hourtypes_import() -> None:
        import_tasks(coupled, kind="hour_types", switch="import_hour_types")

    hourtypes_import()


for coupled in koppelingen():
    build(coupled)
