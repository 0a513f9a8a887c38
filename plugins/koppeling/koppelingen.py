"""Reads `include/koppelingen.yaml`: which OutSmart accounts are coupled to which Reeleezee administrations.

DAG files read this list while they are parsed, so it imports nothing heavy and calls nobody.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from koppeling.addresses import Addresses, InvalidAddress, read_addresses
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


def koppelingen(path: Path | None = None) -> tuple[Koppeling, ...]:
    """Read the list; raises `InvalidKoppelingen`. `KOPPELINGEN_FILE` names another file than the shipped one."""
    path = path or Path(os.environ.get(FILE_VARIABLE) or DEFAULT_FILE)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidKoppelingen(f"{path.name} cannot be read: {error}. Restore it from the repository.") from error
    rows = data.get("koppelingen") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not rows:
        raise InvalidKoppelingen(f"{path.name}: `koppelingen` must be a list with at least one koppeling.")
    found = tuple(_koppeling(path.name, number, row) for number, row in enumerate(rows, start=1))
    _refuse_doubles(path.name, found)
    return found


def koppeling(name: str) -> Koppeling:
    """The koppeling of that name; raises `InvalidKoppelingen` when the list has none."""
    for candidate in koppelingen():
        if candidate.name == name:
            return candidate
    names = ", ".join(k.name for k in koppelingen())
    raise InvalidKoppelingen(f"There is no koppeling '{name}' in koppelingen.yaml. Choose one of: {names}.")


def _koppeling(file: str, number: int, row: object) -> Koppeling:
    where = f"{file}, koppeling {number}"
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
        if value is not None and (not isinstance(value, str) or len(value.split()) != 5):
            raise InvalidKoppelingen(f"{where}: schedule {name} = {value!r} is no cron text such as '*/15 * * * *'.")
    return {name: row.get(name) for name in _SCHEDULES}


def _refuse_doubles(file: str, found: tuple[Koppeling, ...]) -> None:
    for unique in ("name", "account_key"):
        values = [getattr(k, unique) for k in found]
        double = next((v for v in values if values.count(v) > 1), None)
        if double:
            raise InvalidKoppelingen(f"{file}: {unique} {double!r} occurs twice. Give each koppeling its own.")
