"""Acts as a person behind Reeleezee's own screens, who may do what the API does not offer."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from sandbox.reeleezee.actions import book, reopen
from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.invoices import put_invoice, store_invoice
from sandbox.reeleezee.lines import new_lines
from sandbox.reeleezee.loading import as_decimals, load_parties, load_products
from sandbox.reeleezee.parties import full_address, summarised
from sandbox.reeleezee.refused import RefusedError

_MODELS = {"customers": "Customer", "vendors": "Vendor", "products": "Product", "invoices": "SalesInvoice"}


def back_office(books: Books, path: str, body: Any) -> Any:
    """Do what path and body say (create, set, delete, book, reopen, rebuild lines) and answer with the record."""
    name, _, record_id = path.strip("/").partition("/")
    wish: Row = as_decimals(_expected(body, dict, "the body"))
    try:
        if name == "administration" and not record_id:
            return _set_administration(books, wish)
        if name not in _MODELS:
            raise LookupError(f"there is no back-office action {path!r}")
        return _act(books, _MODELS[name], record_id.lower(), wish) if record_id else _create(books, _MODELS[name], wish)
    except RefusedError as refused:
        raise ValueError(refused.message) from refused


def _set_administration(books: Books, wish: Row) -> Row:
    unknown = set(wish) - {"Name", "SalesVATIncluded"}
    if unknown:
        raise ValueError(f"unknown for an administration: {', '.join(sorted(unknown))}")
    books.administration.name = wish.get("Name", books.administration.name)
    books.administration.sales_vat_included = wish.get("SalesVATIncluded", books.administration.sales_vat_included)
    return {"id": books.administration.id, "Name": books.administration.name}


def _create(books: Books, model: str, row: Row) -> Row:
    row.setdefault("id", str(uuid.uuid4()))
    if model == "SalesInvoice":
        return put_invoice(books, row["id"], row)
    if model == "Product":
        load_products(books, [row])
    else:
        if row.get("IdentifierNumber") is None:
            row["IdentifierNumber"] = books.administration.next_party_number(model)
        load_parties(books, model, [row])
    return books.administration.rows(model)[row["id"]]


def _act(books: Books, model: str, record_id: str, wish: Row) -> Any:
    if record_id not in books.administration.rows(model):
        raise LookupError(f"there is no {model} {record_id}")
    known = {"set", "delete"} | ({"book", "reopen", "lines"} if model == "SalesInvoice" else set())
    if set(wish) - known or not wish:
        raise ValueError(f"expected one of {', '.join(sorted(known))}, got {', '.join(sorted(wish)) or 'nothing'}")
    if wish.get("delete"):
        return _delete(books, model, record_id)
    if "set" in wish:
        _set(books, model, record_id, wish["set"])
    if "lines" in wish:
        _rebuild_lines(books, record_id, wish["lines"])
    if wish.get("book"):
        book(books, record_id)
    if wish.get("reopen"):
        reopen(books, record_id)
    return books.administration.rows(model)[record_id]


def _delete(books: Books, model: str, record_id: str) -> Row:
    if model == "SalesInvoice":
        books.administration.remove_invoice(record_id)
    else:
        books.administration.remove(model, record_id)
    return {"deleted": record_id}


def _expected(value: Any, kind: type, what: str) -> Any:
    if not isinstance(value, kind):
        # the shell answers a ValueError with 400, whatever was wrong
        raise ValueError(f"{what} must be a {kind.__name__}")  # noqa: TRY004
    return value


def _set(books: Books, model: str, record_id: str, wish: Any) -> None:
    keys = {one.name: one.key for one in books.model(model).properties}
    unknown = set(_expected(wish, dict, "set")) - set(keys) - set(keys.values())
    if unknown:
        raise ValueError(f"{model} has no {', '.join(sorted(unknown))}")
    values = {keys.get(name, name): value for name, value in wish.items()}
    row = books.administration.rows(model)[record_id] | values
    if model == "SalesInvoice":
        store_invoice(books, row | {"DocumentLineList": [_with_decimals(line) for line in row["DocumentLineList"]]})
    elif model == "Product":
        books.administration.store(model, row)
    else:
        if "AddressList" in values:
            row["AddressList"] = [{"FullAddress": full_address(one), **one} for one in values["AddressList"]]
        is_list_changed = values.keys() & {"AddressList", "CommunicationChannelList"}
        books.administration.store(model, summarised(row) if is_list_changed else row)


def _with_decimals(line: Row) -> Row:
    """Whole numbers come from JSON without decimals, and amounts are worked out in decimals."""
    numbers = {name: Decimal(line[name]) for name in ("Quantity", "Price") if isinstance(line.get(name), int)}
    return line | numbers


def _rebuild_lines(books: Books, invoice_id: str, lines: Any) -> None:
    """As a person would: the lines are typed anew, so they get ids of the server's own."""
    _expected(lines, list, "lines")
    retyped = [{name: value for name, value in line.items() if name != "id"} for line in lines]
    row = books.administration.invoices[invoice_id]
    store_invoice(books, row | {"DocumentLineList": new_lines(books, invoice_id, retyped)})
