"""Carries out the actions that move an invoice from concept to booked and back."""

from __future__ import annotations

from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.invoices import CLOSED, CONCEPT, NOT_ALLOWED, OPEN, midnight, store_invoice
from sandbox.reeleezee.refused import RefusedError, invalid_data, invalid_request
from sandbox.reeleezee.tables import STANDARD

BOOK, CORRECT = 17, 19
_COMPUTE, _FIND_DUPLICATES = 133, 138
_NUMBER_TAKEN = "Dit factuurnummer is al in gebruik"
_NOT_APPLICABLE = "APIActions_NotApplicable"


def act(books: Books, invoice_id: str, body: Any) -> None:
    """Perform the action that the body names."""
    if not isinstance(body, dict) or not isinstance(body.get("Type"), int):
        raise invalid_request()
    kind = body["Type"]
    if kind not in STANDARD["ActionKind"]:
        raise invalid_data()
    if kind in {_COMPUTE, _FIND_DUPLICATES}:
        return
    if kind == BOOK:
        book(books, invoice_id)
    elif kind == CORRECT:
        reopen(books, invoice_id)
    else:
        raise RefusedError(400, _NOT_APPLICABLE)


def offered_actions(row: Row) -> list[Row]:
    """What may be done with the invoice as it is now."""
    kinds = [BOOK, _COMPUTE, _FIND_DUPLICATES] if row["Status"] == CONCEPT else [CORRECT, _FIND_DUPLICATES]
    names = STANDARD["ActionKind"]
    return [{"id": row["id"], "Type": kind, "Description": names[kind]["Description"]} for kind in kinds]


def book(books: Books, invoice_id: str) -> None:
    """Make a concept final, with a number and a posting date."""
    row = books.administration.invoices[invoice_id]
    if row["Status"] != CONCEPT:
        raise RefusedError(409, NOT_ALLOWED)
    if not row["DocumentLineList"]:
        raise invalid_data()
    _refuse_foreign_vat(books, row)
    number = row["InvoiceNumber"] or books.administration.next_invoice_number()
    if books.switches.flag("number_taken") or _is_taken(books, invoice_id, number):
        raise RefusedError(400, _NUMBER_TAKEN)
    store_invoice(
        books,
        row
        | {
            "Status": OPEN if row["BaseRemainingAmount"] else CLOSED,
            "InvoiceNumber": number,
            "Reference": f"RLZ-{number}",
            "BookDate": row["BookDate"] or midnight(books),
        },
    )


def reopen(books: Books, invoice_id: str) -> None:
    """Turn a booked invoice back into the same concept."""
    row = books.administration.invoices[invoice_id]
    if row["Status"] == CONCEPT:
        raise RefusedError(409, NOT_ALLOWED)
    books.administration.store_invoice(row | {"Status": CONCEPT})


def _is_taken(books: Books, invoice_id: str, number: int) -> bool:
    return any(
        other["InvoiceNumber"] == number and other["Status"] != CONCEPT and other["id"] != invoice_id
        for other in books.administration.invoices.values()
    )


def _refuse_foreign_vat(books: Books, row: Row) -> None:
    if not books.switches.flag("foreign_vat_refused") or row["Entity"] is None:
        return
    customer = books.administration.find("Customer", row["Entity"]["id"]) or {}
    if customer.get("FiscalProcessParametersList"):
        return
    for place, line in enumerate(row["DocumentLineList"], start=1):
        rate = STANDARD["TaxRate"][line["TaxRate"]["id"]] if line["TaxRate"] else None
        if rate is not None and not rate["Name"].startswith("NL"):
            country = rate["Name"].partition(",")[0]
            document = f"Verkoopfactuur {row['ReceiptNumber']}"
            raise RefusedError(400, f"{document} heeft een ongeldig belastingtarief '{country}' op regel {place}")
