"""Reads $expand and $select into the shape that an answer takes."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.reeleezee.model import Kind, Model, Property
from sandbox.reeleezee.odata.schema import Schema, property_of, unknown_property
from sandbox.reeleezee.refused import RefusedError

# The deepest that `$levels=max` goes; the records' own references end well before that.
_MAX_LEVELS = 5


@dataclass(frozen=True)
class Shape:
    """Which scalars a record shows and how its expanded references look in turn."""

    scalars: tuple[Property, ...]
    expanded: tuple[tuple[Property, Shape], ...] = ()
    # References that are not expanded and still shown, as null.
    hidden: tuple[Property, ...] = ()


def shape_of(model: Model, options: dict[str, str], schema: Schema, *, is_row: bool, expands_lists: bool) -> Shape:
    """The shape that the query options ask for; a row of a collection is leaner than a single read."""
    expanded = tuple(_expanded(model, options.get("$expand", ""), schema, expands_lists=expands_lists).items())
    selected = options.get("$select", "").strip()
    if selected and selected != "*":
        names = tuple(property_of(model, name.strip()) for name in selected.split(","))
        scalars = tuple(one for one in names if one.kind not in {Kind.ONE, Kind.MANY})
        return Shape(scalars, expanded)
    shown = {one for one, _ in expanded}
    hidden = () if is_row else tuple(one for one in model.references if one not in shown)
    return Shape(model.scalars_of_row if is_row else model.scalars, expanded, hidden)


def _expanded(model: Model, text: str, schema: Schema, *, expands_lists: bool) -> dict[Property, Shape]:
    found: dict[Property, Shape] = {}
    for item in _split(text, ","):
        name, _, rest = item.partition("(")
        name = name.strip()
        if rest and not rest.rstrip().endswith(")"):
            raise _bad(text)
        inner = _options(rest.rstrip().removesuffix(")"), text)
        if name in {"*", "*/$ref"}:
            found = _all(model, name, inner, schema, expands_lists=expands_lists) | found
        else:
            wanted = _navigation(model, name, expands_lists=expands_lists)
            found[wanted] = _inner_shape(schema.models[wanted.target], inner, schema)
    return found


def _all(
    model: Model, name: str, inner: dict[str, str], schema: Schema, *, expands_lists: bool
) -> dict[Property, Shape]:
    navigations = model.navigations if expands_lists else model.references
    if name == "*/$ref":
        return {one: Shape((schema.models[one.target].by_name["id"],)) for one in navigations}
    levels = _levels(inner)
    return {one: _levelled(schema.models[one.target], levels - 1, schema) for one in navigations}


def _levels(inner: dict[str, str]) -> int:
    text = inner.get("$levels", "1")
    if text == "max":
        return _MAX_LEVELS
    if not text.isdigit() or int(text) < 1:
        raise RefusedError(400, f"The query specified in the URI is not valid. '{text}' is no valid value of $levels.")
    return min(int(text), _MAX_LEVELS)


def _levelled(model: Model, levels: int, schema: Schema) -> Shape:
    if levels <= 0:
        return Shape(model.scalars, (), model.references)
    deeper = tuple((one, _levelled(schema.models[one.target], levels - 1, schema)) for one in model.navigations)
    return Shape(model.scalars, deeper)


def _inner_shape(model: Model, inner: dict[str, str], schema: Schema) -> Shape:
    levels = _levels(inner)
    if "$expand" not in inner and levels > 1:
        return _levelled(model, levels - 1, schema)
    return shape_of(model, inner, schema, is_row=False, expands_lists=True)


def _navigation(model: Model, name: str, *, expands_lists: bool) -> Property:
    found = property_of(model, name)
    if found.kind not in {Kind.ONE, Kind.MANY}:
        raise RefusedError(
            400,
            "The query specified in the URI is not valid. "
            f"Property '{name}' on type 'Reeleezee.DTO.{model.name}' is not a navigation property.",
        )
    if found.kind is Kind.MANY and not expands_lists:
        raise unknown_property(name, model)
    return found


def _options(text: str, whole: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in _split(text, ";"):
        name, mark, value = item.partition("=")
        if not mark or name.strip() not in {"$expand", "$select", "$levels"}:
            raise _bad(whole)
        found[name.strip()] = value.strip()
    return found


def _split(text: str, separator: str) -> list[str]:
    """Cut at separators that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            raise _bad(text)
        if letter == separator and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    if depth:
        raise _bad(text)
    parts.append(text[start:])
    if parts == [""]:
        return []
    if not all(part.strip() for part in parts):
        raise _bad(text)
    return parts


def _bad(text: str) -> RefusedError:
    return RefusedError(400, f"The query specified in the URI is not valid. The expression '{text}' cannot be read.")
