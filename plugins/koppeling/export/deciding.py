"""Decides about each work order, and confirms by a look at the records what only a list told.

Where many work orders wait, customers and products are read as whole lists. A record can be missing from a list that
changes while it is read, and a list may come without addresses: neither may refuse an order or make a second record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koppeling.export.article_lookup import FEW
from koppeling.export.context import Export
from koppeling.export.lookup import confirmed, is_read_as_lists, rules_for
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.reasons import Reason
from outsmart.records import WorkOrder

Decided = tuple[WorkOrder, Draft | Reason]

# Refusals for what stands on the order itself: no look at another record changes them.
_ABOUT_THE_ORDER_ALONE = frozenset(
    {
        "nothing_to_invoice",
        "unreadable_value",
        "line_total_differs",
        "line_cannot_be_stored",
        "negative_total",
        "work_date_missing",
        "work_date_out_of_bounds",
        "total_time_unclear",
        "clock_was_changed",
        "period_without_hour_type",
        "material_without_code",
        "relation_missing",
    }
)


def decide(export: Export, orders: Sequence[WorkOrder]) -> list[Decided]:
    """The draft or the refusal of each order, in their order; raises the hooks' errors and `SettingNotFound`."""
    rules = rules_for(export, orders)
    decided: list[Decided] = [(order, build(order, rules)) for order in orders]
    if not is_read_as_lists(export, orders):
        return decided
    return _confirmed(export, rules, decided)


def _confirmed(export: Export, rules: InvoiceRules, decided: list[Decided]) -> list[Decided]:
    """The same, with each order that needs a look decided anew from the records themselves."""
    places = [place for place, (_, made) in enumerate(decided) if _needs_a_look(made)]
    answers = list(decided)
    for portion in _portions(places):
        orders = [decided[place][0] for place in portion]
        looked_up = confirmed(export, rules, orders)
        for place, order in zip(portion, orders, strict=True):
            answers[place] = (order, build(order, looked_up))
    return answers


def _needs_a_look(made: Draft | Reason) -> bool:
    """A refusal that another record decided, or a draft for which something would be made."""
    if isinstance(made, Reason):
        return made.code not in _ABOUT_THE_ORDER_ALONE
    return made.debtor.new is not None or bool(made.new_products)


def _portions(places: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), FEW):
        yield places[start : start + FEW]
