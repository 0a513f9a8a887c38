"""Holds one account: its lists and work orders, and which endpoint reaches what."""

from collections.abc import Callable
from typing import Any

from sandbox.core.api import ApiRequest
from sandbox.core.switches import Switches
from sandbox.outsmart.back_office import BackOffice
from sandbox.outsmart.deletion import Deletion
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.free_values import FreeValues
from sandbox.outsmart.generic_notes import NOTES, GenericNotes
from sandbox.outsmart.lists import Lists
from sandbox.outsmart.master_data import MASTER_DATA
from sandbox.outsmart.simple_lists import ONE_ROW_ENDPOINTS, SIMPLE_LISTS
from sandbox.outsmart.workorder_book import WorkorderBook
from sandbox.outsmart.workorder_posting import WorkorderPosting
from sandbox.outsmart.workorder_reading import WorkorderReading
from sandbox.outsmart.workorder_update import WorkorderUpdate
from sandbox.seeds import OutSmartSeed

Endpoint = Callable[[ApiRequest], Any]

_SEEDED = ("relations", "materials", "hourtypes", "workstatusses", "freefields", "employees")


class Account:
    """Everything that belongs to one token."""

    def __init__(self, seed: OutSmartSeed, switches: Switches) -> None:
        self.lists = Lists((*MASTER_DATA, *SIMPLE_LISTS), switches)
        tables = self.lists.tables
        for name in _SEEDED:
            tables[name].load(getattr(seed, name))
        self.book = WorkorderBook(switches, tables["materials"])
        self.book.load(seed.workorders)
        self.back_office = BackOffice(tables, self.book)
        self._posting = WorkorderPosting(self.book, switches)
        self._reading = WorkorderReading(self.book, switches)
        self._update = WorkorderUpdate(self.book, tables["employees"], tables["workstatusses"], switches)
        self._deletion = Deletion(tables, self.book, switches)
        self._notes = GenericNotes(self.lists, switches)
        self._values = FreeValues(tables["relations"], self.book)

    def state(self) -> dict[str, Any]:
        """Everything stored."""
        tables = {name: [table.shown(row) for row in table] for name, table in self.lists.tables.items()}
        return tables | {"workorders": list(self.book), "values": self._values.state()}

    def endpoints(self) -> dict[tuple[str, str], Endpoint]:
        """What answers each endpoint and method."""
        found: dict[tuple[str, str], Endpoint] = {}
        for name in self.lists.tables:
            found |= self._list_endpoints(name)
        for name, plural in ONE_ROW_ENDPOINTS.items():
            found[name, "GET"] = self._any_column_getter(plural)
        return found | {
            ("locations", "GET"): self._locations,
            ("numbers", "GET"): self._number,
            (NOTES, "GET"): self._notes.get,
            (NOTES, "POST"): self._notes.post,
            ("values", "GET"): lambda request: self._values.get(dict(request.query)),
            ("values", "POST"): lambda request: self._values.set(dict(request.query)),
            ("PostWorkorders", "POST"): lambda request: self._posting.post(request.body, dict(request.query)),
            ("GetWorkorders", "GET"): lambda request: self._reading.get_many(request.query, request.base_url),
            ("GetWorkorder", "GET"): lambda request: self._reading.get_one(dict(request.query), request.base_url),
            ("UpdateWorkorder", "GET"): lambda request: self._update.change(dict(request.query)),
            ("UpdateWorkorder", "POST"): self._replace_materials,
            ("DeleteEntity", "GET"): lambda request: self._deletion.delete(request.query),
        }

    def _list_endpoints(self, name: str) -> dict[tuple[str, str], Endpoint]:
        return {
            (name, "GET"): lambda request: self.lists.get(name, request.query),
            (name, "POST"): lambda request: self.lists.post(name, request.body),
        }

    def _any_column_getter(self, name: str) -> Endpoint:
        return lambda request: self.lists.get(name, request.query, any_column=True)

    def _replace_materials(self, request: ApiRequest) -> None:
        self._update.replace_materials(dict(request.query), request.body)

    def _locations(self, request: ApiRequest) -> Any:
        rows = self.lists.get("locations", request.query)
        if not rows:
            raise RefusedError(1400)
        return rows

    def _number(self, request: ApiRequest) -> int:
        if dict(request.query).get("table") != "worksheets_jobnr":
            raise RefusedError(1007)
        return self.book.next_number()
