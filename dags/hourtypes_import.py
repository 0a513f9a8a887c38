"""Services of Reeleezee become hour types in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.import_tasks import PREVIEW, import_tasks
from koppeling.koppelingen import Koppeling, usable_koppelingen

DOC = """
### Uursoorten importeren / import hour types
Neemt de producten van de soort dienst uit Reeleezee over als uursoorten in OutSmart, herkend aan hun code.

*Takes services over as hour types, recognised by their code.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "hourtypes_import", "import"),
        schedule=schedule(coupled.schedules["hour_types"]),
        dagrun_timeout=timedelta(hours=2),
        default_args=task_defaults(retries=1, retry_delay=timedelta(minutes=2)),
        params={"preview": PREVIEW},
        doc_md=DOC,
    )
    def hourtypes_import() -> None:
        import_tasks(coupled, kind="hour_types", switch="import_hour_types")

    hourtypes_import()


for coupled in usable_koppelingen():
    build(coupled)
