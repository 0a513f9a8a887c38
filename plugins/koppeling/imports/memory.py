"""Remembers from run to run what was posted, so that a row that OutSmart keeps otherwise is not posted for ever.

A note holds two short hashes: what was wanted, and what OutSmart had when it was posted again ("" the first time). A
row that differs once more may have been changed back by a person, so it is posted a second time; only when it then
differs in the same way does OutSmart keep it otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

MOST_NOTES = 500


def note(desired: Sequence[str], stored: Sequence[str] | None = None) -> str:
    return f"{_short(desired)}:{_short(stored) if stored is not None else ''}"


def is_stored_otherwise(noted: str | None, desired: Sequence[str], stored: Sequence[str]) -> bool:
    """Whether this very difference was posted twice before: the same wanted, the same stored."""
    return noted == note(desired, stored)


def was_posted(noted: str | None, desired: Sequence[str]) -> bool:
    """Whether the same was wanted and posted in the former run, whatever OutSmart made of it."""
    return noted is not None and noted.partition(":")[0] == _short(desired)


def kept(earlier: Mapping[str, str] | None, notes: Mapping[str, str]) -> dict[str, str] | None:
    """All notes of an import; None when they are too many, and thereby of all that follows in it.

    Nothing rather than a part: the first runs of an account write thousands of rows, and they are no worry.
    """
    if earlier is None or len(together := {**earlier, **notes}) > MOST_NOTES:
        return None
    return together


def _short(values: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]
