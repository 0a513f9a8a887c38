"""Products of Reeleezee become materials in OutSmart, every night."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag

from koppeling.import_tasks import PREVIEW, import_tasks, schedule_of
from koppeling.koppelingen import Koppeling, koppelingen
from koppeling.steps.failure import leave_reason

DOC = """
### Materialen importeren / import materials
Neemt de producten (soort product) uit Reeleezee over als materialen in OutSmart. Vrij veld 5 van het materiaal houdt
het id van het product vast: wijzig dat niet met de hand. Is vrij veld 5 niet actief, dan stopt de import met de stappen
om het aan te zetten.

*Takes products over as materials; free field 5 holds the product's id and must not be changed by hand.*
"""


def build(coupled: Koppeling) -> None:
    @dag(
        dag_id=coupled.dag_id("materials_import"),
        dag_display_name=f"Materialen importeren ({coupled.name})",
        schedule=schedule_of(coupled, "materials"),
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
    def materials_import() -> None:
        import_tasks(coupled, kind="materials", switch="import_materials")

    materials_import()


for coupled in koppelingen():
    build(coupled)
