"""Lists what invented companies do not do yet, because the koppeling is known to get it wrong. It should be empty."""

from __future__ import annotations

from collections.abc import Sequence

WAITING: frozenset[str] = frozenset()


def allowed(kinds: Sequence[str]) -> list[str]:
    """The kinds that may be drawn."""
    return [kind for kind in kinds if kind not in WAITING]
