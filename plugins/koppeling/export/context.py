"""Carries the two hooks, the settings and the day through the steps of one export run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from koppeling.export.asked import asked_for, names_of
from koppeling.identity import Identity
from koppeling.settings import Settings
from outsmart.hook import OutSmartHook, WorkOrderList
from outsmart.records import WorkOrder
from reeleezee.hook import ReeleezeeHook

WAITING = "1"
REFUSED = "99"
COMPLETE = "Compleet"


@dataclass(frozen=True)
class Export:
    """One run of the export for one koppeling; `today` is the date in Europe/Amsterdam.

    `named` are the row ids of orders that somebody asked for by number.
    """

    outsmart: OutSmartHook
    reeleezee: ReeleezeeHook
    settings: Settings
    identity: Identity
    today: date
    named: frozenset[str] = frozenset()

    def waiting_orders(self) -> WorkOrderList:
        """The completed work orders with work status 1, read without changing them."""
        return self.outsmart.work_orders(status=COMPLETE, work_status=WAITING)

    def reread(self, row_ids: Iterable[str]) -> dict[str, WorkOrder]:
        """The orders of a plan as they are now: only those still Compleet, on 1 and not archived."""
        wanted = set(row_ids)
        return {o.row_id: o for o in self.waiting_orders().orders if o.row_id in wanted and is_waiting(o)}


def is_waiting(order: WorkOrder) -> bool:
    """Whether the order may still be acted upon: late and cleared tasks meet orders that have moved on."""
    return order.status.strip().lower() == COMPLETE.lower() and order.work_status == WAITING and not order.is_archived


def chosen(orders: Sequence[WorkOrder], numbers: Sequence[str]) -> list[WorkOrder]:
    """The orders that somebody asked for by number or row id; all of them when nobody did."""
    if not any(number.strip() for number in numbers):
        return list(orders)
    asked = asked_for(numbers, (name for order in orders for name in names_of(order)))
    return [order for order in orders if asked.is_about(*names_of(order))]
