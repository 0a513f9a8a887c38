"""The tasks of `koppeling_setup` and `koppeling_settings`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from koppeling import runtime
from koppeling.koppelingen import koppeling
from koppeling.steps.explaining import told_by_field

if TYPE_CHECKING:
    from koppeling.saved import Saved
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook

log = logging.getLogger(__name__)
Json = dict[str, Any]


def check_connections(name: str) -> list[Json]:
    """Test both connections; raises `ConnectionNotWorking` with the words for the person who typed the credentials."""
    from koppeling.check import Check
    from koppeling.connecting.save import ConnectionNotWorking, told, two_languages

    with runtime.hooks(name) as (outsmart, reeleezee):
        results = {"OutSmart": outsmart.test_connection(), "Reeleezee": reeleezee.test_connection()}
    checks = [
        Check(f"connection_{system.lower()}", works, *two_languages(words))
        for system, (works, words) in results.items()
    ]
    failures = {system: words for system, (works, words) in results.items() if not works}
    if failures:
        raise ConnectionNotWorking(told(failures))
    return [check.as_json() for check in checks]


def prepare_work_statuses(name: str) -> list[Json]:
    """Create 0, 1 and 99 in OutSmart where missing and tell of conflicts."""
    from koppeling.connecting.work_statuses import prepare

    with runtime.hooks(name) as (outsmart, _):
        return [prepare(outsmart).check.as_json()]


def check_free_field(name: str) -> list[Json]:
    """Tell whether free field 5 of materials is active, with the steps when it is not."""
    from koppeling.connecting.free_field import check_free_field_5

    with runtime.hooks(name) as (outsmart, _):
        return [check_free_field_5(outsmart).as_json()]


def probe_assumptions(name: str) -> list[Json]:
    """Probe harmlessly what the public sources do not prove."""
    from koppeling.assumptions.probes import probe_all

    with runtime.hooks(name) as (outsmart, reeleezee):
        return [check.as_json() for check in probe_all(outsmart, reeleezee)]


def read_choices(name: str) -> Json:
    """What the settings form can offer to choose from, and which of its lists could not be read."""
    from koppeling.connecting.choices import read_choices as read
    from koppeling.imports.relation_kind import relation_kinds
    from koppeling.settings import Settings

    saved = runtime.read_saved(name)
    service = (saved.settings if saved else Settings()).product_kind_service
    with runtime.hooks(name) as (outsmart, reeleezee):
        found = read(outsmart, reeleezee, service_kind=service, relation_kinds=relation_kinds)
    return {
        "lists": {kind: [choice.as_json() for choice in choices] for kind, choices in found.lists.items()},
        "checks": [check.as_json() for check in found.troubles],
    }


def setup_report(parts: Sequence[Sequence[Json]], choices: Json | None = None) -> Json:
    """Everything the set-up found, the troubles first, with the lists that the settings form offers."""
    found = choices or {"lists": {}, "checks": []}
    told = [check for part in (*parts, found["checks"]) for check in part]
    checks = sorted(told, key=lambda c: ({False: 0, None: 1}.get(c["ok"], 2), c["name"]))
    for check in checks:
        log.info("%s %s: %s", {True: "✓", False: "✗", None: "?"}[check["ok"]], check["name"], check["nl"])
    return {"checks": checks, "lists": found["lists"]}


def validate_settings(params: Mapping[str, Any]) -> Json:
    """Validate the form before any call to either system; raises `InvalidSettings` naming field, value and remedy."""
    from koppeling.connecting.save import settings_of
    from koppeling.settings import read_settings

    with told_by_field():
        return read_settings(settings_of(params)).model_dump(mode="json")


def test_connections(name: str) -> str:
    """Test both connections as they are now; nothing is saved when one does not work."""
    from koppeling.connecting.save import test_connections as test_both

    with runtime.hooks(name) as (outsmart, reeleezee):
        test_both(outsmart, reeleezee)
    return "Beide verbindingen werken / both connections work"


def save_settings(name: str, values: Json, *, confirmed: bool, by: str) -> Json:
    """Prepare the account and save; what changed is the task's result, so that the history shows who changed what."""
    from koppeling.connecting.save import accept, changes
    from koppeling.settings import read_settings
    from koppeling.steps.one_account import refuse_shared_account

    before = runtime.read_saved(name)
    settings = read_settings(values)
    if settings.export_invoices:
        refuse_shared_account(name)
    with runtime.hooks(name) as (outsmart, reeleezee):
        saved = accept(
            settings,
            outsmart,
            reeleezee,
            before=before,
            confirmed=confirmed,
            moment=runtime.now().isoformat(timespec="seconds"),
            by=by,
        )
        told = _strange_invoices(name, before, saved, (outsmart, reeleezee))
    runtime.write_saved(name, _with_what_happened_meanwhile(name, saved))
    changed = changes(before, saved)
    for check in told:
        log.warning("%s", check["nl"])
    log.info("Opgeslagen voor / saved for %s: %s", name, "; ".join(changed) or "geen wijzigingen / no changes")
    return {
        "saved_at": saved.saved_at,
        "saved_by": saved.saved_by,
        "administration": saved.account.administration_name,
        "changes": changed,
        "checks": told,
        "export_blocked": saved.export_blocked if saved.settings.export_invoices else "",
    }


def _strange_invoices(
    name: str, before: Saved | None, saved: Saved, hooks: tuple[OutSmartHook, ReeleezeeHook]
) -> list[Json]:
    """Looked for once: when the export is switched on for the first time."""
    from koppeling.connecting.other_koppelingen import invoices_of_others

    if not saved.settings.export_invoices or (before is not None and before.settings.export_invoices):
        return []
    identity = runtime.identity_of(koppeling(name), saved)
    check = invoices_of_others(*hooks, identity, runtime.today())
    return [check.as_json()] if check else []


def _with_what_happened_meanwhile(name: str, saved: Saved) -> Saved:
    """A first import may have ended while the connections were tested; the settings must not forget it."""
    now = runtime.read_saved(name)
    if now is None:
        return saved
    beginning = now.beginning.after_saving(saved.settings, saved.saved_at)
    return replace(saved, beginning=beginning)
