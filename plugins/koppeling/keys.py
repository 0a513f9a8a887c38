"""Brings the numbers and codes of both systems into one form, since people and programs spell one key in several ways.

Two records are told apart by their exact spelling first; only where no spelling matches exactly does this form decide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Generic, TypeVar

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
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    seen = "".join(c for c in text if not _is_invisible(c))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join("".join(c for c in folded if not _is_invisible(c)).split())


def debtor_key(number: str) -> str:
    """The normal form of a debtor number: that of any key, and without leading zeros where it is all digits."""
    key = normal_key(number)
    return (key.lstrip("0") or "0") if key.isdecimal() else key


def _is_invisible(character: str) -> bool:
    if character.isspace():
        return False
    return character in _SHOWN_AS_NOTHING or unicodedata.category(character) in _INVISIBLE


def same_key(one: str, other: str) -> bool:
    """Whether two spellings are one key; what cannot be seen is never the same as anything."""
    key = normal_key(one)
    return key != "" and key == normal_key(other)


class Spelled(Generic[T]):
    """Records by number or code: the exact spelling first, then but for blanks around it, then the normal form."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._named = tuple(named)

    def called(self, key: str) -> tuple[T, ...]:
        """All records under the nearest spelling of the key that there is; none for a key that cannot be seen."""
        if not normal_key(key):
            return ()
        return self._exact.get(key) or self._trimmed.get(key.strip()) or self._normal.get(normal_key(key), ())

    def alike(self, key: str) -> tuple[T, ...]:
        """All records under any spelling of the key."""
        return self._normal.get(normal_key(key), ()) if normal_key(key) else ()

    @cached_property
    def _exact(self) -> Mapping[str, tuple[T, ...]]:
        return self._grouped(str)

    @cached_property
    def _trimmed(self) -> Mapping[str, tuple[T, ...]]:
        return self._grouped(str.strip)

    @cached_property
    def _normal(self) -> Mapping[str, tuple[T, ...]]:
        return self._grouped(normal_key)

    def _grouped(self, form: Callable[[str], str]) -> Mapping[str, tuple[T, ...]]:
        groups: dict[str, list[T]] = {}
        for name, one in self._named:
            groups.setdefault(form(name), []).append(one)
        return {name: tuple(some) for name, some in groups.items()}
