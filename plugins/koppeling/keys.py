"""Brings the numbers and codes of both systems into one form, since people and programs spell one key in several ways.

Two records are told apart by their exact spelling first; only where no spelling matches exactly does this form decide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

# Control, format and surrogate characters, and half an emoji among them.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
# They are shown as nothing as well, though Unicode files them under letters, marks or symbols.
_SHOWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | frozenset(
    chr(code) for code in range(0xFE00, 0xFE10)
)


def normal_key(text: str) -> str:
    """A number or code as it is compared: one Unicode form, nothing invisible, single inner blanks, no capitals.

    "" when nothing can be seen of it: then it is no key at all.
    """
    seen = "".join(c for c in text if not _is_invisible(c))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join("".join(c for c in folded if not _is_invisible(c)).split())


def _is_invisible(character: str) -> bool:
    if character.isspace():
        return False
    return character in _SHOWN_AS_NOTHING or unicodedata.category(character) in _INVISIBLE


def same_key(one: str, other: str) -> bool:
    """Whether two spellings are one key; what cannot be seen is never the same as anything."""
    key = normal_key(one)
    return key != "" and key == normal_key(other)


def spelled_alike(key: str, named: Iterable[tuple[str, T]]) -> list[T]:
    """Those whose name is spelled exactly so; where there are none, those whose name is the same key."""
    pairs = list(named)
    exact = [one for name, one in pairs if name == key]
    return exact or [one for name, one in pairs if same_key(key, name)]
