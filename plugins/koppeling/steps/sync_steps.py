"""The tasks of `start_synchronisatie`: what is switched on, and how its parts ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from koppeling import runtime
from koppeling.steps.guard import SWITCHES


def switched_on(name: str) -> list[str]:
    """The switches that are on; raises `AirflowSkipException` when nothing was saved or nothing is on."""
    from airflow.sdk.exceptions import AirflowSkipException

    saved = runtime.read_saved(name)
    if saved is None:
        raise AirflowSkipException(runtime.NOT_SAVED)
    found = [switch for switch in SWITCHES if getattr(saved.settings, switch)]
    if not found:
        raise AirflowSkipException("Alles staat uit in de instellingen / everything is switched off in the settings.")
    return found


def report(states: Mapping[str, Mapping[str, Any]], parts: Sequence[str]) -> dict[str, str]:
    """How each part ended; raises `AirflowFailException` naming those that failed. `states`: run id → task → state."""
    from airflow.sdk.exceptions import AirflowFailException

    ended = {part: str(tasks.get(part)) for tasks in states.values() for part in parts}
    failed = [part for part, state in ended.items() if state == "failed"]
    if failed:
        told = ", ".join(failed)
        raise AirflowFailException(f"Niet gelukt / failed: {told}. Open de ronde van dat onderdeel / open its own run.")
    return ended
