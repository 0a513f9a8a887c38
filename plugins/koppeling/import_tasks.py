"""What the three import DAGs share: check the settings, synchronise, keep what the next run must remember."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from airflow.sdk import (
    Asset,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
    chain,
    get_current_context,
    task,
)

from koppeling.koppelingen import Koppeling
from koppeling.steps import guard, import_steps, log_table

PREVIEW = Param(
    False, type="boolean", title="Voorbeeld", description="Alleen laten zien wat er zou veranderen / write nothing"
)


# a wrong password or setting is not mended by trying again, and some systems lock a login that keeps trying
RETRIES = ExceptionRetryPolicy(
    [
        RetryRule(
            [
                "outsmart.errors.OutSmartTransientError",
                "outsmart.errors.OutSmartOutcomeUnknown",
                "reeleezee.errors.ReeleezeeTransientError",
                "reeleezee.errors.ReeleezeeOutcomeUnknown",
            ],
            RetryAction.RETRY,
            reason="storing / infrastructure trouble",
        )
    ],
    default=RetryAction.FAIL,
)


def import_tasks(coupled: Koppeling, kind: str, switch: str) -> None:
    """The two tasks of an import, inside a DAG; `kind` is relations, materials or hour_types."""
    target = Asset(f"outsmart_{kind}_{coupled.name}")

    @task(
        task_display_name="Instellingen bekijken",
        doc_md="Is deze import aangezet? / Are settings saved and is this import on?",
    )
    def check_settings() -> str:
        return guard.check_settings(coupled.name, switch)

    @task(
        task_display_name="Vergelijken en schrijven",
        pool=coupled.pool,
        priority_weight=1,
        execution_timeout=timedelta(minutes=55),
        retry_policy=RETRIES,
        outlets=[target],
        multiple_outputs=False,
        doc_md="Leest beide kanten, vergelijkt en schrijft wat verschilt. / Reads, compares, writes what differs.",
    )
    def sync() -> dict[str, Any]:
        context = get_current_context()
        store = context["asset_state_store"][target]
        remembered = cast("dict[str, str]", store.get("remembered", default={}))
        preview = bool(context["params"]["preview"])
        made = import_steps.sync(coupled.name, kind, preview=preview, remembered=remembered)
        kept = made.pop("remembered")
        if not preview:
            store.set("remembered", kept)
        context["ti"].xcom_push("regels", import_steps.readable(made))
        log_table.log_rows(made)
        context["outlet_events"][target].extra = {**made["counts"], "preview": preview}
        return made

    chain(check_settings(), sync())
