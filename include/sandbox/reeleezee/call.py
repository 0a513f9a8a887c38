"""One call on its way through the routes, with what every route needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.core.api import ApiRequest, ApiResponse
from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.answers import empty_answer, json_answer
from sandbox.reeleezee.bodies import json_body
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.guids import as_guid
from sandbox.reeleezee.reading import KeptLists, read_item, read_rows
from sandbox.reeleezee.refused import RefusedError, invalid_data, not_found


@dataclass(frozen=True)
class Call:
    """The request, the path below the administration in lower case, and the books it works on."""

    request: ApiRequest
    segments: tuple[str, ...]
    books: Books
    kept: KeptLists
    language: str

    @property
    def method(self) -> str:
        """The HTTP verb."""
        return self.request.method

    def guid(self, place: int) -> str:
        """The id at this place of the path."""
        found = as_guid(self.segments[place])
        if found is not None:
            return found
        if self.books.switches.number("malformed_guid") == 404:
            raise not_found()
        raise RefusedError(400, "The request is invalid.")

    def record(self, model: str) -> Row:
        """The record that the second segment names; 404 when there is none."""
        row = self.books.administration.rows(model).get(self.guid(1))
        if row is None:
            raise not_found()
        return row

    def body_of(self, record_id: str) -> Any:
        """The JSON body for a record, whose own id must not contradict the path."""
        body = json_body(self.request)
        if not isinstance(body, dict):
            raise RefusedError(400, "The request is invalid.")
        sent = body.get("id")
        if sent is not None and as_guid(sent) != record_id and self.books.switches.word("id_mismatch") == "refuse":
            raise invalid_data()
        return body

    def item(self, model: str, row: Row) -> ApiResponse:
        """The answer that shows one record."""
        return json_answer(read_item(self.books, model, row, self.request))

    def rows(self, model: str, rows: list[Row]) -> ApiResponse:
        """The answer that shows a list."""
        return json_answer(read_rows(self.books, model, rows, self.request))

    def stored(self, model: str, row: Row) -> ApiResponse:
        """The answer to a write: nothing, unless the client prefers to see what was stored."""
        if "return=representation" not in self.request.headers.get("prefer", "").replace(" ", "").lower():
            return empty_answer()
        return self.item(model, row)


def wrong_verb(method: str) -> RefusedError:
    """The route exists, not for this verb."""
    if method == "POST":
        return RefusedError(405, "Must use PUT instead of POST")
    return RefusedError(405, f"The requested resource does not support http method '{method}'.")
