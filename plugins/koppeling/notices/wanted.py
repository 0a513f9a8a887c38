"""Reads from a row of `koppelingen.yaml` who is told what: nothing is sent unless somebody asked for it there.

DAG files read this while they are parsed, so it imports nothing heavy and calls nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal

from koppeling.cron import is_cron

CHECK = "5-59/15 * * * *"
_FIELDS = frozenset({"email", "smtp_connection", "webhook_connection", "language", "digest_at", "check", "late_after"})
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_AN_HOUR = 60
Language = Literal["nl", "en"]


class InvalidNotices(ValueError):
    """The notices of a koppeling cannot be sent as written; the message names field, value and remedy."""


@dataclass(frozen=True)
class Notices:
    """To whom and when; `check` is the cron of looking, `late_after` the minutes that the export may be silent."""

    email: tuple[str, ...] = ()
    smtp_connection: str = "smtp_default"
    webhook_connection: str = ""
    language: Language = "nl"
    digest_at: time | None = time(7, 30)
    check: str | None = CHECK
    late_after: int = _AN_HOUR


def read_notices(row: object) -> Notices | None:
    """The notices of a koppeling, None where nobody is to be told; raises `InvalidNotices`."""
    if row is None:
        return None
    if not isinstance(row, dict):
        raise InvalidNotices("notices must hold email, webhook_connection or both.")
    unknown = row.keys() - _FIELDS
    if unknown:
        raise InvalidNotices(
            f"notices: unknown field {min(unknown, key=str)!r}. It may hold {', '.join(sorted(_FIELDS))}."
        )
    read = Notices(
        email=_addresses(row.get("email")),
        smtp_connection=_text(row, "smtp_connection", "smtp_default"),
        webhook_connection=_text(row, "webhook_connection", ""),
        language=_language(row.get("language", "nl")),
        digest_at=_clock(row["digest_at"]) if "digest_at" in row else time(7, 30),
        check=_cron(row.get("check", CHECK)),
        late_after=_minutes(row.get("late_after", _AN_HOUR)),
    )
    if not read.email and not read.webhook_connection:
        raise InvalidNotices("notices: fill in email (a list of addresses), webhook_connection, or both.")
    return read


def _addresses(value: object) -> tuple[str, ...]:
    wanted = [value] if isinstance(value, str) else value if value is not None else []
    if not isinstance(wanted, list):
        raise InvalidNotices(f"notices: email = {value!r} must be a list of addresses.")
    for one in wanted:
        if not isinstance(one, str) or not _ADDRESS.fullmatch(one.strip()):
            raise InvalidNotices(f"notices: email holds {one!r}, which is no address such as planner@example.nl.")
    return tuple(one.strip() for one in wanted)


def _text(row: dict[str, Any], field: str, default: str) -> str:
    value = row.get(field, default)
    if not isinstance(value, str) or (field in row and not value.strip()):
        raise InvalidNotices(f"notices: {field} = {value!r} must be the id of an Airflow connection. Fill it in.")
    return value.strip()


def _language(value: object) -> Language:
    if value == "nl" or value == "en":
        return value
    raise InvalidNotices(f"notices: language = {value!r} must be nl or en.")


def _clock(value: object) -> time | None:
    if value is None:
        return None
    # without quotes YAML reads 07:30 as a text and 17:30 as the number 1050
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise InvalidNotices(f"notices: digest_at = {value!r} must be a time between quotes, such as '07:30', or null.")
    return time.fromisoformat(value)


def _cron(value: object) -> str | None:
    if value is None or (isinstance(value, str) and is_cron(value)):
        return value
    raise InvalidNotices(f"notices: check = {value!r} is no cron text such as {CHECK!r}, nor null.")


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidNotices(f"notices: late_after = {value!r} must be a whole number of minutes, 1 or more.")
    return value
