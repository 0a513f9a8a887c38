"""Answers reads: collections with all query options, single records, and the rows that hang on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.core.api import ApiRequest
from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.model import Model
from sandbox.reeleezee.odata.conditions import condition_of
from sandbox.reeleezee.odata.expansion import shape_of
from sandbox.reeleezee.odata.options import options_of, wants_count
from sandbox.reeleezee.odata.ordering import ordered
from sandbox.reeleezee.odata.paging import next_link, page_of
from sandbox.reeleezee.odata.projection import projector
from sandbox.reeleezee.shown import invoice_shown

_KEPT_LISTS = 8


@dataclass(frozen=True)
class _Kept:
    version: int
    rows: list[Row]


class KeptLists:
    """Filtered and sorted lists, kept until the next write so that the pages of one reading cost no new search."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], _Kept] = {}

    def get(self, key: tuple[str, ...], administration: Administration) -> list[Row] | None:
        """The list, when nothing was written since."""
        kept = self._lists.get(key)
        return kept.rows if kept is not None and kept.version == administration.version else None

    def put(self, key: tuple[str, ...], administration: Administration, rows: list[Row]) -> list[Row]:
        """Keep a list; the oldest makes room."""
        while len(self._lists) >= _KEPT_LISTS:
            self._lists.pop(next(iter(self._lists)))
        self._lists[key] = _Kept(administration.version, rows)
        return rows

    def clear(self) -> None:
        """Forget all, as when a switch changes what a filter means."""
        self._lists.clear()


def read_item(books: Books, model_name: str, row: Row, request: ApiRequest) -> Row:
    """One record in the shape that the call asks for."""
    model = books.model(model_name)
    shape = shape_of(model, options_of(request.query), books.schema, is_row=False, expands_lists=True)
    answer = projector(shape, books.schema)(row)
    return invoice_shown(books.switches, answer) if model_name == "SalesInvoice" else answer


def read_rows(books: Books, model_name: str, rows: list[Row], request: ApiRequest) -> dict[str, Any]:
    """A collection after filter and order, one page of it."""
    model = books.model(model_name)
    options = options_of(request.query)
    return _page(books, model, searched(books, model, rows, options), options, request)


def searched(books: Books, model: Model, rows: list[Row], options: dict[str, str]) -> list[Row]:
    """The rows that pass $filter, in the order of $orderby."""
    if "$filter" in options:
        passes = condition_of(options["$filter"], model, books.schema)
        rows = [row for row in rows if passes(row)]
    if "$orderby" in options:
        rows = ordered(rows, options["$orderby"], model, books.schema)
    return rows


def read_collection(
    books: Books, model_name: str, kept: KeptLists, key: tuple[str, ...], rows: Any, request: ApiRequest
) -> dict[str, Any]:
    """Like `read_rows`, for a collection so large that its searches are worth keeping."""
    model = books.model(model_name)
    options = options_of(request.query)
    whole_key = (*key, books.administration.id, options.get("$filter", ""), options.get("$orderby", ""))
    found = kept.get(whole_key, books.administration)
    if found is None:
        found = kept.put(whole_key, books.administration, searched(books, model, rows(), options))
    return _page(books, model, found, options, request)


def _page(books: Books, model: Model, rows: list[Row], options: dict[str, str], request: ApiRequest) -> dict[str, Any]:
    expands_lists = books.switches.flag("collection_expands_lists")
    shape = shape_of(model, options, books.schema, is_row=True, expands_lists=expands_lists)
    project = projector(shape, books.schema)
    page = page_of(rows, options, books.switches.number("page_size"))
    answer: dict[str, Any] = {}
    if wants_count(options):
        answer["@odata.count"] = len(rows)
    if page.next_skip is not None:
        loops = books.switches.flag("send_nextlink_loop")
        fallen = books.switches.number("rows_fall_between_pages")
        skip = page.next_skip - len(page.rows) if loops else page.next_skip + fallen
        base = books.switches.word("nextlink_base")
        answer["@odata.nextLink"] = next_link(base, request.path, request.query, skip, page.next_top)
    answer["value"] = [project(row) for row in page.rows]
    return answer
