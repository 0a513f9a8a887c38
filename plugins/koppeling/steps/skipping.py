"""Skips a task and leaves the reason where people look: beside the task in Airflow's UI, not only in its log."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, NoReturn

KEY: Final = "reden"


def skip(reason: str) -> NoReturn:
    """End the task as skipped; the sentence is also its XCom `reden`. Raises `AirflowSkipException`."""
    from airflow.sdk import get_current_context
    from airflow.sdk.exceptions import AirflowSkipException

    # Outside of a running task, as when a step is called by itself, there is no place to leave it.
    with suppress(RuntimeError):
        get_current_context()["ti"].xcom_push(KEY, reason)
    raise AirflowSkipException(reason)
