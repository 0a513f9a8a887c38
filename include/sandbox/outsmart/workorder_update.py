"""Answers UpdateWorkorder: date, time, employee and work status by GET, material lines by POST."""

from collections.abc import Callable

from sandbox.core.switches import Switches
from sandbox.outsmart.bodies import rows_of
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.formats import is_date, is_time
from sandbox.outsmart.tables import Table
from sandbox.outsmart.workorder_book import HANDLED, WorkorderBook
from sandbox.outsmart.workorder_lines import checked_lines
from sandbox.outsmart.workorder_members import MATERIAL_REQUIRED, SET_BY_SERVER, TEXTS, Row
from sandbox.outsmart.workorder_posting import DATE_INVALID, TIME_INVALID

_MEMBERS = {"workdate": "WorkDate", "worktime": "WorkTime", "employee_nr": "EmployeeNr", "workstatus": "WorkStatus"}


class WorkorderUpdate:
    """Changes work orders one at a time."""

    def __init__(self, book: WorkorderBook, employees: Table, work_statusses: Table, switches: Switches) -> None:
        self._book = book
        self._employees = employees
        self._work_statusses = work_statusses
        self._switches = switches

    def change(self, query: dict[str, str]) -> None:
        """Set what the query names; the answer has no content."""
        order = self._order(query)
        wanted = self._wanted(query)
        if not wanted:
            raise RefusedError(1502)
        if self._is_closed(order) and self._switches.word("closed_order_update") == "1503":
            raise RefusedError(1503)
        problems = self._problems(wanted)
        good = {name: value for name, value in wanted.items() if name not in problems}
        if problems and not self._switches.flag("update_stores_good_values"):
            good = {}
        changes = {name: value for name, value in good.items() if order[name] != value}
        self._apply(order, changes)
        if problems:
            raise RefusedError(1504, *(text for text in problems.values() if text))
        if not changes and self._switches.word("same_value_again") == "1503":
            raise RefusedError(1503)

    def replace_materials(self, query: dict[str, str], body: bytes) -> None:
        """Add the posted material lines, after removing the present ones when ClearMaterials=true."""
        order = self._order(query)
        clears = query.get("ClearMaterials") == "true"
        lines = checked_lines(rows_of(body), MATERIAL_REQUIRED, self._switches)
        if not lines and not clears:
            raise RefusedError(1502)
        present = [] if clears else order["Materials"]
        order["Materials"] = present + [self._book.material_row(line) for line in lines]

    def _order(self, query: dict[str, str]) -> Row:
        order = self._book.find(query.get("row_id", ""), query.get("workorder_no", ""))
        if order is None:
            raise RefusedError(1500)
        return order

    def _wanted(self, query: dict[str, str]) -> Row:
        """The members to set; an empty value is no value, save where the switch lets it clear the work status."""
        wanted = {member: query[name] for name, member in _MEMBERS.items() if query.get(name)}
        if query.get("workstatus") == "" and self._switches.word("empty_workstatus") == "clear":
            wanted["WorkStatus"] = ""
        if self._switches.flag("update_any_member"):
            settable = set(TEXTS) - SET_BY_SERVER
            wanted |= {name: value for name, value in query.items() if name in settable}
        return wanted

    def _problems(self, wanted: Row) -> dict[str, str]:
        """The members whose value is bad, with the text that says so."""
        checks: dict[str, tuple[Callable[[str], bool], str]] = {
            "WorkDate": (is_date, DATE_INVALID),
            "WorkTime": (is_time, TIME_INVALID),
            "EmployeeNr": (lambda number: self._employees.find((number,)) is not None, "Employee not updated"),
            "WorkStatus": (self._takes_work_status, ""),
        }
        return {name: text for name, (is_good, text) in checks.items() if name in wanted and not is_good(wanted[name])}

    def _takes_work_status(self, code: str) -> bool:
        if not code or self._switches.word("unknown_workstatus") == "store":
            return True
        return self._work_statusses.find((code,)) is not None

    def _apply(self, order: Row, changes: Row) -> None:
        others = {name: value for name, value in changes.items() if name != "WorkStatus"}
        order.update(others)
        if "WorkStatus" in changes:
            noted = self._switches.flag("api_changes_in_history")
            self._book.set_work_status(order, changes["WorkStatus"], noted=noted)

    @staticmethod
    def _is_closed(order: Row) -> bool:
        return bool(order["Archived"] == "1" or order["status"] == HANDLED)
