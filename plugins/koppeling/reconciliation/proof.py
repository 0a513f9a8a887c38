"""Puts the nightly proof together: read both sides, recompute, compare, look for doubles, twins and early warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from koppeling.export.context import Export
from koppeling.export.lookup import rules_for
from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.header import one_word
from koppeling.money import to_cents
from koppeling.reconciliation import early, twins
from koppeling.reconciliation.finding import Finding, Severity, urgency
from koppeling.reconciliation.judging import Judge
from koppeling.reconciliation.quoting import doubles, orphans
from koppeling.reconciliation.reading import Sides, read_sides
from koppeling.reconciliation.scope import Scope, is_settled, is_still_to_come, must_be_invoiced
from koppeling.reconciliation.unforeseen import of_order, readable
from outsmart.listing import MasterList
from outsmart.records import Row
from outsmart.values import shown
from reeleezee.records import Customer, Product

_NOTHING = Decimal("0.00")


@dataclass
class Proof:
    """What was found equal, and everything that was found besides; amounts are those of the invoices, in euros."""

    since: str = ""
    equal: list[str] = field(default_factory=list)
    net: Decimal = _NOTHING
    total: Decimal = _NOTHING
    looked_up: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, findings: list[Finding]) -> bool:
        """Whether none of them contradicts the proof."""
        self.findings += findings
        return not any(f.severity is Severity.ERROR for f in findings)


def prove(export: Export, scope: Scope, *, is_shared: bool) -> Proof:
    """Read and compare everything since the day of the scope; raises the hooks' errors and `SettingNotFound`."""
    sides = read_sides(export, scope, is_shared=is_shared)
    proof = Proof(f"{scope.since}", looked_up=sides.looked_up)
    proof.add(list(sides.findings))
    to_come = [order for order in sides.orders if is_still_to_come(order)]
    judged = [order for order in sides.orders if is_settled(order) and order.row_id in sides.invoices]
    # What was invoiced was accepted with its date; an order still to come is warned about.
    accepted = replace(export, named=frozenset(order.row_id for order in judged))
    rules = rules_for(accepted, [*judged, *to_come]) if judged or to_come else None
    _judge(proof, sides, scope, rules)
    if rules is not None:
        for order in to_come:
            proof.add([] if order.row_id in sides.invoices else of_order(order, early.warnings, (order,), rules))
    proof.add([*doubles(sides.ledger), *orphans(sides.ledger), *_twins(export)])
    proof.findings.sort(key=urgency)
    return proof


def _judge(proof: Proof, sides: Sides, scope: Scope, rules: InvoiceRules | None) -> None:
    without = [o for o in sides.orders if o.row_id not in sides.invoices and must_be_invoiced(o)]
    judge = Judge(scope, sides.ledger, rules, Counter(one_word(order.label) for order in without))
    for order in sides.orders:
        invoice = sides.invoices.get(order.row_id)
        if invoice is None:
            proof.add(of_order(order, judge.without_invoice, order))
            continue
        is_equal = proof.add(of_order(order, judge.with_invoice, order, invoice))
        if is_equal and is_settled(order):
            proof.equal.append(order.row_id)
            proof.net += to_cents(invoice.net)
            proof.total += to_cents(invoice.total)


def _twins(export: Export) -> Iterator[Finding]:
    """Costs the pages of customers and products, and one call for each of OutSmart's two lists."""
    odd: list[Finding] = []
    for code, listing, of_outsmart in (
        ("twin_relations", MasterList.RELATIONS, twins.relation),
        ("twin_materials", MasterList.MATERIALS, twins.material),
    ):
        rows = export.outsmart.rows(listing)
        named = readable(rows, of_outsmart, odd, name=partial(_key, key=listing.key), system="OutSmart")
        yield from twins.twins(code, named)
    customers = readable(export.reeleezee.customers(), twins.customer, odd, name=_id, system="Reeleezee")
    yield from twins.twins("twin_customers", customers)
    products = readable(export.reeleezee.products(), twins.product, odd, name=_id, system="Reeleezee")
    yield from twins.twins("twin_products", products)
    yield from odd


def _key(row: Row, key: str) -> str:
    return shown(row.get(key))


def _id(record: Customer | Product) -> str:
    return record.id
