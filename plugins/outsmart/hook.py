"""Gives Airflow's tasks the OutSmart account of a connection, in calls named for what they do.

A read can never settle work orders: `update_status=false` is written here and cannot be left out by a caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar

import requests
from airflow.providers.http.hooks.http import HttpHook
from airflow.sdk.exceptions import AirflowNotFoundException
from pydantic import BaseModel, ValidationError

from outsmart.access import Access
from outsmart.answers import NOTHING_CHANGED, WORK_ORDER_NOT_FOUND, Call
from outsmart.errors import (
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
)
from outsmart.listing import MasterList
from outsmart.packed import PackedRows
from outsmart.records import FreeField, Note, Row, WorkOrder, WorkStatus, field_named
from outsmart.transport import Transport
from outsmart.values import LONGEST_KEY, shown

Record = TypeVar("Record", bound=BaseModel)
PATIENCE_WITH_NOTES = 20.0
"""Seconds: a remark is not worth holding up a run."""


@dataclass(frozen=True)
class UnreadableRow:
    """A work order of the list that is not one by its form; the others are not held up by it.

    `number` is the one a planner knows it by, `fields` are the names of what cannot be read, both as far as known.
    """

    row_id: str
    problem: str
    number: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorkOrderList:
    orders: tuple[WorkOrder, ...]
    unreadable: tuple[UnreadableRow, ...] = ()


class OutSmartHook(HttpHook):
    """One OutSmart account; close it, or use it in a `with`."""

    conn_name_attr = "outsmart_conn_id"
    default_conn_name = "outsmart_default"
    conn_type = "outsmart"
    hook_name = "OutSmart"

    def __init__(self, outsmart_conn_id: str = default_conn_name, **kwargs: Any) -> None:
        super().__init__(http_conn_id=outsmart_conn_id, **kwargs)
        self.outsmart_conn_id = outsmart_conn_id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if "_transport" in self.__dict__:
            self._transport.close()
            del self.__dict__["_transport"]

    def get_conn(self, headers: object = None, extra_options: object = None) -> requests.Session:
        """The session in use. It has no token: those travel in the query, added call by call."""
        if headers or extra_options:
            raise ValueError("the session of OutSmartHook takes no headers or options")
        return self._transport.session

    def run(self, *args: object, **kwargs: object) -> NoReturn:
        """Closed off, since the inherited one would send every extra field of the connection as a header."""
        raise NotImplementedError("OutSmartHook has a method for every call that is allowed; run() is not one of them")

    def test_connection(self) -> tuple[bool, str]:
        try:
            self._list("employees")
        except OutSmartError as error:
            return False, f"Verbinding met OutSmart werkt niet / not connected. {error.in_dutch}. / {error}"
        return True, "Verbinding met OutSmart werkt / connected to OutSmart"

    def work_orders(self, *, status: str = "Compleet", work_status: str | None = None) -> WorkOrderList:
        """The work orders of a status, archived ones included; none of them is changed by this."""
        params = [("status", status), ("update_status", "false")]
        if work_status is not None:
            params.append(("workstatus", work_status))
        try:
            read = [_read(row) for row in self._list("GetWorkorders", *params)]
        except OutSmartRejected as refusal:
            if refusal.code != WORK_ORDER_NOT_FOUND:
                raise
            read = []
        return WorkOrderList(
            tuple(order for order in read if isinstance(order, WorkOrder)),
            tuple(row for row in read if isinstance(row, UnreadableRow)),
        )

    def each_work_order(self) -> Iterator[WorkOrder | UnreadableRow]:
        """All work orders of every status, one at a time and archived ones included; none is changed by this."""
        try:
            rows = self._list("GetWorkorders", ("status", "Alle"), ("update_status", "false"))
        except OutSmartRejected as refusal:
            if refusal.code != WORK_ORDER_NOT_FOUND:
                raise
            rows = ()
        yield from map(_read, rows)

    def work_order(self, row_id: str) -> WorkOrder | None:
        """The work order as it is now, or None when OutSmart has no such row."""
        call = Call("GET", "GetWorkorder", (("row_id", row_id), ("update_status", "false")))
        try:
            return _work_order(call, row_id, self._transport.ask(call))
        except OutSmartRejected as refusal:
            if refusal.code == WORK_ORDER_NOT_FOUND:
                return None
            raise

    def settle(self, row_id: str) -> WorkOrder | None:
        """Make the work order Afgehandeld; gives it as OutSmart then answered, or None when it already was."""
        call = Call("GET", "GetWorkorder", (("row_id", row_id), ("update_status", "true")), changes=True)
        content = self._ask_done(call)
        try:
            return _work_order(call, row_id, content)
        except OutSmartContractError as error:
            unreadable = OutSmartOutcomeUnknown(error.explanation, method=call.method, path=call.endpoint)
        raise unreadable

    def set_work_status(self, row_id: str, code: str) -> None:
        params = (("row_id", row_id), ("workstatus", code))
        self._ask_done(Call("GET", "UpdateWorkorder", params, changes=True))

    def rows(self, listing: MasterList) -> Sequence[Row]:
        """The whole list; OutSmart has no pages. Each reading of a row of a long list gives a fresh dictionary."""
        return self._rows(listing.endpoint)

    def relation(self, debtor_number: str) -> Row | None:
        """The relation with exactly this number, which OutSmart's own comparison may take more widely."""
        key = MasterList.RELATIONS.key
        found = self._rows("relations", ("key", key), ("value", debtor_number), ("operator", "eq"))
        return next((row for row in found if str(row.get(key)) == debtor_number), None)

    def post_rows(self, listing: MasterList, rows: Sequence[Row]) -> int:
        """Insert or update rows by the list's key; gives the number that OutSmart says it stored."""
        return self._count(Call("POST", listing.endpoint, body=rows, changes=True)) if rows else 0

    def work_statuses(self) -> list[WorkStatus]:
        return self._records(WorkStatus, "workstatusses")

    def post_work_statuses(self, statuses: Sequence[WorkStatus]) -> None:
        rows = [{"sta_code": status.code, "sta_name": status.name} for status in statuses]
        if rows:
            self._transport.ask(Call("POST", "workstatusses", body=rows, changes=True))

    def free_fields(self) -> list[FreeField]:
        return self._records(FreeField, "freefields")

    def post_free_field(self, field: FreeField) -> None:
        row = {"fld_entity": field.entity, "fld_name": field.name, "fld_type": field.type, "fld_order": field.order}
        self._transport.ask(Call("POST", "freefields", body=[row], changes=True))

    def notes(self) -> list[Note]:
        """Every note on anything; all of them, since nobody knows what a filter leaves out."""
        return self._records(Note, "generic_notes", patience=PATIENCE_WITH_NOTES)

    def add_notes(self, notes: Sequence[Note]) -> int:
        """Add notes; gives the number that OutSmart says it stored. No id is ever sent, which would change a note."""
        rows = [note.as_row() for note in notes]
        call = Call("POST", "generic_notes", body=rows, changes=True, patience=PATIENCE_WITH_NOTES)
        return self._count(call) if rows else 0

    def delete_entity(self, entity: str, key: str, value: str) -> int:
        """Delete the one row that a probe made; gives the number of rows that went."""
        if not (entity and key and value):
            raise ValueError("delete_entity takes one row of one entity: entity, key and value must be given")
        params = (("delete_all", "false"), ("entity", entity), ("key", key), ("value", value))
        return self._count(Call("GET", "DeleteEntity", params, changes=True))

    @cached_property
    def _transport(self) -> Transport:
        try:
            connection = self.get_connection(self.outsmart_conn_id)
        except AirflowNotFoundException:
            connection = None
        if connection is None:
            raise OutSmartConfigurationError(f"Airflow has no connection {self.outsmart_conn_id}.")
        access = Access.read(
            connection.host,
            connection.password,
            connection.extra_dejson,
            port=connection.port,
            schema=connection.schema,
        )
        return Transport(access, self.adapter or self.keep_alive_adapter)

    def _list(self, endpoint: str, *params: tuple[str, str], patience: float | None = None) -> Sequence[Any]:
        content = self._transport.ask(Call("GET", endpoint, params, patience=patience))
        # A null is not taken for an empty list: posting on top of "nothing there" could empty fields of existing rows.
        if not isinstance(content, list | PackedRows):
            raise OutSmartContractError("OutSmart answered without a list.", method="GET", path=endpoint)
        return content

    def _rows(self, endpoint: str, *params: tuple[str, str]) -> Sequence[Row]:
        """The rows among what is in a list; a list of nothing but other things is none."""
        content = self._list(endpoint, *params)
        if isinstance(content, PackedRows):
            return content
        return self._only_rows(endpoint, content)

    def _only_rows(self, endpoint: str, content: Sequence[Any]) -> Sequence[Row]:
        rows = [row for row in content if isinstance(row, dict)]
        if content and not rows:
            raise OutSmartContractError("OutSmart's list holds something else than rows.", method="GET", path=endpoint)
        if len(rows) < len(content):
            self.log.warning("Left out %d of the list %s: they are no rows.", len(content) - len(rows), endpoint)
        return rows

    def _records(self, kind: type[Record], endpoint: str, *, patience: float | None = None) -> list[Record]:
        rows = self._only_rows(endpoint, self._list(endpoint, patience=patience))
        try:
            return [kind.model_validate(row) for row in rows]
        except ValidationError as error:
            problem = _problem(error)
        raise OutSmartContractError(f"OutSmart's list is not readable: {problem}.", method="GET", path=endpoint)

    def _ask_done(self, call: Call) -> Any:
        """For changes that may have been made before: "no data changed" is done too."""
        try:
            return self._transport.ask(call)
        except OutSmartRejected as refusal:
            if refusal.code == NOTHING_CHANGED:
                return None
            raise

    def _count(self, call: Call) -> int:
        content = self._transport.ask(call)
        text = "" if isinstance(content, bool) else str(content)
        if text.isascii() and text.isdigit():
            return int(text)
        raise OutSmartOutcomeUnknown(
            "OutSmart did not tell how many rows it took.", method=call.method, path=call.endpoint
        )


def _read(row: Any) -> WorkOrder | UnreadableRow:
    if not isinstance(row, dict):
        return UnreadableRow("", "not an object")
    try:
        return WorkOrder.from_row(row)
    except ValidationError as error:
        number = shown(row.get("OrderNr") or row.get("WorkorderNo"))[:LONGEST_KEY]
        return UnreadableRow(shown(row.get("id"))[:LONGEST_KEY], _problem(error), number, _fields(error))


def _work_order(call: Call, row_id: str, content: Any) -> WorkOrder | None:
    """OutSmart gives one work order bare or in a list of one."""
    row = (content[0] if content else None) if isinstance(content, list) and len(content) < 2 else content
    if row is None:
        return None
    read = _read(row)
    if isinstance(read, WorkOrder) and read.row_id == row_id:
        return read
    problem = read.problem if isinstance(read, UnreadableRow) else "another one came back"
    explanation = f"OutSmart did not give work order {row_id}: {problem}."
    raise OutSmartContractError(explanation, method=call.method, path=call.endpoint)


def _fields(error: ValidationError) -> tuple[str, ...]:
    return tuple(field_named(fault["loc"]) for fault in error.errors(include_input=False, include_url=False))


def _problem(error: ValidationError) -> str:
    """Where and what, without the value: that may be anything."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{field_named(fault['loc'])}: {fault['msg']}" for fault in faults)
