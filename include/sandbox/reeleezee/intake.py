"""Reads the JSON that a client sends into stored values, refusing what does not bind to the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from sandbox.reeleezee.guids import as_guid
from sandbox.reeleezee.model import Kind, Model, Property
from sandbox.reeleezee.refused import RefusedError, invalid_request

Row: TypeAlias = dict[str, Any]

_LARGEST_WHOLE = 2**31


@dataclass(frozen=True)
class Intake:
    """How bodies are read: whether long texts are cut and whether a null empties the field."""

    cuts_text: bool
    clears_nulls: bool

    def read(self, model: Model, body: Any) -> Row:
        """The values of known properties that a client may set; all others are silently ignored."""
        if not isinstance(body, dict):
            raise invalid_request()
        found: Row = {}
        for name, value in body.items():
            wanted = model.by_name.get(name)
            if wanted is None or wanted.read_only or wanted.kind is Kind.MANY:
                continue
            if value is None:
                if self.clears_nulls:
                    found[wanted.key] = None
                continue
            found[wanted.key] = self._value(model, wanted, value)
        return found

    def _value(self, model: Model, wanted: Property, value: Any) -> Any:
        read = _READERS[wanted.kind](value)
        if wanted.longest and isinstance(read, str) and len(read) > wanted.longest:
            if self.cuts_text:
                return read[: wanted.longest]
            raise RefusedError(400, f"Waarde '{read[:40]}…' voor kolom {wanted.name} in tabel {model.name} is te lang")
        return read


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise invalid_request()
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_LARGEST_WHOLE <= value < _LARGEST_WHOLE:
        raise invalid_request()
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise invalid_request()
    return Decimal(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise invalid_request()
    return value


def _guid(value: Any) -> str:
    found = as_guid(value)
    if found is None:
        raise invalid_request()
    return found


def _date(value: Any) -> str:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise invalid_request() from None
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def _reference(value: Any) -> Row:
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise invalid_request()
    # countries have a code for id, everything else a GUID
    return {"id": as_guid(value["id"]) or value["id"]}


_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.ENUM: _whole,
    Kind.NUMBER: _number,
    Kind.TRUTH: _truth,
    Kind.GUID: _guid,
    Kind.DATE: _date,
    Kind.ONE: _reference,
}
