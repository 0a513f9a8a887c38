"""Finds the work orders that somebody asks for by number, however it was typed, and names what was not found.

People type other capitals, a blank too many, or a whole list on one line; "nothing waits" would be no answer to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koppeling.keys import normal_key
from outsmart.records import WorkOrder

_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class Asked:
    """What was asked for: the names that were found, as the orders spell them, and what was not, as it was typed."""

    names: frozenset[str]
    missing: tuple[str, ...]

    def is_about(self, *names: str) -> bool:
        return any(name.strip() in self.names for name in names)


def asked_for(wishes: Sequence[str], names: Iterable[str]) -> Asked:
    """`names` are all row ids and numbers that there are. A number that has a comma in it is found as it is."""
    there = {name.strip() for name in names} - {""}
    found: set[str] = set()
    missing: list[str] = []
    for wish in wishes:
        for part in [wish] if _called(wish, there) else _BETWEEN.split(wish):
            _seek(part.strip(), there, found, missing)
    return Asked(frozenset(found), tuple(dict.fromkeys(missing)))


def _seek(part: str, there: set[str], found: set[str], missing: list[str]) -> None:
    if called := _called(part, there):
        found |= called
        return
    pieces = part.split()
    if not any(_called(piece, there) for piece in pieces):
        missing += [part] if part else []
        return
    for piece in pieces:
        called = _called(piece, there)
        found |= called
        missing += [] if called else [piece]


def _called(wish: str, there: set[str]) -> set[str]:
    """The names that are this wish: in exactly this spelling, else in any."""
    exact = wish.strip()
    if exact in there:
        return {exact}
    key = normal_key(wish)
    return {name for name in there if key and normal_key(name) == key}


def names_of(order: WorkOrder) -> tuple[str, str, str]:
    """By what an order may be asked for."""
    return order.row_id, order.number, order.external_number
