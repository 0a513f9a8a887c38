"""Decides about each work order, and confirms by a look at the records what only a list told.

Where many work orders wait, customers and products are read as whole lists. A record can be missing from a list that
changes while it is read, and a list may come without addresses: neither may refuse an order or make a second record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koppeling.export.article_lookup import FEW
from koppeling.export.context import Export
from koppeling.export.lookalikes import without_lookalikes
from koppeling.export.lookup import confirmed, is_read_as_lists
from koppeling.export.rules_apart import rules_apart
from koppeling.export.unforeseen import UNFORESEEN, unforeseen
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
        UNFORESEEN,
    }
)


def decide(export: Export, orders: Sequence[WorkOrder]) -> list[Decided]:
    """The draft or the refusal of each order, in their order; raises the hooks' errors and `SettingNotFound`."""
    rules, apart = rules_apart(export, orders)
    decided: list[Decided] = []
    for order in orders:
        if rules is None or order.row_id in apart:
            decided.append((order, apart[order.row_id]))
        else:
            decided.append((order, _built(order, rules)))
    if rules is None:
        return decided
    if is_read_as_lists(export, [o for o in orders if o.row_id not in apart]):
        decided = _confirmed(export, rules, decided)
    return without_lookalikes(export, decided, rules.catalogue.relations)


def _built(order: WorkOrder, rules: InvoiceRules) -> Draft | Reason:
    try:
        made = build(order, rules)
        if isinstance(made, Draft):
            # What is told of it must be known as well, before anything is done to any order.
            _ = (made.net, made.vat.per_line, made.line_ids)
    except Exception as error:  # the net around one order: `unforeseen` logs and sorts it
        return unforeseen(error)
    return made


def _confirmed(export: Export, rules: InvoiceRules, decided: list[Decided]) -> list[Decided]:
    """The same, with each order that needs a look decided anew from the records themselves."""
    places = [place for place, (_, made) in enumerate(decided) if _needs_a_look(made)]
    answers = list(decided)
    for portion in _portions(places):
        orders = [decided[place][0] for place in portion]
        for place, made in zip(portion, _looked_up(export, rules, orders), strict=True):
            answers[place] = (decided[place][0], made)
    return answers


def _looked_up(export: Export, rules: InvoiceRules, orders: Sequence[WorkOrder]) -> list[Draft | Reason]:
    try:
        looked_up = confirmed(export, rules, orders)
    except Exception as error:  # the net around the records of these orders: one by one it is found whose they are
        why = unforeseen(error)
        if len(orders) == 1:
            return [why]
        return [made for order in orders for made in _looked_up(export, rules, [order])]
    return [_built(order, looked_up) for order in orders]


def _needs_a_look(made: Draft | Reason) -> bool:
    """A refusal that another record decided, or a draft for which something would be made."""
    if isinstance(made, Reason):
        return made.code not in _ABOUT_THE_ORDER_ALONE
    return made.debtor.new is not None or bool(made.new_products)


def _portions(places: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), FEW):
        yield places[start : start + FEW]
