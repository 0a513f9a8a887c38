"""Sorts records by $orderby; nulls come first, as in the server's database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.reeleezee.model import Kind, Model
from sandbox.reeleezee.odata.schema import Row, Schema
from sandbox.reeleezee.odata.values import path_operand
from sandbox.reeleezee.refused import RefusedError


def ordered(rows: list[Row], orderby: str, model: Model, schema: Schema) -> list[Row]:
    """A sorted copy; the last field is sorted first, so that the first one decides."""
    fields = [_field(text, model, schema) for text in orderby.split(",")]
    found = list(rows)
    for key, is_descending in reversed(fields):
        found.sort(key=key, reverse=is_descending)
    return found


def _field(text: str, model: Model, schema: Schema) -> tuple[Callable[[Row], tuple[bool, Any]], bool]:
    words = text.split()
    if len(words) not in {1, 2} or (len(words) == 2 and words[1] not in {"asc", "desc"}):
        raise RefusedError(400, f"The query specified in the URI is not valid. Syntax error in $orderby '{text}'.")
    operand = path_operand(tuple(words[0].split("/")), model, schema)
    if operand.kind in {Kind.ONE, Kind.MANY}:
        raise RefusedError(400, f"The query specified in the URI is not valid. $orderby cannot use '{words[0]}'.")
    read = operand.read

    def key(row: Row) -> tuple[bool, Any]:
        value = read(row)
        return (value is not None, value if value is not None else 0)

    return key, words[-1] == "desc" and len(words) == 2
