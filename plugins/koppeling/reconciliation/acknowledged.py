"""Remembers what a person has looked at and found right, so that one and the same is not told again every night.

Kept in Airflow's asset state store, which takes 64 KB: a bounded list, that which was met longest ago drops out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from koppeling.reconciliation.finding import ALWAYS_TOLD, Finding

MOST_KEYS = 700
_NAMES = (attrgetter("work_order"), attrgetter("invoice"), attrgetter("invoice_id"), attrgetter("subject"))


@dataclass(frozen=True)
class Acknowledgement:
    """What is left to tell, what to remember for the next night, and which wishes pointed at nothing."""

    told: tuple[Finding, ...]
    known: tuple[Finding, ...]
    remembered: tuple[str, ...]
    unmatched: tuple[str, ...]


def acknowledge(
    findings: Sequence[Finding], wishes: Sequence[str], remembered: Sequence[str], equal: Sequence[str] = ()
) -> Acknowledgement:
    """`wishes` are work order numbers, invoice numbers or row ids; `remembered` is what the former run kept.

    Of orders that are `equal` now (row ids) what is no longer found is forgotten: should it come again, it is news.
    """
    wanted = {wish.strip() for wish in wishes if wish.strip()}
    meant = {wish: _meant(wish, findings) for wish in wanted}
    right = set(remembered).union(*meant.values())
    told: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        is_known = finding.code not in ALWAYS_TOLD and finding.key in right
        (known if is_known else told).append(finding)
    met = dict.fromkeys(finding.key for finding in known)
    repaired = set(equal)
    kept = [key for key in remembered if key not in met and key.partition("/")[0] not in repaired]
    unmatched = {wish for wish, found in meant.items() if not found & met.keys()}
    return Acknowledgement(tuple(told), tuple(known), tuple([*kept, *met][-MOST_KEYS:]), tuple(sorted(unmatched)))


def _meant(wish: str, findings: Sequence[Finding]) -> frozenset[str]:
    """The keys of the findings of that name. One order's number may be another's row id: the first kind that fits."""
    kinds = (frozenset(finding.key for finding in findings if name(finding) == wish) for name in _NAMES)
    return next((keys for keys in kinds if keys), frozenset())
