"""Answers PostWorkorders: checks each order in the order of the field table and makes it."""

from datetime import datetime, timedelta
from typing import Any

from sandbox.core.switches import Switches
from sandbox.outsmart.bodies import posted_rows, stored_despite_refusal
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.formats import cut, is_date, is_time, text_of
from sandbox.outsmart.workorder_book import WorkorderBook
from sandbox.outsmart.workorder_lines import checked_lines
from sandbox.outsmart.workorder_members import (
    FLAGS,
    MATERIAL_REQUIRED,
    PERIOD_REQUIRED,
    POSITIONS,
    POSTED_ARRAYS,
    REQUIRED,
    SET_BY_SERVER,
    TEXTS,
    Row,
    size_of,
)

DATE_INVALID = "Date invalid. Format: 20-02-2016"
TIME_INVALID = "Time invalid. Format: 07:08"

_POSTED_TEXTS = (set(TEXTS) | {"PickupPlanning", "WebPlanning"} | set(POSITIONS)) - SET_BY_SERVER - set(FLAGS[:2])


class WorkorderPosting:
    """Makes work orders out of what is posted."""

    def __init__(self, book: WorkorderBook, switches: Switches) -> None:
        self._book = book
        self._switches = switches

    def post(self, body: bytes, query: dict[str, str]) -> list[Row]:
        """Make every order of the batch; answers their numbers and row ids."""
        checked = [self._checked(row) for row in posted_rows(body, self._switches)]
        refused = [isinstance(order, RefusedError) for order in checked]
        stored = stored_despite_refusal(refused, self._switches) if any(refused) else [True] * len(checked)
        skips = query.get("skip_duplicate_workorder_no", "") == "true"
        made = [
            self._made(order, skips_known=skips)
            for order, is_stored in zip(checked, stored, strict=True)
            if is_stored and not isinstance(order, RefusedError)
        ]
        for order in checked:
            if isinstance(order, RefusedError):
                raise order
        return made

    def _checked(self, posted: Row) -> Row | RefusedError:
        missing = [name for name in REQUIRED if text_of(posted.get(name)) == ""]
        if missing:
            return RefusedError(1501, *(f"Required field missing: {name}" for name in missing))
        try:
            return self._order(posted)
        except RefusedError as refusal:
            return refusal

    def _order(self, posted: Row) -> Row:
        invalid = _invalid_moments(posted)
        if invalid:
            raise RefusedError(1504, *invalid)
        number = text_of(posted["WorkorderNo"])
        if self._switches.word("duplicate_workorder_no") == "refuse" and self._book.find("", number) is not None:
            raise RefusedError(1504)
        order: Row = {
            name: cut(text_of(value), size_of(name)) for name, value in posted.items() if name in _POSTED_TEXTS
        }
        order |= {name: posted[name] for name in POSTED_ARRAYS if isinstance(posted.get(name), list)}
        order["Materials"] = checked_lines(posted.get("Materials"), MATERIAL_REQUIRED, self._switches)
        order["Workperiods"] = checked_lines(posted.get("Workperiods"), PERIOD_REQUIRED, self._switches)
        return order | _planned_end(order)

    def _made(self, order: Row, *, skips_known: bool) -> Row:
        known = self._book.find("", order["WorkorderNo"])
        if known is not None and skips_known:
            return _answer(known["WorkorderNo"], known["id"])
        if known is not None and self._switches.word("duplicate_workorder_no") == "update":
            known.update({name: value for name, value in order.items() if name not in {"Materials", "Workperiods"}})
            known["Materials"] = [self._book.material_row(row) for row in order["Materials"]]
            known["Workperiods"] = [self._book.period_row(row) for row in order["Workperiods"]]
            return _answer(known["WorkorderNo"], known["id"])
        return _answer(order["WorkorderNo"], self._book.add(order))


def _answer(workorder_no: str, row_id: Any) -> Row:
    return {"workorder_no": workorder_no, "row_id": int(row_id)}


def _invalid_moments(posted: Row) -> list[str]:
    dates = [text_of(posted.get(name)) for name in ("WorkDate", "WorkEndDate")]
    times = [text_of(posted.get(name)) for name in ("WorkTime", "WorkEndTime")]
    return [DATE_INVALID for date in dates if date and not is_date(date)] + [
        TIME_INVALID for time in times if time and not is_time(time)
    ]


def _planned_end(order: Row) -> Row:
    """The end that follows from the start and the duration in minutes, where no end is given."""
    start_date, start_time, minutes = (order.get(name, "") for name in ("WorkDate", "WorkTime", "WorkDuration"))
    if order.get("WorkEndDate") or not (start_date and start_time and minutes.isdigit()):
        return {}
    # a planned moment has no zone: the clock on the wall of the office is meant
    start = datetime.strptime(f"{start_date} {start_time}", "%d-%m-%Y %H:%M")  # noqa: DTZ007
    end = start + timedelta(minutes=int(minutes))
    return {"WorkEndDate": end.strftime("%d-%m-%Y"), "WorkEndTime": end.strftime("%H:%M")}
