"""What the three import DAGs share: check the settings, synchronise, keep what the next run must remember."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn, cast

from airflow.sdk import (
    Asset,
    Context,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
    chain,
    get_current_context,
    task,
)
from airflow.sdk.exceptions import AirflowFailException, AirflowRescheduleException

from koppeling.koppelingen import Koppeling
from koppeling.runtime import remember_beginning
from koppeling.steps import guard, import_steps, log_table
from koppeling.steps.import_journal import Journal

# After so long an import gives its Reeleezee login back between two batches, so that the export of a quarter of an hour
# does not wait for all of it; then it stays away long enough for a usual export with all its tasks.
TURN = timedelta(seconds=float(os.environ.get("IMPORT_TURN_SECONDS", "300")))
PAUSE = TURN / 5

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
        made = _turn(coupled.name, kind, target)
        if made["failure"]:
            # a task that fails hands over no result by itself
            get_current_context()["ti"].xcom_push("return_value", made)
            raise AirflowFailException(made["failure"])
        if not made["preview"]:
            remember_beginning(coupled.name, lambda beginning: beginning.after_import(switch))
        return made

    chain(check_settings(), sync())


def _turn(name: str, kind: str, target: Asset) -> dict[str, Any]:
    """One turn of the import, inside its task: the whole of it, unless it is a long one."""
    context = get_current_context()
    store = context["asset_state_store"][target]
    preview = bool(context["params"]["preview"])
    made = import_steps.sync(
        name,
        kind,
        preview=preview,
        remembered=cast("dict[str, str]", store.get("remembered", default={})),
        earlier=_progress(context),
        longest_turn=TURN.total_seconds(),
        journal=None if preview else _journal(context),
    )
    kept, unfinished = made.pop("remembered"), made.pop("unfinished")
    if unfinished:
        _go_on_later(context, unfinished)
    if not preview:
        store.set("remembered", kept)
    context["ti"].xcom_push("regels", import_steps.readable(made))
    log_table.log_rows(made)
    context["outlet_events"][target].extra = {**made["counts"], "preview": preview}
    return made


def _progress(context: Context) -> dict[str, Any] | None:
    """How far earlier turns came, also of a try that failed since; a person who clears the task wants all of it again.

    Airflow keeps this when a task is cleared, but then allows it more tries.
    """
    kept = cast("dict[str, Any]", context["task_state_store"].get("progress", default={}))
    return kept["import"] if kept.get("tries") == context["ti"].max_tries else None


def _journal(context: Context) -> Journal:
    return Journal(cast("Any", context["task_state_store"]), context["ti"].max_tries)


def _go_on_later(context: Context, unfinished: dict[str, Any]) -> NoReturn:
    """End this turn, not the try: Airflow gives the login to who waits for it, and then starts the task again."""
    context["task_state_store"].set("progress", {"tries": context["ti"].max_tries, "import": unfinished})
    raise AirflowRescheduleException(datetime.now(tz=UTC) + PAUSE)  # type: ignore[no-untyped-call]
