"""Remembers from run to run what was posted, so that a row that OutSmart keeps otherwise is not posted for ever.

A note holds two short hashes: what was wanted, and what OutSmart then had ("" while that is not known yet).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

MOST_NOTES = 500


def note(desired: Sequence[str], stored: Sequence[str] | None = None) -> str:
    return f"{_short(desired)}:{_short(stored) if stored is not None else ''}"


def is_stored_otherwise(noted: str | None, desired: Sequence[str], stored: Sequence[str]) -> bool:
    """Whether this difference was posted before: wanted is the same, and stored is what it was since."""
    return noted in {note(desired), note(desired, stored)}


def kept(notes: Mapping[str, str]) -> dict[str, str]:
    """Nothing rather than a part: the first runs of an account write thousands of rows, and they are no worry."""
    return dict(notes) if len(notes) <= MOST_NOTES else {}


def _short(values: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]
