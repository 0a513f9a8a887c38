"""Spells OData query options as Reeleezee reads them: encoded, quotes doubled, and short enough for one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

# A usual limit of such a server is 2048 characters; the expand and the rest of the query need room too.
LONGEST_FILTER = 1500
MOST_ALTERNATIVES = 20


def query(*, expand: str = "", where: str = "") -> str:
    """The text behind the question mark; empty options are left out."""
    options = (("$expand", expand), ("$filter", where))
    return "&".join(f"{name}={_encoded(value)}" for name, value in options if value)


def text_literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def any_of(field: str, literals: Sequence[str]) -> Iterator[str]:
    """Filters that together match every literal, each of at most twenty alternatives."""
    for pack in _packs([f"{field} eq {literal}" for literal in literals]):
        yield " or ".join(pack)


def segment(value: str) -> str:
    """An id as one segment of a path, whatever characters it holds."""
    return quote(value, safe="")


def _encoded(value: str) -> str:
    return quote(value, safe="$,()*/'=")


def _packs(alternatives: Iterable[str]) -> Iterator[list[str]]:
    pack: list[str] = []
    length = 0
    for alternative in alternatives:
        size = len(_encoded(f"{alternative} or "))
        if pack and (len(pack) == MOST_ALTERNATIVES or length + size > LONGEST_FILTER):
            yield pack
            pack, length = [], 0
        pack.append(alternative)
        length += size
    if pack:
        yield pack
