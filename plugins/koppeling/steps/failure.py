"""Leaves the words of a failure beside the task, where a notice and a page find them without reading a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppeling.steps.skipping import KEY

if TYPE_CHECKING:
    from airflow.sdk import Context

_LONGEST = 500


def leave_reason(context: Context) -> None:
    """Push what made the task fail as XCom `reden`; for `on_failure_callback`, which runs where the task ran.

    The errors of the koppeling name no secrets; of any other error only its kind is told, since nobody knows its text.
    """
    from outsmart.errors import OutSmartError
    from reeleezee.errors import ReeleezeeError

    error = context.get("exception")
    if error is None:
        return
    ours = (OutSmartError, ReeleezeeError)
    is_ours = isinstance(error, ours) or type(error).__module__.startswith(("koppeling.", "airflow."))
    told = " ".join(str(error).split())[:_LONGEST] if is_ours else type(error).__name__
    context["ti"].xcom_push(KEY, told)
