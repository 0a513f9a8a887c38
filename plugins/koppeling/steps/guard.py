"""Ends a run at once, as skipped and saying so, when there is nothing that may be synchronised."""

from __future__ import annotations

import logging
from typing import Final

from koppeling import runtime
from koppeling.steps.skipping import skip

log = logging.getLogger(__name__)

SWITCHES: Final = ("import_relations", "import_materials", "import_hour_types", "export_invoices")


def make_way(running: int) -> None:
    """Skip an export of the schedule while so many runs of `start_synchronisatie` go on: those export at their end.

    Such a run ends within its time-out of three hours, so that nothing waits for ever.
    """
    if running:
        skip(
            "Er loopt een synchronisatie die zelf factureert na haar imports / a synchronisation is running that "
            "invoices by itself after its imports."
        )


def check_settings(name: str, switch: str, *, preview: bool = False) -> str:
    """Pass when settings were saved and `switch` is on; raises `AirflowSkipException` with the reason otherwise.

    A preview writes nothing and may be seen before the switch is on: that is when it is wanted most.
    `InvalidSettings` (a damaged variable, an account that another koppeling exports too) fails the run: somebody must
    save the settings again.
    """
    from koppeling.steps.one_account import refuse_shared_account

    saved = runtime.read_saved(name)
    if saved is None:
        skip(runtime.NOT_SAVED)
    if not preview and not getattr(saved.settings, switch):
        skip(f"{switch} staat uit in de instellingen / is switched off in the settings.")
    blocked = {"export_invoices": saved.export_blocked, "import_relations": ""}.get(switch, saved.prices_blocked)
    if blocked:
        skip(blocked)
    if switch == "export_invoices" and saved.settings.export_invoices:
        refuse_shared_account(name)
    state = "aan / on" if getattr(saved.settings, switch) else "voorbeeld / preview"
    return f"{switch}: {state}, opgeslagen {saved.saved_at} door {saved.saved_by or 'onbekend'}"
