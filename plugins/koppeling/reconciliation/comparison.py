"""Holds one invoice against the work order it must bill, recomputed by the same rules that made it, to the cent.

What a bookkeeper may do to a concept (another text, another rate, booking it) is told and is no error; another customer
or another amount is one. An hour that has since become dearer is recognised: the invoice bills the very same work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from koppeling.export.billing import bills_the_order
from koppeling.export.verify import is_of_another_version, is_of_this_version, verify
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.invoicing.header import one_word, quoted_number
from koppeling.money import ZERO, to_cents, vat_bounds
from koppeling.reasons import Reason, reason
from koppeling.reconciliation.finding import Finding
from outsmart.records import WorkOrder
from reeleezee.records import SalesInvoice, TaxRate


@dataclass(frozen=True)
class Billing:
    """The rules that do not depend on the order: how hours are rounded, and the VAT rates by id."""

    round_hours_to: int
    tax_rates: Mapping[str, TaxRate]


def compare(order: WorkOrder, drafted: Draft | Reason, found: SalesInvoice, billing: Billing) -> Iterator[Finding]:
    """What differs between the invoice and what the work order comes to now; nothing when all is equal."""
    quoted = quoted_number(found.header)
    if quoted and quoted != one_word(order.label):
        yield about(order, found, "other_order_quoted", quoted=quoted)
    elif isinstance(drafted, Draft):
        yield from _differences(order, drafted, found, billing)
    elif not _bills_the_work(order, found, billing):
        yield about(order, found, "not_recomputable", cause=drafted)


def _differences(order: WorkOrder, draft: Draft, found: SalesInvoice, billing: Billing) -> Iterator[Finding]:
    is_same_customer = found.customer is not None and found.customer.id == draft.debtor.id
    if not is_same_customer:
        there = (found.customer.name or found.customer.id) if found.customer else "-"
        yield about(order, found, "customer_differs", wanted=draft.debtor.name, found=there)
    wanted_net, found_net = to_cents(draft.net), to_cents(found.net)
    if wanted_net != found_net:
        code = "hour_price_changed" if _bills_the_work(order, found, billing) else "amount_differs"
        yield about(order, found, code, work_order_net=wanted_net, invoice_net=found_net)
    elif not _is_vat_lawful(found, billing):
        yield about(order, found, "vat_differs", vat=to_cents(found.vat), invoice_net=found_net)
    elif is_same_customer and (difference := verify(draft, found).difference):
        is_changed = is_of_another_version(found) and not is_of_this_version(draft.line_ids, found)
        yield about(order, found, "order_changed_since" if is_changed else "invoice_edited", difference=difference)


def _bills_the_work(order: WorkOrder, found: SalesInvoice, billing: Billing) -> bool:
    """Whether every line is ours, of the order as it is now, and the totals follow from the lines."""
    net = sum((to_cents(line.net) for line in found.lines), ZERO)
    is_ours = bills_the_order(order, fingerprint(order), billing.round_hours_to, found)
    return is_ours and net == to_cents(found.net) and _is_vat_lawful(found, billing)


def _is_vat_lawful(found: SalesInvoice, billing: Billing) -> bool:
    """Whether the VAT follows from the invoice's own lines and rates; the bookkeeper may have chosen other rates."""
    rates = [(line.net, line.tax_rate.id if line.tax_rate else "") for line in found.lines]
    if any(rate and rate not in billing.tax_rates for _, rate in rates):
        return True  # a rate that is no longer listed tells no percentage
    lines = ((to_cents(net), billing.tax_rates[rate].fraction if rate else ZERO) for net, rate in rates)
    return vat_bounds(lines).is_near(to_cents(found.vat))


def about(
    order: WorkOrder, invoice: SalesInvoice | None, code: str, *, cause: Reason | None = None, **values: object
) -> Finding:
    """A finding about a work order and, where there is one, its invoice."""
    number = name_of(invoice) if invoice else ""
    told = reason(code, work_order=order.label, **({"invoice": number} if invoice else {}), **values)
    return Finding(told, order.row_id, order.label, number, invoice.id if invoice else "", cause)


def name_of(invoice: SalesInvoice) -> str:
    """The number by which a bookkeeper finds the invoice."""
    return invoice.receipt_number or (str(invoice.invoice_number) if invoice.invoice_number else invoice.id)
