"""Turns a path such as `Entity/Name` into a reader of stored records, with what kind of value it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sandbox.reeleezee.model import Kind, Model
from sandbox.reeleezee.odata.schema import Row, Schema, filterable_property
from sandbox.reeleezee.refused import RefusedError

Read: TypeAlias = Callable[[Row], Any]


@dataclass(frozen=True)
class Operand:
    """How to read a value from a record, and its type; the kind of null is None."""

    kind: Kind | None
    type_name: str
    read: Read
    target: str = ""
    is_literal: bool = False


def path_operand(names: tuple[str, ...], model: Model, schema: Schema) -> Operand:
    """Follow the references of the path, checking every name on the way."""
    steps: list[tuple[str, str]] = []
    for name in names[:-1]:
        passed = filterable_property(model, name)
        if passed.kind is not Kind.ONE:
            raise RefusedError(400, f"The query specified in the URI is not valid. '{name}' cannot be used as a path.")
        steps.append((passed.key, passed.target))
        model = schema.models[passed.target]
    last = filterable_property(model, names[-1])
    read = _plain(last.key, last.kind)
    for key, target in reversed(steps):
        read = _through(key, target, read, schema)
    return Operand(last.kind, last.type_name, read, last.target)


def as_instant(text: str) -> datetime:
    """A stored date, which has no zone, as it is compared."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _plain(key: str, kind: Kind) -> Read:
    if kind is Kind.DATE:
        return lambda row: as_instant(row[key]) if row.get(key) else None
    return lambda row: row.get(key)


def _through(key: str, target: str, read: Read, schema: Schema) -> Read:
    def follow(row: Row) -> Any:
        reached = schema.resolve(target, row.get(key))
        return None if reached is None else read(reached)

    return follow
