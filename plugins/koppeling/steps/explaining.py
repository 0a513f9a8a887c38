"""Leaves a refusal of settings beside the task, a line per field, so that a form can show each beside its own field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

KEY: Final = "velden"


@contextmanager
def told_by_field() -> Iterator[None]:
    """Push the text of `InvalidSettings` as XCom `velden`, and let the error go on.

    The reason that every failing task leaves is one short line; a refusal of settings has a line for each field.
    """
    from airflow.sdk import get_current_context

    from koppeling.settings import InvalidSettings

    try:
        yield
    except InvalidSettings as error:
        # Outside of a running task, as when a step is called by itself, there is no place to leave it.
        with suppress(RuntimeError):
            get_current_context()["ti"].xcom_push(KEY, str(error))
        raise
