"""Saves settings: validate first, then test both connections, then prepare the account, and only then write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koppeling.beginning import Beginning
from koppeling.connecting.work_statuses import prepare
from koppeling.saved import Account, Saved
from koppeling.settings import InvalidSettings, Settings
from outsmart.hook import OutSmartHook
from reeleezee.hook import ReeleezeeHook


class ConnectionNotWorking(Exception):
    """A connection failed its test; nothing was saved. The message is for the person who typed the credentials."""


def settings_of(params: Mapping[str, Any]) -> dict[str, Any]:
    """The settings among the fields of the trigger form."""
    return {name: value for name, value in params.items() if name in Settings.model_fields}


def test_connections(outsmart: OutSmartHook, reeleezee: ReeleezeeHook) -> None:
    """Raise `ConnectionNotWorking` with the words of every connection that does not work."""
    results = {"OutSmart": outsmart.test_connection(), "Reeleezee": reeleezee.test_connection()}
    failures = {name: words for name, (works, words) in results.items() if not works}
    if failures:
        raise ConnectionNotWorking(told(failures, "Niet opgeslagen. ", "Not saved. "))


def told(failures: Mapping[str, str], dutch: str = "", english: str = "") -> str:
    """The words by system, all Dutch and then all English, behind an opening in each language."""
    both = {name: two_languages(words) for name, words in failures.items()}
    nl, en = (" ".join(f"{name}: {words[at]}" for name, words in both.items()) for at in (0, 1))
    return f"{dutch}{nl} / {english}{en}"


def two_languages(words: str) -> tuple[str, str]:
    """The hooks say both in one line, since Airflow's Test button has no more."""
    dutch, _, english = words.partition(" / ")
    return dutch, english or dutch


def accept(
    settings: Settings,
    outsmart: OutSmartHook,
    reeleezee: ReeleezeeHook,
    *,
    before: Saved | None,
    confirmed: bool,
    moment: str,
    by: str,
) -> Saved:
    """Read the facts of the account, prepare its work statuses and make what is to be saved.

    Raises the hooks' errors; `InvalidSettings` when the connection now leads to another administration than the one
    whose invoices were made so far, since every invoice id depends on it.
    """
    administration = reeleezee.administration()
    if before is not None and before.account.administration_id != administration.id:
        raise InvalidSettings(
            f"De verbinding wijst naar administratie {administration.name}, maar deze koppeling werkt met "
            f"{before.account.administration_name}. Herstel de verbinding, of maak in koppelingen.yaml een nieuwe "
            "koppeling / the connection leads to another administration than this koppeling has worked with."
        )
    statuses = prepare(outsmart)
    account = Account(
        administration_id=administration.id,
        administration_name=administration.name,
        prices_include_vat=reeleezee.sales_prices_include_vat(),
        work_status_conflicts=statuses.conflicts,
        work_statuses_confirmed=confirmed,
    )
    beginning = (before.beginning if before else Beginning()).after_saving(settings, moment)
    return Saved(settings, account, saved_at=moment, saved_by=by, beginning=beginning)


def changes(before: Saved | None, after: Saved) -> list[str]:
    """What the saving changed, one line a setting, for the history of the settings."""
    old = before.settings.model_dump(mode="json") if before else {}
    new = after.settings.model_dump(mode="json")
    return [f"{name}: {old.get(name, '(nieuw)')} → {value}" for name, value in new.items() if old.get(name) != value]
