"""Reads the rows of OutSmart as far as recognising needs them, so that one odd row is that row's trouble alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from koppeling.imports.candidate import Stored
from koppeling.imports.unforeseen import unforeseen
from outsmart.records import Row


def read_rows(rows: Iterable[Row], read: Callable[[Row], Stored], *, key: str, external_id: str = "") -> list[Stored]:
    """One for each row, in their order; `key` and `external_id` name the fields by which a row is found.

    A row that met what nobody foresaw keeps both names as far as they are texts: who bears them is then told as in
    trouble, while a row that nobody finds would be made a second time.
    """
    return [_read(row, read, key, external_id) for row in rows]


def _read(row: Row, read: Callable[[Row], Stored], key: str, external_id: str) -> Stored:
    try:
        return read(row)
    except Exception as error:  # the net around one row: told when it is found, logged now, and the others go on
        name = _text(row, key)
        return Stored(name, name, _text(row, external_id).lower(), trouble=unforeseen(name, error))


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
