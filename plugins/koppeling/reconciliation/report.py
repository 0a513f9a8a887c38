"""Tells the outcome of the proof in Dutch and English: the sum that is right, or by name what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from koppeling.money import to_cents
from koppeling.reconciliation.acknowledged import acknowledge
from koppeling.reconciliation.finding import Finding, Severity, urgency
from koppeling.reconciliation.proof import Proof

Json = dict[str, Any]
MOST_ROWS = 1000
_DUTCH = {Severity.ERROR: "FOUT", Severity.WARNING: "LET OP", Severity.NOTICE: "ter informatie"}
_GROUPED = str.maketrans({",": ".", ".": ","})


def proof_as_json(proof: Proof, calls: Mapping[str, int]) -> Json:
    """The proof as it goes from the task that reads to the task that reports; `calls` counts those to each system."""
    return {
        "since": proof.since,
        "equal": proof.equal,
        "work_orders": len(proof.equal),
        "invoices": len(proof.equal),
        "net": f"{proof.net}",
        "total": f"{proof.total}",
        "looked_up": proof.looked_up,
        "calls": dict(calls),
        "findings": [finding.as_json() for finding in proof.findings],
    }


def reconciliation_report(made: Json, wishes: Sequence[str], remembered: Sequence[str]) -> tuple[Json, tuple[str, ...]]:
    """The report, and what to remember; `failure` says why the run must be red, empty when it need not be."""
    findings = sorted((Finding.from_json(row) for row in made["findings"]), key=urgency)
    seen = acknowledge(findings, wishes, remembered, made["equal"])
    counts = Counter(finding.code for finding in seen.told)
    errors = [finding for finding in seen.told if finding.severity is Severity.ERROR]
    report = {
        **{name: value for name, value in made.items() if name != "equal"},
        "nl": _sentence(made, "nl"),
        "en": _sentence(made, "en"),
        "counts": dict(counts),
        "findings": [finding.as_json() for finding in seen.told[:MOST_ROWS]],
        "left_out": max(0, len(seen.told) - MOST_ROWS),
        "acknowledged": len(seen.known),
        "unmatched": list(seen.unmatched),
        "failure": _failure(errors),
    }
    return report, seen.remembered


def readable(report: Json) -> list[str]:
    """The sum, and one line for each finding, in Dutch."""
    lines = [report["nl"], _cost(report)]
    lines += [
        f"Bevestigen: '{wish}' hoort bij geen bevinding die bevestigd kan worden." for wish in report["unmatched"]
    ]
    lines += [f"{_DUTCH[Severity(row['severity'])]} · {row['nl']}" for row in report["findings"]]
    if report["left_out"]:
        lines.append(f"… en nog {report['left_out']} bevindingen, minder dringend dan deze.")
    return lines


def _sentence(made: Json, language: str) -> str:
    work_orders, invoices = made["work_orders"], made["invoices"]
    net = f"{to_cents(Decimal(made['net'])):,.2f}"
    if language == "nl":
        return f"{work_orders} werkbonnen, {invoices} facturen, € {net.translate(_GROUPED)} gelijk (excl. btw)."
    return f"{work_orders} work orders, {invoices} invoices, € {net} equal (excluding VAT)."


def _cost(report: Json) -> str:
    calls = report["calls"]
    return (
        f"Vanaf {report['since']}: {calls.get('outsmart', 0)} aanroepen van OutSmart, {calls.get('reeleezee', 0)} van "
        f"Reeleezee ({report['looked_up']} facturen op id). Bevestigd: {report['acknowledged']} bevindingen."
    )


def _failure(errors: Sequence[Finding]) -> str:
    if not errors:
        return ""
    first = errors[0]
    return f"{len(errors)} bevindingen die niet kloppen / findings that are not right. {first.nl} / {first.en}"
