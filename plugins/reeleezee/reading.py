"""Turns collections and single records of Reeleezee into rows, and rows into records, one bad row at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pydantic

from reeleezee import paging
from reeleezee.errors import ReeleezeeConfigurationError, ReeleezeeContractError
from reeleezee.expansion import Expansion
from reeleezee.query import query
from reeleezee.transport import Transport
from reeleezee.values import shown

Row = Mapping[str, Any]
R = TypeVar("R")

NO_EXPANSION = ("",)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UnreadableRow:
    """A row of a collection that is not as documented and was left out; a report names it.

    `number` is its debtor number or code as far as it has one: the row may be what somebody looks for.
    """

    path: str
    row_id: str
    fields: tuple[str, ...]
    number: str = ""


def collection(transport: Transport, path: str, expansion: Expansion | None = None, where: str = "") -> Iterator[Row]:
    """All rows of a collection, page by page, as far expanded as Reeleezee accepts."""
    yield from _paged(
        transport, path, expansion or Expansion(*NO_EXPANSION), lambda step: query(expand=step, where=where)
    )


def queried(transport: Transport, path: str, steps: Expansion) -> Iterator[Row]:
    """All rows of a collection, page by page; each step is a whole query, the first that is accepted is used."""
    yield from _paged(transport, path, steps, lambda step: step)


def _paged(transport: Transport, path: str, steps: Expansion, query_of: Callable[[str], str]) -> Iterator[Row]:
    def open_at(step: str) -> tuple[list[Row], Iterator[list[Row]]]:
        rest = paging.pages(transport.read, path, query_of(step))
        return next(rest), rest

    first, rest = steps.first_accepted(open_at)
    yield from first
    for page in rest:
        yield from page


def lookup(transport: Transport, *paths: str) -> list[Row]:
    """The rows of the first of these paths that exists: where a list lives differs and is not documented for all."""
    *others, last = paths
    for path in others:
        try:
            return list(collection(transport, path))
        except ReeleezeeConfigurationError as error:
            if error.status != 404:
                raise
    return list(collection(transport, last))


def single(transport: Transport, path: str, record_id: str, expansion: Expansion | None = None) -> Row | None:
    """One record by its id, or None when it does not exist."""
    row = (expansion or Expansion(*NO_EXPANSION)).first_accepted(
        lambda expand: transport.find(path, query(expand=expand))
    )
    return None if row is None else checked(row, path, record_id)


def checked(row: Any, path: str, record_id: str) -> Row:
    """The row, once it is certain that it is the record that was asked for."""
    if not isinstance(row, dict) or str(row.get("id") or "").lower() != record_id.lower():
        raise ReeleezeeContractError("Reeleezee answered with another record than was asked for.", path=path)
    return row


def record(build: Callable[[Row], R], row: Row, path: str) -> R:
    """The typed record of one row; a row that does not fit is a breach of the documented API."""
    try:
        return build(row)
    except pydantic.ValidationError as error:
        fields = ", ".join(_fields(error))
        raise ReeleezeeContractError(f"Reeleezee's record is not as documented: {fields}.", path=path) from error


def records(build: Callable[[Row], R], rows: Iterable[Row], path: str, unreadable: list[UnreadableRow]) -> Iterator[R]:
    """The typed records of rows; those that do not fit are added to `unreadable` and do not stop the others."""
    for row in rows:
        try:
            yield build(row)
        except pydantic.ValidationError as error:
            number = shown(row.get("IdentifierNumber") or row.get("Code")).strip()
            bad = UnreadableRow(path, shown(row.get("id")), _fields(error), number)
            _log.warning("Left out a record of %s that is not as documented: %s %s", path, bad.row_id, bad.fields)
            unreadable.append(bad)


def _fields(error: pydantic.ValidationError) -> tuple[str, ...]:
    return tuple(".".join(str(part) for part in problem["loc"]) for problem in error.errors(include_input=False))
