"""Reads the rows of OutSmart as far as recognising needs them; one that cannot be read keeps its place and its number.

A record of Reeleezee that may be such a row is then refused with it. Were the row left out, it would be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from koppeling.imports.candidate import Stored
from koppeling.imports.recognition import StoredIndex
from koppeling.imports.unforeseen import Net
from koppeling.keys import normal_key
from outsmart.records import Row

# A number of more digits is none.
_LARGEST = 10**18


def _no_id(_key: str) -> str:
    return ""


@dataclass(frozen=True)
class KnownBy:
    """The fields by which a row is known, and the id that the export computes of its key."""

    key: str
    name: str
    external_id: str = ""
    computed_id: Callable[[str], str] = _no_id


def stored_index(
    rows: Sequence[Row],
    read: Callable[[Row], Stored],
    known_by: KnownBy,
    net: Net,
    normal: Callable[[str], str] = normal_key,
) -> StoredIndex:
    """The rows in their order; one that `read` stumbles over is in the net."""
    stored: list[Stored] = []
    for place, row in enumerate(rows):
        one: Stored | None = None
        with net.around_row(place, _as_it_stands(row, known_by.key), _as_it_stands(row, known_by.name)):
            one = _checked(read(row), normal)
        stored.append(one or _barely(row, place, known_by, net, normal))
    return StoredIndex(stored, normal)


def _checked(stored: Stored, normal: Callable[[str], str]) -> Stored:
    """The same; raises now what its key would raise in the midst of all others."""
    normal(stored.key)
    return stored


def _barely(row: Row, place: int, known_by: KnownBy, net: Net, normal: Callable[[str], str]) -> Stored:
    """What is sure of a row that cannot be read; a key that cannot be compared is none."""
    key, name = _as_it_stands(row, known_by.key), _as_it_stands(row, known_by.name)
    sure, computed_id = Stored("", name, _as_it_stands(row, known_by.external_id).lower()), ""
    with net.around_row(place, key, name):
        sure = _checked(replace(sure, key=key), normal)
    with net.around_row(place, key, name):
        computed_id = known_by.computed_id(key) if key else ""
    return replace(sure, computed_id=computed_id)


def _as_it_stands(row: Row, field: str) -> str:
    value = row.get(field)
    if isinstance(value, int) and -_LARGEST < value < _LARGEST:
        return str(value)
    return value.strip() if isinstance(value, str) else ""
