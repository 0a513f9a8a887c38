"""Tells of every plain list of OutSmart which members its rows have, which are required and by which a row is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

TEXT_64KB = 65_535


@dataclass(frozen=True)
class Column:
    """One member of a row."""

    name: str
    required: bool = False
    size: int = 255
    kind: str = "text"  # text, decimal, flag, position or date
    empty: str | None = ""
    shown: bool = True


@dataclass(frozen=True)
class Entity:
    """One list, named as its endpoint."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    missing_code: int = 1051
    failed_code: int = 1007
    delete_name: str = ""
    delete_keys: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] | None = None  # name in the query -> member; None: no column is documented
    ignores_filters: bool = False
    generated_key: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The members by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The members without which a row is refused, in the order in which they are checked."""
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def decimals(self) -> tuple[str, ...]:
        """The members whose decimal sign depends on a switch."""
        return tuple(column.name for column in self.columns if column.kind == "decimal")

    @cached_property
    def blank(self) -> dict[str, str | None]:
        """A row in which nothing is filled, as GET shows it."""
        return {"id": ""} | {column.name: column.empty for column in self.columns if column.shown}

    def all_filters(self) -> dict[str, str]:
        """Every member as a filter of its own name."""
        return {column.name: column.name for column in self.columns}


def columns(described: str) -> tuple[Column, ...]:
    """Read "code! note:65535": an exclamation mark is required, the number is the size."""
    return tuple(_column(word) for word in described.split())


def _column(word: str) -> Column:
    name, _, size = word.partition(":")
    return Column(name.rstrip("!"), "!" in name, int(size) if size else 255)


def same_names(*names: str) -> dict[str, str]:
    """Names in a query that are also the members' names."""
    return {name: name for name in names}
