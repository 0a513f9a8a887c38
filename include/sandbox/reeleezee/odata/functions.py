"""The functions that clients are known to use in $filter; null in gives null out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.reeleezee.model import Kind
from sandbox.reeleezee.odata.schema import Row, Schema
from sandbox.reeleezee.odata.values import Operand
from sandbox.reeleezee.refused import RefusedError

_TESTS: dict[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": str.__contains__,
}
_CHANGES: dict[str, tuple[Kind, Callable[[str], Any]]] = {
    "tolower": (Kind.TEXT, str.lower),
    "toupper": (Kind.TEXT, str.upper),
    "trim": (Kind.TEXT, str.strip),
    "length": (Kind.WHOLE, len),
}


def call_operand(name: str, arguments: tuple[Operand, ...], schema: Schema) -> Operand:
    """The value of the function for a record."""
    if name not in _TESTS and name not in _CHANGES:
        raise RefusedError(
            400, f"The query specified in the URI is not valid. An unknown function with name '{name}' was found."
        )
    wanted = 2 if name in _TESTS else 1
    if len(arguments) != wanted or any(one.kind not in {Kind.TEXT, None} for one in arguments):
        given = ", ".join(one.type_name for one in arguments)
        raise RefusedError(
            400,
            "The query specified in the URI is not valid. "
            f"No function signature for the function with name '{name}' matches the specified arguments: {given}.",
        )
    if name in _TESTS:
        return _test(_TESTS[name], *arguments, ignores_case=schema.ignores_case)
    return _change(*_CHANGES[name], arguments[0])


def _change(kind: Kind, change: Callable[[str], Any], argument: Operand) -> Operand:
    read = argument.read

    def value(row: Row) -> Any:
        text = read(row)
        return None if text is None else change(text)

    return Operand(kind, kind.value, value)


def _test(test: Callable[[str, str], bool], whole: Operand, part: Operand, *, ignores_case: bool) -> Operand:
    read_whole, read_part = whole.read, part.read

    def value(row: Row) -> Any:
        text, piece = read_whole(row), read_part(row)
        if text is None or piece is None:
            return None
        return test(text.casefold(), piece.casefold()) if ignores_case else test(text, piece)

    return Operand(Kind.TRUTH, Kind.TRUTH.value, value)
