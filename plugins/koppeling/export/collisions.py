"""Counts the orders under whose id another order's invoice stands: one waits for a person, a second one stops the run.

One may come of a subject that somebody typed anew. Two mean that identities are broken, and that going on could bill
somebody twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from koppeling.outcomes import Outcome
from koppeling.reasons import Both

TOO_MANY = 2
STOPPED = Both(
    "onder twee werkbonnen staat de factuur van een andere", "under two work orders stands the invoice of another one"
)


def collisions_in(outcomes: Iterable[Outcome]) -> int:
    """How many of these outcomes are such collisions."""
    return sum(o.reason is not None and o.reason.code == "identity_collision" for o in outcomes)
