"""Remembers what a person has looked at and found right, so that one and the same is not told again every night.

Kept in Airflow's asset state store, which takes 64 KB: a bounded list, that which was met longest ago drops out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koppeling.reconciliation.finding import ALWAYS_TOLD, Finding

MOST_KEYS = 700


@dataclass(frozen=True)
class Acknowledgement:
    """What is left to tell, what to remember for the next night, and which wishes pointed at nothing."""

    told: tuple[Finding, ...]
    known: tuple[Finding, ...]
    remembered: tuple[str, ...]
    unmatched: tuple[str, ...]


def acknowledge(findings: Sequence[Finding], wishes: Sequence[str], remembered: Sequence[str]) -> Acknowledgement:
    """`wishes` are row ids, work order numbers or invoice numbers; `remembered` is what the former run kept."""
    wanted = {wish.strip() for wish in wishes if wish.strip()}
    before = set(remembered)
    told: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        is_known = finding.code not in ALWAYS_TOLD and (finding.key in before or bool(wanted & finding.names))
        (known if is_known else told).append(finding)
    met = dict.fromkeys(finding.key for finding in known)
    kept = [key for key in remembered if key not in met]
    unmatched = wanted - {name for finding in known for name in finding.names}
    return Acknowledgement(tuple(told), tuple(known), tuple([*kept, *met][-MOST_KEYS:]), tuple(sorted(unmatched)))
