"""The tasks of `start_synchronisatie`: what is switched on, and how its parts ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from koppeling import runtime
from koppeling.steps.skipping import skip

PARTS: Final = {
    "relations_import": "import_relations",
    "materials_import": "import_materials",
    "hourtypes_import": "import_hour_types",
    "invoice_export": "export_invoices",
}


def switched_on(name: str) -> list[str]:
    """The parts that are on; raises `AirflowSkipException` when nothing was saved or nothing is on."""
    saved = runtime.read_saved(name)
    if saved is None:
        skip(runtime.NOT_SAVED)
    found = [part for part, switch in PARTS.items() if getattr(saved.settings, switch)]
    if not found:
        skip("Alles staat uit in de instellingen / everything is switched off in the settings.")
    return found


def skip_when_off(part: str, wanted: Sequence[str] | None) -> None:
    """Raise `AirflowSkipException` unless the part is among those that `switched_on` told (None: it told none)."""
    if part not in (wanted or ()):
        skip(f"{part} staat uit in de instellingen / is switched off in the settings.")


def report(states: Mapping[str, Mapping[str, Any]], wanted: Sequence[str] | None) -> dict[str, str]:
    """How each wanted part ended; raises `AirflowFailException` naming those that did not succeed.

    `states`: run id → task → state. Nothing wanted is a skip, unless finding out what is wanted failed.
    """
    from airflow.sdk.exceptions import AirflowFailException

    tasks = {task: str(state) for states_of_run in states.values() for task, state in states_of_run.items()}
    if wanted is None and tasks.get("check_settings") == "skipped":
        skip("Er was niets te doen, zie check_settings / there was nothing to do.")
    ended = {part: tasks.get(part, "") for part in wanted or ("check_settings",)}
    failed = [part for part, state in ended.items() if state != "success"]
    if failed:
        told = ", ".join(failed)
        raise AirflowFailException(f"Niet gelukt / failed: {told}. Open de ronde van dat onderdeel / open its own run.")
    return ended
