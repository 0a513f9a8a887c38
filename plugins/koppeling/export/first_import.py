"""Lets an order wait that would be refused for something which the first import is about to bring."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from koppeling.export.context import Export
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, reason

HANDLED: Final = "Afgehandeld"
# An invoice of ours among so many of the newest handled orders proves that this koppeling has exported before.
LOOKED_AT: Final = 20

_BROUGHT_BY: Final = {
    "relation_unknown": ("import_relations", Both("relaties", "relations")),
    "material_unknown": ("import_materials", Both("materialen", "materials")),
    "hour_type_unknown": ("import_hour_types", Both("uursoorten", "hour types")),
}


def held(export: Export, outcomes: Sequence[Outcome], awaited: Collection[str]) -> list[Outcome]:
    """The same outcomes, those deferred that an awaited import (by its switch) may still mend."""
    found = [_held(outcome, awaited) for outcome in outcomes]
    if found == list(outcomes) or _has_exported(export):
        return list(outcomes)
    return found


def _held(outcome: Outcome, awaited: Collection[str]) -> Outcome:
    why = outcome.reason
    if outcome.result is not Result.REFUSED or why is None or why.code not in _BROUGHT_BY:
        return outcome
    switch, what = _BROUGHT_BY[why.code]
    if switch not in awaited:
        return outcome
    told = reason("waits_for_first_import", what=what, refusal=Both(why.nl, why.en))
    return replace(outcome, result=Result.DEFERRED, reason=told)


def _has_exported(export: Export) -> bool:
    orders = export.outsmart.work_orders(status=HANDLED).orders
    newest = sorted(orders, key=lambda order: int(order.row_id) if order.row_id.isdecimal() else 0)[-LOOKED_AT:]
    ids = (export.identity.invoice(order.row_id) for order in reversed(newest))
    return any(export.reeleezee.sales_invoice(invoice_id) is not None for invoice_id in ids)
