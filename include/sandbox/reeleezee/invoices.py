"""Creates, changes and deletes sales invoices by the server's own rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.lines import new_lines
from sandbox.reeleezee.lookups import SALES_CATEGORY, document_category_id
from sandbox.reeleezee.refused import RefusedError, invalid_data
from sandbox.reeleezee.totals import with_totals

CONCEPT, OPEN, CLOSED = 1, 2, 3
_SALES_DOCUMENT = 10
_RECEIPT_ORIGIN = 1
DOCUMENT_ORIGIN = 2
_IGNORED = (
    ("ignore_entity", "Entity"),
    ("ignore_header", "Header"),
    ("ignore_origin", "Origin"),
    ("ignore_due_date", "DueDate"),
)
NOT_ALLOWED = "APIActions_NotAllowed"


def put_invoice(books: Books, invoice_id: str, body: Any) -> Row:
    """Create or update an invoice under the client's id; scalars change one by one, the lines all together."""
    stored = books.administration.invoices.get(invoice_id)
    if stored is not None and stored["Status"] != CONCEPT:
        on_booked = books.switches.word("put_on_booked")
        if on_booked == "refuse":
            raise invalid_data()
        if on_booked == "ignore":
            return stored
    changes = books.read_body("SalesInvoice", body)
    _drop_ignored(books, changes)
    row = {**(stored or {"id": invoice_id, **fresh_invoice(books)}), **changes}
    _settle_customer(books, row, is_changed="Entity" in changes)
    _settle_defaults(books, row)
    if "DocumentLineList" in body and (body["DocumentLineList"] is not None or _clears_nulls(books)):
        row["DocumentLineList"] = new_lines(books, invoice_id, body["DocumentLineList"] or [])
    if row["ReceiptNumber"] is None:
        row["ReceiptNumber"] = books.administration.next_receipt_number()
    if row["Reference"] is None and books.switches.flag("reference_on_concept"):
        row["Reference"] = row["ReceiptNumber"]
    return store_invoice(books, row)


def fresh_invoice(books: Books) -> Row:
    """An invoice as it is before anything was set."""
    return {
        "Status": CONCEPT,
        "DocumentType": _SALES_DOCUMENT,
        "Type": 1,
        "Origin": _RECEIPT_ORIGIN,
        "Date": midnight(books),
        "BookDate": None,
        "DueDate": None,
        "InvoiceNumber": None,
        "Reference": None,
        "ReceiptNumber": None,
        "Header": None,
        "Footer": None,
        "Bottom": None,
        "PaymentReference": None,
        "IsVatIncluded": books.administration.sales_vat_included,
        "AccruedQuantity": None,
        "UnspecifiedAmount": Decimal(0),
        "ExchangeRate": Decimal(1),
        "IsArchived": False,
        "IsFixedAmount": False,
        "IsPeriodicInvoice": False,
        "NumberOfTimesEmailed": 0,
        "NumberOfTimesPrinted": 0,
        "OverdueDays": None,
        "Entity": None,
        "DocumentCategory": {"id": document_category_id(SALES_CATEGORY)},
        "DocumentLineList": [],
    }


def store_invoice(books: Books, row: Row) -> Row:
    """Compute all amounts and keep the invoice."""
    return books.administration.store_invoice(with_totals(books, row))


def delete_invoice(books: Books, invoice_id: str) -> None:
    """Delete a concept with its attachments; a booked invoice stays."""
    row = books.administration.invoices[invoice_id]
    if row["Status"] != CONCEPT and books.switches.word("delete_booked") == "refuse":
        raise RefusedError(409, NOT_ALLOWED)
    books.administration.remove_invoice(invoice_id)


def midnight(books: Books) -> str:
    """Today, in the spelling of stored dates."""
    return f"{books.today().isoformat()}T00:00:00"


def _clears_nulls(books: Books) -> bool:
    return books.switches.word("explicit_null") == "clear"


def _drop_ignored(books: Books, changes: Row) -> None:
    for switch, name in _IGNORED:
        if books.switches.flag(switch):
            changes.pop(name, None)
    if books.switches.flag("ignore_vat_included"):
        changes["IsVatIncluded"] = True


def _settle_customer(books: Books, row: Row, *, is_changed: bool) -> None:
    customer = books.administration.find("Customer", row["Entity"]["id"]) if row["Entity"] else None
    if customer is None:
        return
    if is_changed and customer.get("IsArchived") and books.switches.flag("archived_customer_refused"):
        raise RefusedError(400, f"Relatie '{customer.get('Name')}' is gearchiveerd")
    if row["DueDate"] is None and row["Date"] is not None and books.switches.flag("fills_due_date"):
        days = customer.get("DueDays") or 0
        row["DueDate"] = (datetime.fromisoformat(row["Date"]) + timedelta(days=days)).isoformat()


def _settle_defaults(books: Books, row: Row) -> None:
    """A null sent for a field that the server always fills brings its default back."""
    for name, value in fresh_invoice(books).items():
        if row.get(name) is None and value is not None:
            row[name] = value
