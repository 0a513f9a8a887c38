"""Keeps amounts exact on the wire: Decimals go out as JSON numbers digit for digit and come back as Decimals."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

_DEEPEST = 60
_PARTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
# What stands in the place of NaN or of a value nested too deep: in no field of ours is it a value.
_NOT_HELD = "this value cannot be held"


def encode(value: object) -> str:
    """JSON of mappings with text keys, sequences, texts, whole numbers, Decimals, booleans and None."""
    if isinstance(value, str):
        # half an emoji has no form in UTF-8: the call would never leave this machine
        value = value.encode("utf-8", "ignore").decode()
    if value is None or isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(key)}:{encode(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join(encode(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} has no exact JSON form here: give text, int, Decimal, bool, list or dict")


def decode(text: str | bytes) -> Any:
    """The value of a JSON text; `ValueError` when it is not JSON (cut off) or holds nothing that can be used.

    In a list of records a number or a nesting that nothing can hold is a matter of its own record: only then the text
    is read again, patiently.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, InvalidOperation):
        # a byte of another encoding in one value becomes a sign that is seen, in that value
        return _patiently(text.decode("utf-8-sig", "replace") if isinstance(text, bytes) else text)


def _patiently(text: str) -> Any:
    value = json.loads(_shallow(text), parse_float=_fraction, parse_int=_whole, parse_constant=_not_held)
    if isinstance(value, dict) and isinstance(value.get("value"), list):
        return value
    raise ValueError("no usable JSON: a number or a nesting that nothing can hold")


def _not_held(_: str) -> dict[str, bool]:
    return {_NOT_HELD: True}


def _fraction(digits: str) -> Decimal | dict[str, bool]:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return _not_held(digits)


def _whole(digits: str) -> int | dict[str, bool]:
    """Python makes no number of more than 4,300 digits."""
    try:
        return int(digits)
    except ValueError:
        return _not_held(digits)


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
                kept.append(f'{{"{_NOT_HELD}": true}}')
                begin = part.end()
    if depth > _DEEPEST:
        raise ValueError("no usable JSON: cut off")
    return "".join((*kept, text[begin:]))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"{value} is not a number that JSON knows")
    return format(value, "f")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a JSON key is text, not {type(key).__name__}")
    return json.dumps(key, ensure_ascii=False)


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")
