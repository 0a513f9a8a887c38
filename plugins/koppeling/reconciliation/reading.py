"""Reads both sides as they are, invoices first: whatever is exported while we read is then found by its own id.

Calls: one for all work orders (OutSmart has neither pages nor a filter by date), one per thousand invoices, and one for
each work order that must have an invoice and has none in the list, since the list has a blind spot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from koppeling.export.context import Export
from koppeling.invoicing.header import one_word
from koppeling.reasons import reason
from koppeling.reconciliation.finding import Finding
from koppeling.reconciliation.quoting import Ledger, is_name_based
from koppeling.reconciliation.scope import Scope, may_be_invoiced
from koppeling.reconciliation.unforeseen import of_order, readable
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeContractError
from reeleezee.listed_invoices import ListedInvoice
from reeleezee.records import SalesInvoice

_INVOICES = "/SalesInvoices"


@dataclass(frozen=True)
class Sides:
    """`orders`: those the proof is about. `invoices`: row id → the invoice under the id computed for that order."""

    orders: tuple[WorkOrder, ...]
    invoices: Mapping[str, SalesInvoice]
    ledger: Ledger
    findings: tuple[Finding, ...]
    looked_up: int


@dataclass
class _Account:
    """The work orders of an OutSmart account: those in scope whole, of the others no more than number and id."""

    orders: list[WorkOrder] = field(default_factory=list)
    numbers: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, str] = field(default_factory=dict)
    unreadable: list[Finding] = field(default_factory=list)


def read_sides(export: Export, scope: Scope, *, is_shared: bool) -> Sides:
    """Read everything that the proof compares; raises the hooks' errors."""
    odd: list[Finding] = []
    since = export.reeleezee.sales_invoices_since(scope.since)
    slim = readable(since, _slim, odd, name=lambda one: one.invoice.id, system="Reeleezee")
    listed = {one.invoice.id: one for one in slim}
    account = _read_account(export, scope, listed)
    found = _Found()
    unknown: dict[str, Finding] = {}
    for order in account.orders:
        for finding in of_order(order, _find_invoice, found, export, order, listed):
            unknown[order.row_id] = finding
    invoices = found.invoices
    known = {one.invoice.id: one.invoice for one in listed.values()} | {i.id: i for i in invoices.values()}
    numbers = {number: tuple(row_ids) for number, row_ids in account.numbers.items()}
    ledger = Ledger(known, numbers, account.own, is_shared).understood(odd)
    told = {finding.invoice_id for finding in unknown.values()}
    unlisted = (finding for finding in _unreadable_invoices(export) if finding.invoice_id not in told)
    return Sides(
        tuple(order for order in account.orders if order.row_id not in unknown),
        invoices,
        ledger,
        (*odd, *account.unreadable, *unknown.values(), *unlisted, *_subjects(listed.values())),
        found.looked_up,
    )


@dataclass
class _Found:
    """The invoices of work orders by row id, and how many of them took a call of their own."""

    invoices: dict[str, SalesInvoice] = field(default_factory=dict)
    looked_up: int = 0


def _find_invoice(
    found: _Found, export: Export, order: WorkOrder, listed: Mapping[str, ListedInvoice]
) -> Iterable[Finding]:
    """Adds the order's invoice, if any; one that cannot be read accuses its order of nothing and holds up no other."""
    invoice_id = export.identity.invoice(order.row_id)
    one = listed.get(invoice_id)
    if one is not None and one.is_whole:
        found.invoices[order.row_id] = one.invoice
        return
    if one is None and not may_be_invoiced(order):
        return
    found.looked_up += 1
    try:
        invoice = export.reeleezee.sales_invoice(invoice_id)
    except ReeleezeeContractError as error:
        if error.status is not None:
            raise
        record = f"{order.label} ({invoice_id})"
        told = reason("record_unreadable", record=record, system="Reeleezee", fields="SalesInvoice")
        yield Finding(told, order.row_id, order.label, invoice_id=invoice_id)
        return
    if invoice is not None:
        found.invoices[order.row_id] = invoice


def _slim(one: ListedInvoice) -> ListedInvoice:
    """Of what cannot be ours only the totals matter: thousands of invoices must fit into one worker."""
    if is_name_based(one.invoice.id):
        return one
    return ListedInvoice(one.invoice.model_copy(update={"lines": ()}), one.is_whole, one.is_told)


def _read_account(export: Export, scope: Scope, listed: Container[str]) -> _Account:
    account = _Account()
    for read in export.outsmart.each_work_order():
        if not isinstance(read, WorkOrder):
            told = reason("record_unreadable", record=read.row_id or "?", system="OutSmart", fields=read.problem)
            account.unreadable.append(Finding(told, read.row_id))
            continue
        account.unreadable += of_order(read, _take, account, read, export, scope, listed)
    return account


def _take(
    account: _Account, order: WorkOrder, export: Export, scope: Scope, listed: Container[str]
) -> tuple[Finding, ...]:
    # the id first: whatever else goes wrong with this order, its invoice is nobody else's
    invoice_id = export.identity.invoice(order.row_id)
    account.own[invoice_id] = order.row_id
    account.numbers[one_word(order.label)].append(order.row_id)
    if scope.holds(order, is_invoiced=invoice_id in listed):
        account.orders.append(order)
    return ()


def _unreadable_invoices(export: Export) -> Iterable[Finding]:
    rows = {row.row_id: row for row in export.reeleezee.unreadable_rows if row.path.endswith(_INVOICES)}
    for row in rows.values():
        fields = ", ".join(row.fields)
        told = reason("record_unreadable", record=row.row_id or "?", system="Reeleezee", fields=fields)
        yield Finding(told, row.row_id, invoice_id=row.row_id)


def _subjects(listed: Iterable[ListedInvoice]) -> Iterable[Finding]:
    untold = sum(not one.is_told and not one.invoice.description for one in listed)
    if untold:
        yield Finding(reason("subjects_not_listed", count=untold), "SalesInvoices")
