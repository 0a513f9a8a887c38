"""Reads `include/koppelingen.yaml`: which OutSmart accounts are coupled to which Reeleezee administrations.

DAG files read this list while they are parsed, so it imports nothing heavy and calls nobody.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from koppeling.addresses import Addresses, InvalidAddress, read_addresses
from koppeling.cron import is_cron
from koppeling.koppelingen_file import Entry, read_entries
from koppeling.notices.wanted import InvalidNotices, Notices, read_notices

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "include" / "koppelingen.yaml"
FILE_VARIABLE = "KOPPELINGEN_FILE"
_FIELDS = frozenset(
    {"name", "account_key", "outsmart", "reeleezee", "pool", "schedules", "notices", "work_order_url", "invoice_url"}
)
_SCHEDULES = ("relations", "materials", "hour_types", "export", "reconciliation")


class InvalidKoppelingen(ValueError):
    """`koppelingen.yaml` cannot be used; the message names file, koppeling, field and remedy."""


@dataclass(frozen=True)
class Koppeling:
    """One OutSmart account coupled to one Reeleezee administration."""

    name: str
    account_key: str
    outsmart_conn_id: str
    reeleezee_conn_id: str
    pool: str
    schedules: Mapping[str, str | None]
    addresses: Addresses = field(default_factory=Addresses)
    notices: Notices | None = None

    @property
    def variable(self) -> str:
        """The Airflow variable that keeps its settings."""
        return f"koppeling_{self.name}"

    def dag_id(self, base: str) -> str:
        """`invoice_export` for the koppeling `default`, `invoice_export__<name>` for others."""
        return base if self.name == "default" else f"{base}__{self.name}"


@dataclass(frozen=True)
class Listed:
    """The koppelingen that can be used, and what is wrong with each entry that cannot."""

    usable: tuple[Koppeling, ...]
    problems: tuple[str, ...]


def koppelingen(path: Path | None = None) -> tuple[Koppeling, ...]:
    """All koppelingen of the list; raises `InvalidKoppelingen` when one of them is wrong.

    `KOPPELINGEN_FILE` names another file than the shipped one.
    """
    listed = listed_koppelingen(path)
    if listed.problems:
        raise InvalidKoppelingen(listed.problems[0])
    return listed.usable


def usable_koppelingen(path: Path | None = None) -> tuple[Koppeling, ...]:
    """Those that can be used: a mistake in one entry concerns that koppeling alone. Raises when none is left."""
    listed = listed_koppelingen(path)
    if not listed.usable:
        raise InvalidKoppelingen("\n".join(listed.problems))
    return listed.usable


def listed_koppelingen(path: Path | None = None) -> Listed:
    """Every entry, each judged by itself; raises `InvalidKoppelingen` when there is no list at all."""
    path = path or Path(os.environ.get(FILE_VARIABLE) or DEFAULT_FILE)
    try:
        entries = read_entries(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidKoppelingen(f"{path.name} cannot be read: {error}. Restore it from the repository.") from error
    if not entries:
        raise InvalidKoppelingen(f"{path.name}: `koppelingen` must be a list with at least one koppeling.")
    usable: list[Koppeling] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}, koppeling {number}"
        try:
            found = _koppeling(where, entry)
            _refuse_double(path.name, found, usable)
            usable.append(found)
        except InvalidKoppelingen as problem:
            problems.append(str(problem))
    return Listed(tuple(usable), tuple(problems))


def koppeling(name: str) -> Koppeling:
    """The koppeling of that name; raises `InvalidKoppelingen` when the list has none, or a wrong one."""
    listed = listed_koppelingen()
    for candidate in listed.usable:
        if candidate.name == name:
            return candidate
    names = ", ".join(k.name for k in listed.usable)
    told = f"There is no koppeling '{name}' in koppelingen.yaml. Choose one of: {names}."
    raise InvalidKoppelingen("\n".join((told, *listed.problems)))


def _koppeling(where: str, entry: Entry) -> Koppeling:
    row = entry.value
    if entry.problem:
        raise InvalidKoppelingen(f"{where}: {entry.problem}")
    if not isinstance(row, dict):
        raise InvalidKoppelingen(f"{where}: give it the fields name, account_key, outsmart, reeleezee and pool.")
    unknown = row.keys() - _FIELDS
    if unknown:
        raise InvalidKoppelingen(
            f"{where}: unknown field {min(unknown, key=str)!r}. Remove it or correct its spelling."
        )
    texts = {field: _text(where, row, field) for field in ("name", "account_key", "outsmart", "reeleezee", "pool")}
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", texts["name"]):
        raise InvalidKoppelingen(f"{where}: name {texts['name']!r} may hold lower-case letters, digits and _ only.")
    try:
        addresses, notices = read_addresses(row), read_notices(row.get("notices"))
    except (InvalidAddress, InvalidNotices) as error:
        raise InvalidKoppelingen(f"{where}: {error}") from None
    return Koppeling(
        texts["name"],
        texts["account_key"],
        texts["outsmart"],
        texts["reeleezee"],
        texts["pool"],
        _schedules(where, row.get("schedules") or {}),
        addresses,
        notices,
    )


def _text(where: str, row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise InvalidKoppelingen(f"{where}: {field} = {value!r} must be a text. Fill it in.")
    return value.strip()


def _schedules(where: str, row: object) -> Mapping[str, str | None]:
    if not isinstance(row, dict) or row.keys() - set(_SCHEDULES):
        raise InvalidKoppelingen(f"{where}: schedules may hold {', '.join(_SCHEDULES)}, each a cron text or null.")
    for name, value in row.items():
        if value is not None and not is_cron(value):
            raise InvalidKoppelingen(f"{where}: schedule {name} = {value!r} is no cron text such as '*/15 * * * *'.")
    return {name: row.get(name) for name in _SCHEDULES}


def _refuse_double(file: str, found: Koppeling, earlier: Sequence[Koppeling]) -> None:
    """The first of two keeps its name and key: what it made so far depends on them."""
    for unique in ("name", "account_key"):
        value = getattr(found, unique)
        if any(getattr(one, unique) == value for one in earlier):
            raise InvalidKoppelingen(f"{file}: {unique} {value!r} occurs twice. Give each koppeling its own.")
