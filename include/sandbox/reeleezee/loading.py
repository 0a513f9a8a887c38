"""Turns a seed's rows into stored records with every field that the server fills by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.invoices import fresh_invoice, store_invoice
from sandbox.reeleezee.lines import stored_line
from sandbox.reeleezee.parties import fresh_party, full_address, summarised
from sandbox.reeleezee.products import fresh_product


def load_parties(books: Books, model: str, rows: list[Row]) -> None:
    """Take over customers or vendors as they are."""
    blank = fresh_party(model)
    table = books.administration.rows(model)
    for row in rows:
        party = {**blank, **row}
        if "EMail" not in row or "FullAddress" not in row or "City" not in row:
            for address in party["AddressList"]:
                address.setdefault("FullAddress", full_address(address))
            summarised(party)
        table[row["id"]] = party
    books.administration.version += 1


def load_products(books: Books, rows: list[Row]) -> None:
    """Take over products and services as they are."""
    blank = fresh_product(books)
    books.administration.products.update((row["id"], {**blank, **row}) for row in rows)
    books.administration.version += 1


def load_invoices(books: Books, rows: list[Row]) -> None:
    """Take over invoices, with amounts computed from their lines."""
    for row in rows:
        invoice = {**fresh_invoice(books), **row}
        lines = [stored_line(line, place) for place, line in enumerate(row.get("DocumentLineList") or (), start=1)]
        if invoice["ReceiptNumber"] is None:
            invoice["ReceiptNumber"] = books.administration.next_receipt_number()
        store_invoice(books, invoice | {"DocumentLineList": lines})


def load_administrations(rows: list[Row]) -> dict[str, Administration]:
    """The administrations of a seed, still without records."""
    return {
        row["id"].lower(): Administration(
            row["id"].lower(), row["Name"], sales_vat_included=bool(row.get("SalesVATIncluded", False))
        )
        for row in rows
    }


def as_decimals(value: Any) -> Any:
    """The value with every float in it as the decimal that it spells."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {key: as_decimals(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_decimals(one) for one in value]
    return value
