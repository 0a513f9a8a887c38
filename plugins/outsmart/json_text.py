"""Reads OutSmart's JSON so that a number or a nesting that nothing can hold is a matter of its own row alone.

The ordinary decoder gives up on the whole list for one such value. Only then is the text read again, patiently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

NOT_HELD = "this value cannot be held"
"""The name of the one member that stands in the place of NaN, or of a value nested too deep to be anybody's data."""

FOREIGN_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as Python keeps it in a text."""

_DEEPEST = 60
_PARTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


def decode(body: bytes) -> Any:
    """The value of a JSON text; raises ValueError when it is not JSON, for instance because it is cut off."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # bytes of another encoding in one value: they stay to be seen, as half characters that no text keeps
        return _patiently(body.decode("utf-8-sig", "surrogateescape"))
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=refuse_constant)
    except (ValueError, RecursionError, InvalidOperation):
        return _patiently(text)


def refuse_constant(constant: str) -> NoReturn:
    """NaN and Infinity are Python's own idea of JSON."""
    raise ValueError(f"{constant} is not JSON")


def holds_all(row: Mapping[str, object]) -> bool:
    """Whether a row is as it was sent: one of which something was left out may not be posted back."""
    text = json.dumps(row, default=str, ensure_ascii=False)
    return f'"{NOT_HELD}"' not in text and not FOREIGN_BYTE.search(text)


def _patiently(text: str) -> Any:
    """Patience is for the one row among many: an answer that holds none is no answer."""
    value = json.loads(_shallow(text), parse_float=_fraction, parse_int=_whole, parse_constant=_not_held)
    response = value.get("response") if isinstance(value, dict) else None
    if not isinstance(response, list | dict) or NOT_HELD in response:
        raise ValueError("no usable JSON")
    return value


def _not_held(_: str) -> dict[str, bool]:
    return {NOT_HELD: True}


def _fraction(digits: str) -> Decimal | str:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return digits


def _whole(digits: str) -> int | str:
    """Python makes no number of more than 4,300 digits."""
    try:
        return int(digits)
    except ValueError:
        return digits


def _shallow(text: str) -> str:
    """The text with every value nested too deep replaced by an object that says so."""
    kept: list[str] = []
    depth = begin = 0
    for part in _PARTS.finditer(text):
        bracket = part.group()
        if bracket in "[{":
            depth += 1
            if depth == _DEEPEST + 1:
                kept.append(text[begin : part.start()])
        elif bracket in "]}":
            depth -= 1
            if depth == _DEEPEST:
                kept.append(f'{{"{NOT_HELD}": true}}')
                begin = part.end()
    if depth > _DEEPEST:
        raise ValueError("the text is cut off")
    kept.append(text[begin:])
    return "".join(kept)
