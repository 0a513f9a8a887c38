"""Describes the properties of a resource, so that queries, bodies and answers are checked against one definition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What a property holds; the value is the type name that OData error texts use."""

    TEXT = "Edm.String"
    WHOLE = "Edm.Int32"
    NUMBER = "Edm.Decimal"
    TRUTH = "Edm.Boolean"
    GUID = "Edm.Guid"
    DATE = "Edm.DateTimeOffset"
    ENUM = "enum"
    ONE = "reference"
    MANY = "list"


@dataclass(frozen=True)
class Property:
    """One property: `target` is the model a reference or list leads to, or the type name of an enum."""

    name: str
    kind: Kind
    target: str = ""
    # The longest text that the server takes; 0 = no limit known.
    longest: int = 0
    # Set by the server only: what a client sends is silently ignored.
    read_only: bool = False
    # Some properties are shown in the JSON and still refused in $filter and $orderby.
    filterable: bool = True
    # Where the value is stored, when a switch shows the property under another name.
    stored: str = ""

    @property
    def key(self) -> str:
        """The key of the stored record that holds the value."""
        return self.stored or self.name

    @property
    def type_name(self) -> str:
        """The name of the type in OData error texts."""
        return f"Reeleezee.DTO.{self.target}" if self.target else self.kind.value


@dataclass(frozen=True)
class Model:
    """The properties of one resource in the order in which answers show them."""

    name: str
    properties: tuple[Property, ...]
    # Rows of a collection may be shorter than a single read; empty = the same.
    row_scalars: tuple[str, ...] = field(default=())

    @cached_property
    def by_name(self) -> dict[str, Property]:
        """All properties by name."""
        return {one.name: one for one in self.properties}

    @cached_property
    def scalars(self) -> tuple[Property, ...]:
        """What a read without $expand shows."""
        return tuple(one for one in self.properties if one.kind not in {Kind.ONE, Kind.MANY})

    @cached_property
    def scalars_of_row(self) -> tuple[Property, ...]:
        """What a row of a collection shows without $expand."""
        return tuple(self.by_name[name] for name in self.row_scalars) if self.row_scalars else self.scalars

    @cached_property
    def references(self) -> tuple[Property, ...]:
        """References to one other record."""
        return tuple(one for one in self.properties if one.kind is Kind.ONE)

    @cached_property
    def lists(self) -> tuple[Property, ...]:
        """Lists of other records."""
        return tuple(one for one in self.properties if one.kind is Kind.MANY)

    @cached_property
    def navigations(self) -> tuple[Property, ...]:
        """Everything that only $expand shows."""
        return self.references + self.lists
