"""Remembers from run to run which work orders were refused and why, so that a digest can tell what still stands.

Tasks in Airflow have no database. What is remembered is one small JSON text beside the asset of the invoices: it does
not depend on how long Airflow keeps its XComs, and a run that is cleared writes the same once more.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from koppeling.reasons import Reason, short

log = logging.getLogger(__name__)
# Airflow stores at most 64 KB under one key
MOST_BYTES = 60_000
_RUNS_KEPT = timedelta(days=3)
_BILLED = ("exported", "exported_changed_meanwhile")
_LONGEST_VALUE = 80
Json = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """One work order that was refused, as it was last told."""

    row_id: str
    work_order: str
    relation: str
    reason: Reason
    at: datetime


@dataclass(frozen=True)
class Standing:
    """What a digest can tell: refusals that no later run took away, what each run billed, and how many fell off."""

    refusals: tuple[Refusal, ...]
    exported: int
    net: Decimal
    forgotten: int


def remember(before: Mapping[str, Any], outcomes: Iterable[Mapping[str, Any]], *, run: str, at: datetime) -> Json:
    """What must be known after a run with these outcomes (rows as `Outcome.as_json` makes them)."""
    rows = list(outcomes)
    refused: Json = dict(before.get("refused", {}))
    for row in rows:
        # whatever else became of it, the former reason no longer holds; a deferral says nothing new
        if row["outcome"] != "deferred":
            refused.pop(row["row_id"], None)
        if row["outcome"] == "refused" and (kept := _kept_if_whole(row, at)):
            refused[row["row_id"]] = kept
    billed = [row for row in rows if row["outcome"] in _BILLED]
    runs = {name: one for name, one in before.get("runs", {}).items() if at - _moment(one["at"]) < _RUNS_KEPT}
    if billed:
        net = sum((Decimal(row["net"] or "0") for row in billed), Decimal(0))
        runs[run] = {"at": at.isoformat(timespec="seconds"), "exported": len(billed), "net": f"{net:.2f}"}
    return _bounded({"refused": refused, "runs": runs, "forgotten": before.get("forgotten", 0)})


def standing(remembered: Mapping[str, Any], since: datetime) -> Standing:
    """Everything that stands, the oldest first, and what was billed after `since`."""
    kept = remembered.get("refused", {})
    refusals = [one for row_id, row in kept.items() if (one := _recalled(row_id, row))]
    runs = [one for one in remembered.get("runs", {}).values() if _moment(one["at"]) > since]
    return Standing(
        tuple(sorted(refusals, key=lambda one: (one.at, one.work_order))),
        sum(one["exported"] for one in runs),
        sum((Decimal(one["net"]) for one in runs), Decimal(0)),
        remembered.get("forgotten", 0) + len(kept) - len(refusals),
    )


def _recalled(row_id: str, row: Mapping[str, Any]) -> Refusal | None:
    """The refusal as it was told; None for one that cannot be told any more, which counts among the forgotten."""
    try:
        why = Reason.recalled(row["code"], row["values"])
        whole = bool(why.nl and why.en)
        return Refusal(row_id, row["work_order"], row["relation"], why, _moment(row["at"])) if whole else None
    except Exception:  # the net around one refusal, such as one with a code of another version: the others are told
        log.exception("A remembered refusal cannot be told; the others are")
        return None


def _kept_if_whole(row: Mapping[str, Any], at: datetime) -> Json | None:
    try:
        return _kept(row, at)
    except Exception:  # the net around one refusal: the report tells of it, and the others are remembered
        log.exception("A refusal cannot be remembered; the others are")
        return None


def _kept(row: Mapping[str, Any], at: datetime) -> Json:
    return {
        "work_order": short(row["work_order"], _LONGEST_VALUE),
        "relation": short(row["relation"], _LONGEST_VALUE),
        "code": row["reason"],
        "values": {name: _cut(value) for name, value in row["values"].items()},
        "at": at.isoformat(timespec="seconds"),
    }


def _cut(value: str | Mapping[str, str]) -> str | Json:
    """A value, or what each language writes for it."""
    if isinstance(value, str):
        return short(value, _LONGEST_VALUE)
    return {language: short(text, _LONGEST_VALUE) for language, text in value.items()}


def _bounded(kept: Json) -> Json:
    """Leave out the oldest refusals when there are more than can be stored; their number is told."""
    while len(json.dumps(kept).encode()) > MOST_BYTES and kept["refused"]:
        oldest = sorted(kept["refused"], key=lambda row_id: kept["refused"][row_id]["at"])[:20]
        for row_id in oldest:
            del kept["refused"][row_id]
        kept["forgotten"] += len(oldest)
    if not kept["refused"]:
        kept["forgotten"] = 0
    return kept


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
