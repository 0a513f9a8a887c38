"""Shows an invoice as the switches say: with fields left out, or with its dates as moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.core.switches import Switches
from sandbox.reeleezee.administration import Row

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DATES = ("Date", "BookDate", "DueDate")


def invoice_shown(switches: Switches, answer: Row) -> Row:
    """The answer about one invoice, and its lines likewise."""
    left_out = frozenset(name.strip() for name in switches.word("answer_leaves_out").split(","))
    shown = {name: value for name, value in answer.items() if name not in left_out}
    if switches.flag("dates_in_utc"):
        shown |= {name: _in_utc(shown[name]) for name in _DATES if shown.get(name)}
    if isinstance(shown.get("DocumentLineList"), list):
        lines = shown["DocumentLineList"]
        shown["DocumentLineList"] = [{n: v for n, v in line.items() if n not in left_out} for line in lines]
    return shown


def _in_utc(moment: str) -> str:
    return datetime.fromisoformat(moment).replace(tzinfo=_AMSTERDAM).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
