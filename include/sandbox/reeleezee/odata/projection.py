"""Writes stored records in the shape that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sandbox.reeleezee.model import Kind, Property
from sandbox.reeleezee.odata.expansion import Shape
from sandbox.reeleezee.odata.schema import Row, Schema

Project: TypeAlias = Callable[[Row], Row]


def projector(shape: Shape, schema: Schema) -> Project:
    """A function that writes one record; made once per call, used for every row."""
    scalars = tuple((one.name, one.key) for one in shape.scalars)
    hidden = dict.fromkeys(one.name for one in shape.hidden)
    parts = tuple((one.name, _part(one, projector(inner, schema), schema)) for one, inner in shape.expanded)
    if not parts:
        return lambda row: {name: row.get(key) for name, key in scalars} | hidden

    def project(row: Row) -> Row:
        shown = {name: row.get(key) for name, key in scalars}
        shown.update(hidden)
        for name, part in parts:
            shown[name] = part(row)
        return shown

    return project


def _part(wanted: Property, project: Project, schema: Schema) -> Callable[[Row], object]:
    key, target = wanted.key, wanted.target
    if wanted.kind is Kind.MANY:
        return lambda row: [project(one) for one in row.get(key) or ()]

    def reference(row: Row) -> Row | None:
        reached = schema.resolve(target, row.get(key))
        return None if reached is None else project(reached)

    return reference
