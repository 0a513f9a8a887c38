"""Tells after an export what became of each work order, for the person who reads it in Airflow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]
_INTERNAL = frozenset({"values", "fingerprint"})
_DECIDED_ANEW = frozenset({"changed_since_plan", "decided_too_long_ago", "run_time_up", "waits_for_first_import"})


def export_report(plan: Json, posted: Json | None, marked: Sequence[Json]) -> Json:
    """One row per work order, its latest outcome; `failure` says why the run must be red (empty when it need not).

    `notice` is for whoever reads a preview: what would have stopped the run itself.

    An order that was accepted and of which no later step told anything is deferred: the step failed before it.
    """
    latest = latest_outcomes(plan, posted, marked)
    dates = plan.get("dates", {})
    rows = sorted(
        (_public(_remarked(row, plan), dates.get(row["row_id"], "")) for row in latest.values()),
        key=lambda row: (row["outcome"], row["work_order"]),
    )
    counts = Counter(row["outcome"] for row in rows)
    silent = [row_id for row_id in plan["accepted"] if row_id not in latest]
    return {
        "preview": plan["preview"],
        "counts": dict(counts),
        "outcomes": [
            {**row, "lines": plan["lines"][row["row_id"]]} if row["row_id"] in plan["lines"] else row for row in rows
        ],
        "notice": _notice(plan, rows),
        "failure": _failure(rows, silent, (posted or {}).get("stopped", "")),
    }


def latest_outcomes(plan: Json, posted: Json | None, marked: Sequence[Json]) -> dict[str, Json]:
    """By row id the last word on each work order, with everything that only the koppeling itself needs."""
    latest: dict[str, Json] = {o["row_id"]: o for o in plan["outcomes"]}
    latest |= {o["row_id"]: o for o in (posted or {}).get("outcomes", [])}
    latest |= {o["row_id"]: o for o in marked}
    making = plan.get("making", {})
    return {row_id: _with_making(row, making.get(row_id, ())) for row_id, row in latest.items()}


def _with_making(row: Json, told: Sequence[Json]) -> Json:
    """What was cut or left out of the records that this order needed; once its invoice is made nothing else says it."""
    if not told or not row["outcome"].startswith("exported"):
        return row
    return {**row, "warnings": [*row["warnings"], *told]}


def readable(report: Json) -> list[str]:
    """One line per work order, for a person who looks at it in Airflow; a notice about them all goes first."""
    notice = report.get("notice", "")
    return [*([notice] if notice else []), *(_line(row) for row in report["outcomes"])]


DUTCH = {
    "exported": "gefactureerd",
    "exported_changed_meanwhile": "gefactureerd, daarna gewijzigd",
    "refused": "geweigerd (99)",
    "deferred": "volgende ronde",
    "skipped": "overgeslagen",
    "would_be_exported": "zou gefactureerd worden",
}


def _line(row: Json) -> str:
    amounts = f"{row['net']} + {row['vat']} btw = {row['total']}" if row["total"] else ""
    told = [row["nl"], *(warning["nl"] for warning in row["warnings"])]
    parts = (row["work_order"], row["relation"], DUTCH[row["outcome"]], row["receipt_number"], amounts, *told)
    return " · ".join(part for part in parts if part)


def _remarked(row: Json, plan: Json) -> Json:
    """With what only the plan saw, when the order was invoiced as it was planned."""
    remarks = plan.get("remarks", {}).get(row["row_id"], []) if row["outcome"].startswith("exported") else []
    return {**row, "warnings": [*remarks, *row["warnings"]]} if remarks else row


def _public(row: Mapping[str, Any], date: str) -> Json:
    return {**{name: value for name, value in row.items() if name not in _INTERNAL}, "date": date}


def _notice(plan: Json, rows: Sequence[Json]) -> str:
    late = sum(1 for row in rows if row["reason"] == "run_time_up")
    if not late:
        return str(plan.get("notice", ""))
    return (
        f"De tijd van deze ronde was om: {late} werkbonnen wachten op de volgende ronde / the time of this run was "
        f"up: {late} work orders wait for the next run."
    )


def _failure(rows: Sequence[Json], silent: Sequence[str], stopped: str) -> str:
    if stopped:
        return f"De ronde is gestopt / the run was stopped: {stopped}"
    troubled = [r for r in rows if r["outcome"] == "deferred" and r["reason"] not in _DECIDED_ANEW]
    if troubled:
        first = troubled[0]
        return (
            f"{len(troubled)} werkbonnen wachten op de volgende ronde / work orders wait for the next run. "
            f"Werkbon {first['work_order']}: {first['nl']}"
        )
    if changed := [r for r in rows if r["outcome"] == "exported_changed_meanwhile"]:
        first = changed[0]
        return (
            f"{len(changed)} werkbonnen zijn gewijzigd terwijl ze gefactureerd werden / work orders changed while they "
            f"were invoiced. Werkbon {first['work_order']}: {first['nl']}"
        )
    if silent:
        return f"{len(silent)} werkbonnen zijn niet behandeld; zie post_concept_invoices / were not handled; see there."
    return ""
