"""Reads the rules for all orders but those that make the reading itself fail, so that one odd order stops nobody.

The rules are read for many orders at once. Which of them is at fault is found by halves.
"""

from __future__ import annotations

from collections.abc import Sequence

from koppeling.export.context import Export
from koppeling.export.lookup import rules_for
from koppeling.export.unforeseen import unforeseen
from koppeling.invoicing.build import InvoiceRules
from koppeling.reasons import Reason
from outsmart.records import WorkOrder

MOST_ATTEMPTS = 40
"""Each attempt reads both sides again; when they are used up the orders in doubt wait for the next run together."""


def rules_apart(export: Export, orders: Sequence[WorkOrder]) -> tuple[InvoiceRules | None, dict[str, Reason]]:
    """The rules, and by row id why an order has no part in them; raises the hooks' errors and `SettingNotFound`."""
    rules, why = _attempt(export, orders)
    if why is None:
        return rules, {}
    apart = _at_fault(export, orders, why)
    rest = [order for order in orders if order.row_id not in apart]
    rules, why = _attempt(export, rest) if rest else (None, why)
    return (rules, apart) if rules else (None, {order.row_id: apart.get(order.row_id, why) for order in orders if why})


def _attempt(export: Export, orders: Sequence[WorkOrder]) -> tuple[InvoiceRules | None, Reason | None]:
    try:
        return rules_for(export, orders), None
    except Exception as error:  # the net around the records of all these orders: `unforeseen` logs and sorts it
        return None, unforeseen(error)


def _at_fault(export: Export, orders: Sequence[WorkOrder], why: Reason) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    doubted = [(orders, why)]
    attempts = MOST_ATTEMPTS
    while doubted:
        group, why = doubted.pop()
        if len(group) == 1 or attempts <= 0:
            found |= {order.row_id: why for order in group}
            continue
        middle = len(group) // 2
        for half in (group[:middle], group[middle:]):
            attempts -= 1
            _, trouble = _attempt(export, half)
            if trouble is not None:
                doubted.append((half, trouble))
    return found
