"""Builds the lines of an invoice from what a client sent, deciding what the client left open."""

from __future__ import annotations

import uuid
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.arithmetic import cents
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.guids import as_guid
from sandbox.reeleezee.lookups import category_account_id, tax_rate_id
from sandbox.reeleezee.products import rounded_price
from sandbox.reeleezee.refused import RefusedError, invalid_data, invalid_request

_PRODUCT_LINE, _PLAIN_LINE = 11, 4
_DEFAULT_ACCOUNT = "8000"
_HIGH, _LOW = "NL, Hoog Tarief", "NL, Laag tarief"

BLANK_LINE: Row = {"ShowUOM": False} | dict.fromkeys(
    [
        *("Description", "Quantity", "Price", "DiscountPercentage", "DiscountAmount", "NetAmount", "TaxAmount"),
        *("InvoiceLineType", "Date", "TaxRate", "Product", "UnitOfMeasurement", "DocumentCategoryAccount", "Account"),
    ]
)


def new_lines(books: Books, invoice_id: str, sent: Any) -> list[Row]:
    """All lines of an invoice in order; they take the place of the older ones."""
    if not isinstance(sent, list):
        raise invalid_request()
    if books.switches.flag("drop_last_line"):
        sent = sent[:-1]
    lines = [_line(books, body, position) for position, body in enumerate(sent, start=1)]
    _refuse_ids_in_use(books, invoice_id, lines)
    lines.sort(key=lambda line: int(line["Sequence"]))
    if lines:
        _store_falsely(books, lines[0])
    return lines


def stored_line(row: Row, position: int) -> Row:
    """A line as a seed wrote it, completed."""
    return {"id": str(uuid.uuid4()), "Sequence": position, **BLANK_LINE, "InvoiceLineType": _PLAIN_LINE, **row}


def _line(books: Books, body: Any, position: int) -> Row:
    changes = books.read_body("SalesInvoiceLine", body)
    row = {**BLANK_LINE, "id": _line_id(books, body), "Sequence": position, **changes}
    if row["Sequence"] is None:
        row["Sequence"] = position
    _settle_price(books, row)
    if books.switches.flag("lines_in_one_piece"):
        price = row["Quantity"] * row["Price"] * (1 - (row["DiscountPercentage"] or 0))
        row |= {"Quantity": Decimal(1), "Price": cents(price), "DiscountPercentage": None}
    _settle_references(books, row)
    if row["InvoiceLineType"] is None:
        row["InvoiceLineType"] = _PRODUCT_LINE if row["Product"] else _PLAIN_LINE
    return row


def _line_id(books: Books, body: Row) -> str:
    sent = body.get("id")
    if sent is None:
        return str(uuid.uuid4())
    found = as_guid(sent)
    if found is None:
        raise invalid_request()
    return found if books.switches.flag("keep_line_ids") else str(uuid.uuid4())


def _settle_price(books: Books, row: Row) -> None:
    """Without a price the net amount counts, as one piece; a VAT amount is only taken together with it."""
    row["GivenTaxAmount"] = None
    if row["Price"] is None and row["NetAmount"] is not None:
        row["GivenTaxAmount"] = row["TaxAmount"]
        row["Quantity"], row["Price"] = Decimal(1), row["NetAmount"]
        return
    kept = Decimal(1).scaleb(-books.switches.number("quantity_decimals"))
    row["Quantity"] = Decimal(1) if row["Quantity"] is None else row["Quantity"].quantize(kept, ROUND_HALF_UP)
    row["Price"] = rounded_price(books, row["Price"]) or Decimal(0)


def _settle_references(books: Books, row: Row) -> None:
    product = books.administration.find("Product", row["Product"]["id"]) if row["Product"] else None
    if row["TaxRate"] is None:
        row["TaxRate"] = _left_open(books.switches.word("line_without_tax_rate"), product, "TaxRate")
    if row["Account"] is not None:
        _refuse_total_account(books, row["Account"]["id"])
    elif row["DocumentCategoryAccount"] is None:
        word = books.switches.word("line_without_account")
        found = _left_open(word, product, "DocumentCategoryAccount")
        row["DocumentCategoryAccount"] = found or {"id": category_account_id(_DEFAULT_ACCOUNT)}
    if row["UnitOfMeasurement"] is None and product is not None:
        row["UnitOfMeasurement"] = product.get("UnitOfMeasurement")
    if books.switches.flag("ignore_product"):
        row["Product"] = None


def _left_open(word: str, product: Row | None, name: str) -> Row | None:
    if word == "refuse":
        raise invalid_data()
    found: Row | None = product.get(name) if word == "product" and product is not None else None
    return found


def _refuse_total_account(books: Books, account_id: str) -> None:
    account = books.administration.find("Ledger", account_id)
    if account is not None and account["IsTotalAccount"]:
        raise RefusedError(
            400,
            f"Grootboekrekening {account['AccountNumber']} {account['Description']} is een Totaalrekening; "
            "hierop kan niet worden geboekt",
        )


def _refuse_ids_in_use(books: Books, invoice_id: str, lines: list[Row]) -> None:
    wanted = {line["id"] for line in lines}
    if len(wanted) < len(lines):
        raise invalid_data()
    if books.switches.word("line_id_of_other_invoice") == "allow":
        return
    owner = books.administration.line_owners
    if any(owner.get(line_id, invoice_id) != invoice_id for line_id in wanted):
        raise invalid_data()


def _store_falsely(books: Books, line: Row) -> None:
    """Carry out the faults that make the server store something else than was sent."""
    line["Price"] += Decimal(books.switches.number("line_price_cents_off")) / 100
    if books.switches.flag("swap_tax_rate"):
        high = {"id": tax_rate_id(_HIGH)}
        line["TaxRate"] = {"id": tax_rate_id(_LOW)} if line["TaxRate"] == high else high
