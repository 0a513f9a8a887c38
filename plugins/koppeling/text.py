"""Fits what people typed into fields of limited length without losing a word in the middle, and says when it did."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Drop control characters (a line break stays) and needless white space; HTML and emoji are text like any other."""
    kept = "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith("C") or c == "\u200d")
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def cut(text: str, size: int) -> str:
    """Cut at a word to at most `size` characters, marked with …; a single longer word is cut in itself."""
    if len(text) <= size:
        return text
    head = text[: size - 1]
    at_word = head[: head.rfind(" ")] if " " in head[size // 2 :] else head
    return f"{at_word.rstrip()}…"
