"""Reads a collection page by page, following Reeleezee's own links without ever leaving host or collection."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from reeleezee.errors import ReeleezeeContractError
from reeleezee.values import shown

Row = Mapping[str, Any]
Read = Callable[[str, str], Any]

_SERVICE = re.compile(r"^.*/api/[^/]+", re.IGNORECASE)
_GUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_MOST_EMPTY_PAGES = 3
_log = logging.getLogger(__name__)


def pages(read: Read, path: str, query: str = "") -> Iterator[list[Row]]:
    """The pages of the collection at `path`, each record once.

    Links name internal hosts, so only their query is used; the path stays the one that was asked for. A record that
    moved to the next page while we read (another was added before it) is left out the second time.
    """
    asked = {query}
    first_ids: set[str] = set()
    known_ids: set[str] = set()
    empty = 0
    while True:
        answer = read(path, query)
        rows = _rows(path, answer)
        empty = 0 if rows else empty + 1
        _refuse_repeated_page(path, rows, first_ids)
        yield _not_seen(rows, known_ids)
        link = answer.get("@odata.nextLink")
        if not link:
            return
        query = _next_query(path, link)
        if query in asked or empty >= _MOST_EMPTY_PAGES:
            raise _contract(path, "Reeleezee's list of pages has no end.")
        asked.add(query)


def _rows(path: str, answer: Any) -> list[Row]:
    rows = answer.get("value") if isinstance(answer, dict) else None
    records: list[Row] = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    if not isinstance(rows, list) or (rows and not records):
        raise _contract(path, "Reeleezee's answer is not a list of records.")
    if len(records) < len(rows):
        _log.warning("Left out %d of the list %s: they are no records.", len(rows) - len(records), path)
    return records


def _refuse_repeated_page(path: str, rows: list[Row], first_ids: set[str]) -> None:
    first = shown(rows[0].get("id")) if rows else ""
    if first and first in first_ids:
        raise _contract(path, "Reeleezee gave the same page twice.")
    first_ids.add(first)


def _not_seen(rows: list[Row], known_ids: set[str]) -> list[Row]:
    fresh: list[Row] = []
    for row in rows:
        row_id = shown(row.get("id")).lower()
        if row_id not in known_ids:
            fresh.append(row)
        if row_id:
            known_ids.add(row_id)
    return fresh


def _next_query(path: str, link: object) -> str:
    if not isinstance(link, str):
        raise _contract(path, "Reeleezee's link to the next page is not text.")
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise _contract(path, "Reeleezee's link to the next page is not an address.") from error
    if not _is_same_collection(path, unquote(parts.path)):
        raise _contract(path, "Reeleezee's link to the next page leads to another collection.")
    return parts.query


def _is_same_collection(path: str, linked: str) -> bool:
    """Whether the link names our collection, with our administration or (as in an example) with none."""
    ours = path.strip("/").lower().split("/")
    theirs = _SERVICE.sub("", linked).strip("/").lower().split("/")
    without_administration = ours[1:] if _GUID.match(ours[0]) else ours
    return theirs in (ours, without_administration)


def _contract(path: str, sentence: str) -> ReeleezeeContractError:
    return ReeleezeeContractError(sentence, method="GET", path=path)
