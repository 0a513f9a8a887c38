"""What a probe found: whether the assumption holds, and what was seen, in two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`holds` is None where this account has nothing by which it can be told."""

    holds: bool | None
    nl: str
    en: str


def nothing(nl: str, en: str) -> Finding:
    """The account has none of what the probe looks at."""
    return Finding(None, f"Deze administratie heeft geen {nl}.", f"This account has no {en}.")
