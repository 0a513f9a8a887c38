"""Decides which work orders the proof is about, which of them must have an invoice, and how long one waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from koppeling.export.context import COMPLETE, REFUSED, WAITING, is_waiting
from koppeling.invoicing.build import skip_reason
from koppeling.settings import Settings
from outsmart.records import WorkOrder
from outsmart.wire import UnreadableValue, read_date

HANDLED = "Afgehandeld"
LONGEST_WAIT = timedelta(minutes=30).total_seconds()
DAYS_BACK = 60
_INVOICED = frozenset({WAITING, REFUSED})
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Scope:
    """From which day on, by whose settings, and at which moment (in Europe/Amsterdam)."""

    since: date
    settings: Settings
    now: datetime

    def holds(self, order: WorkOrder, *, is_invoiced: bool = False) -> bool:
        """A waiting order counts, and one whose date nobody can read, and old work that was invoiced or sent since."""
        as_if_waiting = order.model_copy(update={"status": COMPLETE, "work_status": WAITING, "archived": ""})
        if skip_reason(as_if_waiting, self.settings) is not None:
            return False
        day = last_day(order)
        return is_invoiced or day is None or day >= self.since or is_waiting(order) or self._was_sent(order)

    def _was_sent(self, order: WorkOrder) -> bool:
        """Whether somebody set the order to 1 since that day, as far as OutSmart tells."""
        sent = (_moment(change.timestamp) for change in order.status_changes if change.status == WAITING)
        return any(moment is not None and moment.date() >= self.since for moment in sent)

    def waits_too_long(self, order: WorkOrder) -> bool:
        since = waiting_since(order, self.now)
        return is_waiting(order) and (since is None or self.now.timestamp() - since.timestamp() > LONGEST_WAIT)


def scope_of(settings: Settings, asked: date | None, now: datetime) -> Scope:
    """The asked day, else `export_from`, else sixty days back; never before `export_from`."""
    since = asked or settings.export_from or now.date() - timedelta(days=DAYS_BACK)
    return Scope(max(since, settings.export_from or since), settings, now)


def last_day(order: WorkOrder) -> date | None:
    """The last readable day of the work order: planned or worked."""
    days = [day for text in (order.work_date, *(p.date for p in order.periods)) if (day := _day(text)) is not None]
    return max(days, default=None)


def is_settled(order: WorkOrder) -> bool:
    return order.status.strip().lower() == HANDLED.lower()


def is_complete(order: WorkOrder) -> bool:
    return order.status.strip().lower() == COMPLETE.lower()


def must_be_invoiced(order: WorkOrder) -> bool:
    """Settled while it was meant for Reeleezee: with status 1, or with 99 because it was refused."""
    return is_settled(order) and order.work_status in _INVOICED


def may_be_invoiced(order: WorkOrder) -> bool:
    """Worth a look under the own id when the list of invoices does not show it."""
    return (is_settled(order) or is_complete(order)) and order.work_status in _INVOICED


def is_still_to_come(order: WorkOrder) -> bool:
    """Not complete yet, with something on it, and nobody said that it does not go to Reeleezee."""
    ended = is_settled(order) or is_complete(order) or order.is_archived
    return not ended and order.work_status not in {"0", REFUSED} and bool(order.materials or order.periods)


def waiting_since(order: WorkOrder, now: datetime) -> datetime | None:
    """The latest moment that the order tells of itself: made, changed, or set to 1; None when it tells none.

    OutSmart does not tell when an order was completed. A moment in the future is no moment to count from. In the hour
    that comes twice the later one is meant, unless that is still to come. (Times of one zone subtract as clocks do.)
    """
    told = [order.created, order.changed, *(c.timestamp for c in order.status_changes if c.status == WAITING)]
    both = [m.replace(fold=fold) for text in told if (m := _moment(text)) is not None for fold in (0, 1)]
    return max((m for m in both if m.timestamp() <= now.timestamp()), key=datetime.timestamp, default=None)


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except UnreadableValue:
        return None


def _moment(text: str) -> datetime | None:
    """A time of OutSmart carries no zone: it is Dutch time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=_AMSTERDAM)
