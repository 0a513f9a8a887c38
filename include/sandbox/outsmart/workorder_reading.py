"""Answers GetWorkorders and GetWorkorder, which settle what they show unless they are told not to."""

from collections.abc import Iterable

from sandbox.core.switches import Switches
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.filters import column_of, conditions, matcher
from sandbox.outsmart.formats import in_notation
from sandbox.outsmart.workorder_book import HANDLED, WorkorderBook
from sandbox.outsmart.workorder_members import FLAGS, MATERIAL_AMOUNTS, TEXTS, Row

_ALL = "alle"
_FILTERS = {name: name for name in (*TEXTS, *FLAGS)} | {"id": "id"}


class WorkorderReading:
    """Shows work orders."""

    def __init__(self, book: WorkorderBook, switches: Switches) -> None:
        self._book = book
        self._switches = switches

    def get_many(self, query: tuple[tuple[str, str], ...], base_url: str) -> list[Row]:
        """The orders that match; each is afterwards Afgehandeld unless update_status=false."""
        found = list(self._selected(query))
        answer = [self.shown(order, base_url) for order in found]
        if _settles(dict(query)):
            for order in found:
                order["status"] = HANDLED
        return answer

    def get_one(self, query: dict[str, str], base_url: str) -> Row | list[Row]:
        """One order by row id or number, afterwards Afgehandeld unless update_status=false."""
        order = self._book.find(query.get("row_id", ""), query.get("workorder_no", ""))
        if order is None:
            raise RefusedError(1500)
        settles = _settles(query)
        if settles and order["status"] == HANDLED and self._switches.word("settle_again") == "1503":
            raise RefusedError(1503)
        answer = self.shown(order, base_url)
        if settles:
            order["status"] = HANDLED
            if self._switches.word("settle_answer_status") == "new":
                answer["status"] = HANDLED
        return [answer] if self._switches.word("workorder_answer") == "list" else answer

    def shown(self, order: Row, base_url: str) -> Row:
        """The order as the API shows it, with amounts in the notation that the switch names."""
        notation = self._switches.word("workorder_decimal")
        document = f"{base_url}/openapi/8/mailpdf.php?action={{}}&sheet_id={order['WorksheetCode']}"
        materials = [_in_notation(row, notation) for row in order["Materials"]]
        return {
            **order,
            "Materials": materials,
            "PdfUrl": document.format("display"),
            "WordUrl": document.format("word"),
        }

    def _selected(self, query: tuple[tuple[str, str], ...]) -> Iterable[Row]:
        asked, parameters = conditions(query), dict(query)
        status = parameters.get("status", "").casefold()
        if not status and not asked:
            raise RefusedError(1501, "Required field missing: status")
        # nobody lists the filterable members of a work order, and clients use several
        matchers = [matcher(one, column_of(one, _FILTERS, self._switches), self._switches) for one in asked]
        work_status = self._asked_work_status(parameters)
        for order in self._book:
            if status not in {"", _ALL, order["status"].casefold()}:
                continue
            if work_status is not None and order["WorkStatus"] != work_status:
                continue
            if all(fits(order) for fits in matchers):
                yield order

    def _asked_work_status(self, parameters: dict[str, str]) -> str | None:
        asked = parameters.get("workstatus")
        if asked == "" and self._switches.word("empty_workstatus_filter") == "all":
            return None
        return asked


def _settles(query: dict[str, str]) -> bool:
    """Only these two texts prevent it; "False" does not."""
    return query.get("update_status") not in {"false", "0"}


def _in_notation(row: Row, notation: str) -> Row:
    amounts = {name: in_notation(row[name], notation) for name in MATERIAL_AMOUNTS if isinstance(row.get(name), str)}
    return {**row, **amounts}
