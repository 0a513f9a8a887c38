"""Holds one invoice against the work order it must bill, recomputed by the same rules that made it, to the cent.

What a bookkeeper may do to a concept (another text, another rate, booking it) is told and is no error; another customer
or another amount is one. An hour that has since become dearer, or is now rounded otherwise, is recognised: the invoice
bills the very same work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from koppeling.agreement import PartyFacts, same_party
from koppeling.export.billing import bills_the_order
from koppeling.export.verify import is_of_another_version, is_of_this_version, verify
from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.header import one_word, quoted_number
from koppeling.invoicing.parties import debtor_of, find_debtor
from koppeling.invoicing.recognising import facts_of, facts_of_customer
from koppeling.invoicing.refused import Refused
from koppeling.invoicing.version import version_of
from koppeling.money import ZERO, to_cents, vat_bounds
from koppeling.reasons import Reason, reason, short
from koppeling.reconciliation.finding import Finding
from koppeling.settings import Settings
from outsmart.records import WorkOrder
from reeleezee.records import Reference, SalesInvoice

_ROUNDINGS: Final[tuple[int, ...]] = get_args(Settings.model_fields["round_hours_to"].annotation)


def compare(order: WorkOrder, drafted: Draft | Reason, found: SalesInvoice, rules: InvoiceRules) -> Iterator[Finding]:
    """What differs between the invoice and what the work order comes to now; nothing when all is equal."""
    quoted = quoted_number(found.header)
    if quoted and quoted != one_word(order.label):
        yield about(order, found, "other_order_quoted", quoted=quoted)
    elif isinstance(drafted, Draft):
        yield from _differences(order, drafted, found, rules)
    else:
        yield from _differences_of_the_refused(order, drafted, found, rules)


def _differences(order: WorkOrder, draft: Draft, found: SalesInvoice, rules: InvoiceRules) -> Iterator[Finding]:
    is_same_customer = found.customer is not None and found.customer.id == draft.debtor.id
    if not is_same_customer:
        yield _of_another_customer(order, found, draft.debtor.name)
    wanted_net, found_net = to_cents(draft.net), to_cents(found.net)
    if wanted_net != found_net:
        code = "hour_price_changed" if _is_priced_otherwise(order, draft, found, rules) else "amount_differs"
        yield about(order, found, code, work_order_net=wanted_net, invoice_net=found_net)
    elif not _is_vat_lawful(found, rules):
        yield about(order, found, "vat_differs", vat=to_cents(found.vat), invoice_net=found_net)
    elif is_same_customer and (difference := verify(draft, found).difference):
        is_changed = is_of_another_version(found) and not is_of_this_version(draft.line_ids_of_any_version, found)
        yield about(order, found, "order_changed_since" if is_changed else "invoice_edited", difference=difference)


def _differences_of_the_refused(
    order: WorkOrder, cause: Reason, found: SalesInvoice, rules: InvoiceRules
) -> Iterator[Finding]:
    """No draft can be built today; the customer, and the lines by themselves, can be held against the order still."""
    wanted = _customer_of_the_refused(order, cause, found, rules)
    if wanted:
        yield _of_another_customer(order, found, wanted)
    if not _bills_the_work(order, found, rules, rules.settings.round_hours_to):
        yield about(order, found, "not_recomputable", cause=cause)


def _customer_of_the_refused(order: WorkOrder, cause: Reason, found: SalesInvoice, rules: InvoiceRules) -> str:
    """The name of the customer that should have the invoice, when it has another; empty when nobody can tell."""
    billed = found.customer.id if found.customer else ""
    try:
        collective = rules.settings.collective_numbers
        debtor = find_debtor(order, rules.catalogue, rules.identity, may_create=False, collective=collective)
    except Refused as refusal:
        if refusal.reason.code == "number_conflict":
            return _name_on_the_order(order, found, rules)
        if cause.code != "customer_archived":
            return ""
        archived, name = rules.catalogue.customers_by_id.get(billed), cause.quoted("nl")["name"]
        return "" if archived and archived.is_archived and short(archived.name) == name else name
    return "" if debtor.id == billed else debtor.name


def _name_on_the_order(order: WorkOrder, found: SalesInvoice, rules: InvoiceRules) -> str:
    """Whom the order names, when the customer of the invoice has neither that name nor that address."""
    there = found.customer or Reference()
    known = rules.catalogue.customers_by_id.get(there.id)
    facts = facts_of_customer(known) if known else (PartyFacts(there.name),)
    party = debtor_of(order)
    return "" if any(same_party(facts_of(party), one) for one in facts) else party.name


def _of_another_customer(order: WorkOrder, found: SalesInvoice, wanted: str) -> Finding:
    there = (found.customer.name or found.customer.id) if found.customer else "-"
    return about(order, found, "customer_differs", wanted=wanted, found=there)


def _is_priced_otherwise(order: WorkOrder, draft: Draft, found: SalesInvoice, rules: InvoiceRules) -> bool:
    """Whether the very same work was billed at another hour price or rounding; hours for nothing are no such thing."""
    free, free_now = (sum(line.price == ZERO for line in lines) for lines in (found.lines, draft.lines))
    return free <= free_now and any(_bills_the_work(order, found, rules, minutes) for minutes in _ROUNDINGS)


def _bills_the_work(order: WorkOrder, found: SalesInvoice, rules: InvoiceRules, round_hours_to: int) -> bool:
    """Whether every line is ours, of the order as it is now, and the totals follow from the lines."""
    net = sum((to_cents(line.net) for line in found.lines), ZERO)
    is_ours = bills_the_order(order, version_of(order, rules.settings), round_hours_to, found)
    return is_ours and net == to_cents(found.net) and _is_vat_lawful(found, rules)


def _is_vat_lawful(found: SalesInvoice, rules: InvoiceRules) -> bool:
    """Whether the VAT follows from the invoice's own lines and rates; the bookkeeper may have chosen other rates."""
    rates = [(line.net, line.tax_rate.id if line.tax_rate else "") for line in found.lines]
    known = rules.catalogue.tax_rates
    if any(rate and rate not in known for _, rate in rates):
        return True  # a rate that is no longer listed tells no percentage
    lines = ((to_cents(net), known[rate].fraction if rate else ZERO) for net, rate in rates)
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
