"""The shape that the three import DAGs share: check the settings, synchronise, keep what the next run must remember."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from airflow.sdk import Asset, CronTriggerTimetable, Param, chain, dag, get_current_context, task

from koppeling.koppelingen import Koppeling
from koppeling.steps import guard, import_steps

PREVIEW = Param(
    False, type="boolean", title="Voorbeeld", description="Alleen laten zien wat er zou veranderen / write nothing"
)


def build_import(coupled: Koppeling, base: str, kind: str, switch: str, title: str, doc: str) -> None:
    """Define the import DAG of one koppeling; `kind` is relations, materials or hour_types."""
    name = coupled.name
    cron = coupled.schedules[kind]
    target = Asset(f"outsmart_{kind}_{name}")

    @dag(
        dag_id=coupled.dag_id(base),
        dag_display_name=f"{title} ({name})",
        schedule=CronTriggerTimetable(cron, timezone="Europe/Amsterdam") if cron else None,
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timedelta(minutes=60),
        default_args={"owner": "koppeling", "retries": 1, "retry_delay": timedelta(minutes=2)},
        params={"preview": PREVIEW},
        is_paused_upon_creation=False,
        tags=["koppeling", "import", f"koppeling:{name}"],
        doc_md=doc,
    )
    def import_records() -> None:
        @task(doc_md="Is deze import aangezet? / Are settings saved and is this import on?")
        def check_settings() -> str:
            return guard.check_settings(name, switch)

        @task(
            pool=coupled.pool,
            priority_weight=1,
            execution_timeout=timedelta(minutes=55),
            outlets=[target],
            doc_md="Leest beide kanten, vergelijkt en schrijft wat verschilt. / Reads, compares, writes what differs.",
        )
        def sync() -> dict[str, Any]:
            context = get_current_context()
            store = context["asset_state_store"][target]
            remembered = cast("dict[str, str]", store.get("remembered", default={}))
            preview = bool(context["params"]["preview"])
            made = import_steps.sync(name, kind, preview=preview, remembered=remembered)
            if not preview:
                store.set("remembered", made.pop("remembered"))
            return made

        chain(check_settings(), sync())

    import_records()
