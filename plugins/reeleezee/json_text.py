"""Keeps amounts exact on the wire: Decimals go out as JSON numbers digit for digit and come back as Decimals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any


def encode(value: object) -> str:
    """JSON of mappings with text keys, sequences, texts, whole numbers, Decimals, booleans and None."""
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
    """The value of a JSON text; `ValueError` when it is not JSON (cut off, NaN in it) or nothing can hold it."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (RecursionError, InvalidOperation) as error:
        # nested without end, or a number with an exponent of twenty digits
        raise ValueError(f"no usable JSON: {type(error).__name__}") from error


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
