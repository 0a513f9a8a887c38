"""What a query needs to know of the records: their models, where references lead and which enum spellings are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox.reeleezee.model import Model, Property
from sandbox.reeleezee.refused import RefusedError

Row: TypeAlias = dict[str, Any]
# Gives the record that a stored reference of the named model leads to.
Resolve: TypeAlias = Callable[[str, Any], Row | None]


@dataclass(frozen=True)
class Schema:
    """The models by name, the way from a reference to its record, and the open questions about filters."""

    models: Mapping[str, Model]
    resolve: Resolve
    enum_names: Mapping[str, Mapping[str, int]]
    takes_quoted_enums: bool = False
    takes_enum_literals: bool = False
    ignores_case: bool = False
    filters_by_id: bool = True
    # The most parts that a $filter may have; 0 = no limit.
    most_nodes: int = 0


def unknown_property(name: str, model: Model) -> RefusedError:
    """The query names a property that the model does not have."""
    return RefusedError(
        400,
        "The query specified in the URI is not valid. "
        f"Could not find a property named '{name}' on type 'Reeleezee.DTO.{model.name}'.",
    )


def property_of(model: Model, name: str) -> Property:
    """The property with exactly this name; any other is a 400."""
    found = model.by_name.get(name)
    if found is None:
        raise unknown_property(name, model)
    return found


def filterable_property(model: Model, name: str) -> Property:
    """The property, when $filter and $orderby may use it."""
    found = property_of(model, name)
    if not found.filterable:
        raise unknown_property(name, model)
    return found
