"""Products of Reeleezee become materials in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.dag_frame import frame, schedule, task_defaults
from koppeling.import_tasks import PREVIEW, import_tasks
from koppeling.koppelingen import Koppeling, usable_koppelingen

DOC = """
### Materialen importeren / import materials
Neemt de producten (soort product) uit Reeleezee over als materialen in OutSmart. Vrij veld 5 van het materiaal houdt
het id van het product vast: wijzig dat niet met de hand. Is vrij veld 5 niet actief, dan stopt de import met de stappen
om het aan te zetten.

*Takes products over as materials; free field 5 holds the product's id and must not be changed by hand.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        **frame(coupled, "materials_import", "import"),
        schedule=schedule(coupled.schedules["materials"]),
        dagrun_timeout=timedelta(hours=2),
        default_args=task_defaults(retries=1, retry_delay=timedelta(minutes=2)),
        params={"preview": PREVIEW},
        doc_md=DOC,
    )
    def materials_import() -> None:
        import_tasks(coupled, kind="materials", switch="import_materials")

    materials_import()


for coupled in usable_koppelingen():
    build(coupled)
