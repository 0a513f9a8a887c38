"""Decides about one work order whether the rule holds: settled if and only if there is exactly its invoice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from koppeling.export.context import REFUSED, is_waiting
from koppeling.export.protocol import state_of
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.header import one_word
from koppeling.money import to_cents
from koppeling.reasons import reason
from koppeling.reconciliation.comparison import about, compare, name_of
from koppeling.reconciliation.finding import Finding
from koppeling.reconciliation.quoting import Ledger
from koppeling.reconciliation.scope import Scope, is_complete, is_settled, must_be_invoiced, waiting_since
from outsmart.records import WorkOrder
from reeleezee.records import SalesInvoice


@dataclass(frozen=True)
class Judge:
    """What is needed besides the work order and its invoice.

    `rules` make of an order what it would bill today; None when no settled order has an invoice. `missing`: number →
    how many orders of that number should have an invoice and have none of their own.
    """

    scope: Scope
    ledger: Ledger
    rules: InvoiceRules | None
    missing: Mapping[str, int]

    def without_invoice(self, order: WorkOrder) -> Iterator[Finding]:
        """Nothing stands under the id of this order."""
        if is_waiting(order):
            if self.scope.waits_too_long(order):
                yield Finding(
                    reason("waiting_too_long", work_order=order.label, since=self._since(order)),
                    order.row_id,
                    order.label,
                )
        elif must_be_invoiced(order):
            yield self._elsewhere(order) or _gone(order)

    def with_invoice(self, order: WorkOrder, invoice: SalesInvoice) -> Iterator[Finding]:
        """An invoice stands under the id of this order."""
        if not is_settled(order):
            yield from self._not_settled(order, invoice)
            return
        if self.rules is not None:
            yield from compare(order, build(order, self.rules), invoice, self.rules)
        if not invoice.is_concept:
            yield about(order, invoice, "invoice_booked", state=state_of(invoice))
        credit = self.ledger.credit_of(invoice, one_word(order.label))
        if credit is not None:
            yield about(order, invoice, "invoice_credited", credit=name_of(credit), credit_net=to_cents(credit.net))

    def _not_settled(self, order: WorkOrder, invoice: SalesInvoice) -> Iterator[Finding]:
        """The next quarter settles it, a planner was told by status 99, or somebody reopened it."""
        if is_waiting(order) and not self.scope.waits_too_long(order):
            return
        is_refused = is_complete(order) and order.work_status == REFUSED and not order.is_archived
        code = "refused_though_invoiced" if is_refused else "invoiced_not_settled"
        state = f"{order.status} ({order.work_status or '-'})"
        yield about(order, invoice, code, state=state, invoice_net=to_cents(invoice.net))

    def _elsewhere(self, order: WorkOrder) -> Finding | None:
        """An invoice of another id that quotes this order: somebody made it by hand."""
        number = one_word(order.label)
        quoting = self.ledger.standing(number)
        others = [i for i in quoting if self.ledger.own.get(i.id, order.row_id) == order.row_id]
        if not others or len(others) < self.missing.get(number, 0):
            return None
        return about(order, others[0], "invoiced_by_hand", invoice_net=to_cents(others[0].net))

    def _since(self, order: WorkOrder) -> str:
        since = waiting_since(order, self.scope.now)
        return f"{since:%d-%m-%Y %H:%M}" if since else "?"


def _gone(order: WorkOrder) -> Finding:
    told = reason("settled_without_invoice", work_order=order.label, work_status=order.work_status)
    return Finding(told, order.row_id, order.label)
