"""Joins Airflow's connections and variables to the rest of the koppeling: the only module that knows both.

Everything heavy is imported inside the functions, so that DAG files may import this module while they are parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from koppeling.koppelingen import Koppeling, koppeling

if TYPE_CHECKING:
    from koppeling.beginning import Beginning
    from koppeling.export.context import Export
    from koppeling.identity import Identity
    from koppeling.saved import Saved
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOT_SAVED = (
    "Er wordt nog niets gesynchroniseerd: sla eerst de instellingen op (DAG koppeling_settings) / "
    "nothing synchronises until the settings have been saved."
)


def now() -> datetime:
    """The moment it is, in the time zone of the bookkeeping."""
    return datetime.now(tz=AMSTERDAM)


def today() -> date:
    return now().date()


def read_saved(name: str) -> Saved | None:
    """The saved settings of a koppeling; None until somebody saved them."""
    from airflow.sdk import Variable

    from koppeling.saved import Saved

    text = Variable.get(koppeling(name).variable, default=None)
    return Saved.from_json(text) if text else None


def write_saved(name: str, saved: Saved) -> None:
    from airflow.sdk import Variable

    description = (
        f"Instellingen van koppeling {name} / settings of koppeling {name}; change them with koppeling_settings"
    )
    Variable.set(koppeling(name).variable, saved.as_json(), description=description)


def remember_beginning(name: str, after: Callable[[Beginning], Beginning]) -> None:
    """Note with the settings that a first import or export succeeded; nothing is written when that is known."""
    saved = read_saved(name)
    if saved is not None and (beginning := after(saved.beginning)) != saved.beginning:
        write_saved(name, replace(saved, beginning=beginning))


def identity_of(coupled: Koppeling, saved: Saved) -> Identity:
    from koppeling.identity import Identity

    return Identity(saved.account.administration_id, coupled.account_key)


@contextmanager
def hooks(name: str, saved: Saved | None = None) -> Iterator[tuple[OutSmartHook, ReeleezeeHook]]:
    """Both hooks of a koppeling, on the administration that was saved, closed at the end."""
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook

    coupled = koppeling(name)
    administration_id = saved.account.administration_id if saved else None
    with (
        OutSmartHook(coupled.outsmart_conn_id) as outsmart,
        ReeleezeeHook(coupled.reeleezee_conn_id, administration_id=administration_id) as reeleezee,
    ):
        yield outsmart, reeleezee


@contextmanager
def outsmart(name: str) -> Iterator[OutSmartHook]:
    """OutSmart alone, for what needs no bookkeeping."""
    from outsmart.hook import OutSmartHook

    with OutSmartHook(koppeling(name).outsmart_conn_id) as hook:
        yield hook


@contextmanager
def export(name: str) -> Iterator[Export]:
    """Everything that one step of the export needs; raises `InvalidSettings` when nothing was saved."""
    from koppeling.export.context import Export
    from koppeling.settings import InvalidSettings

    saved = read_saved(name)
    if saved is None:
        raise InvalidSettings(NOT_SAVED)
    with hooks(name, saved) as (outsmart, reeleezee):
        yield Export(outsmart, reeleezee, saved.settings, identity_of(koppeling(name), saved), today())
