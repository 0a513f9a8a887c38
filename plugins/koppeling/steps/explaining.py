"""Leaves the words of a refusal beside the task that it made fail, so that a page need not search them in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from koppeling.steps.skipping import KEY


@contextmanager
def explained(*kinds: type[Exception]) -> Iterator[None]:
    """Push the text of an error of these kinds as XCom `reden`, and let the error go on."""
    from airflow.sdk import get_current_context

    try:
        yield
    except kinds as error:
        # Outside of a running task, as when a step is called by itself, there is no place to leave it.
        with suppress(RuntimeError):
            get_current_context()["ti"].xcom_push(KEY, str(error))
        raise
