"""Fits what people typed into fields of limited length without losing a word in the middle, and says when it did."""

from __future__ import annotations

import unicodedata

# Control, format and surrogate characters. Not "unassigned": an emoji may be younger than Python's tables.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_JOINER = "\u200d"
CUT_MARK = "…"
SIZES = (30, 50, 200)
"""To how many characters the export cuts the texts of a new customer or product."""


def clean(text: str) -> str:
    """Drop control characters (a line break stays) and needless white space; HTML and emoji are text like any other."""
    kept = "".join(c for c in text if c.isspace() or c == _JOINER or unicodedata.category(c) not in _INVISIBLE)
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def cut(text: str, size: int) -> str:
    """Cut at a word to at most `size` characters, marked with …; a single longer word is cut in itself."""
    if _length(text) <= size:
        return text
    head = text[: size - 1]
    while _length(head) > size - 1:
        head = head[:-1]
    last_space = len(head) if text[len(head)].isspace() else max(head.rfind(space) for space in " \n")
    kept = head[:last_space] if last_space >= len(head) // 2 else head
    return f"{kept.rstrip().rstrip(_JOINER)}{CUT_MARK}"


def _length(text: str) -> int:
    """In UTF-16, as .NET and SQL Server count: an emoji takes two."""
    return len(text) + sum(c > "\uffff" for c in text)
