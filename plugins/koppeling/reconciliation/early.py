"""Warns of work orders that are still under way and, as they stand now, would be refused once they are complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from koppeling.invoicing.build import InvoiceRules, build
from koppeling.reasons import Reason, catalogue, reason
from koppeling.reconciliation.finding import Finding
from outsmart.records import WorkOrder

_PREMATURE = frozenset({"nothing_to_invoice", "negative_total"})


def warnings(orders: Iterable[WorkOrder], rules: InvoiceRules) -> Iterator[Finding]:
    """One for each order with a cause that does not go away by itself: its lines are still being filled in."""
    for order in orders:
        drafted = build(order, rules)
        if isinstance(drafted, Reason) and _becomes_99(drafted):
            told = reason("will_be_refused", work_order=order.label, status=order.status)
            yield Finding(told, order.row_id, order.label, cause=drafted)


def _becomes_99(why: Reason) -> bool:
    """Some reasons only put an order off, to a run that finds Reeleezee in order again."""
    return why.code not in _PREMATURE and catalogue()[why.code].kind == "refusal"
