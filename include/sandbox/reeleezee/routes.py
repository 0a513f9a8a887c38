"""Finds what a path below an administration means; letter case never matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.core.api import ApiResponse
from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.answers import empty_answer, json_answer
from sandbox.reeleezee.call import Call, wrong_verb
from sandbox.reeleezee.invoice_routes import answer_invoice
from sandbox.reeleezee.listings import BUSINESS, GLOBAL, ROUTE_SWITCHES, Listing
from sandbox.reeleezee.party_routes import answer_party
from sandbox.reeleezee.products import put_product
from sandbox.reeleezee.reading import read_collection
from sandbox.reeleezee.refused import RefusedError, no_route, not_found


def answer_business(call: Call) -> ApiResponse:
    """Answer a call on an administration's own records."""
    name, depth = call.segments[0], len(call.segments)
    listing = BUSINESS.get(name)
    if listing is None:
        raise no_route()
    if depth == 1:
        return _answer_collection(call, listing)
    answer = _WRITABLE.get(name)
    if answer is not None:
        return answer(call)
    if depth > 2 or not listing.has_items:
        raise no_route()
    if call.method != "GET":
        raise wrong_verb(call.method)
    return _one_of(call, listing, call.guid(1))


def answer_global(call: Call) -> ApiResponse:
    """Answer a call on a list that no administration owns."""
    name, depth = call.segments[0], len(call.segments)
    listing = GLOBAL[name]
    switch = ROUTE_SWITCHES.get(name)
    if depth > 2 or (switch is not None and not call.books.switches.flag(switch)):
        raise no_route()
    if call.method != "GET":
        raise wrong_verb(call.method)
    if depth == 1:
        return call.rows(listing.model, listing.rows(call.books.administration, call.language))
    number = call.segments[1]
    return _one_of(call, listing, int(number) if number.isascii() and number.isdigit() else call.guid(1))


def _answer_collection(call: Call, listing: Listing) -> ApiResponse:
    if call.method != "GET":
        raise wrong_verb(call.method)
    if listing.model in {"Customer", "Vendor", "Product", "SalesInvoice"}:
        return json_answer(_large_collection(call, listing))
    rows = listing.rows(call.books.administration, call.language)
    if listing.model == "Ledger":
        searched = next((value.lower() for name, value in call.request.query if name == "search"), "")
        rows = [row for row in rows if searched in f"{row['AccountNumber']} {row['Description']}".lower()]
    return call.rows(listing.model, rows)


def _large_collection(call: Call, listing: Listing) -> dict[str, Any]:
    def rows() -> list[Row]:
        return listing.rows(call.books.administration, call.language)

    return read_collection(call.books, listing.model, call.kept, (call.segments[0],), rows, call.request)


def _one_of(call: Call, listing: Listing, record_id: object) -> ApiResponse:
    for row in listing.rows(call.books.administration, call.language):
        if row["id"] == record_id:
            return call.item(listing.model, row)
    raise not_found()


def _answer_product(call: Call) -> ApiResponse:
    if len(call.segments) > 2:
        raise no_route()
    product_id = call.guid(1)
    if call.method == "GET":
        return call.item("Product", call.record("Product"))
    if call.method == "PUT":
        call.books.check_query("Product", call.request)
        return call.stored("Product", put_product(call.books, product_id, call.body_of(product_id)))
    if call.method == "DELETE" and call.books.switches.flag("products_deletable"):
        _delete_product(call)
        return empty_answer()
    raise wrong_verb(call.method)


def _delete_product(call: Call) -> None:
    product_id = call.record("Product")["id"]
    for invoice in call.books.administration.invoices.values():
        if any((line["Product"] or {}).get("id") == product_id for line in invoice["DocumentLineList"]):
            raise RefusedError(400, "Dit product is in gebruik en kan niet worden verwijderd")
    call.books.administration.remove("Product", product_id)


_WRITABLE: dict[str, Callable[[Call], ApiResponse]] = {
    "customers": answer_party,
    "vendors": answer_party,
    "products": _answer_product,
    "salesinvoices": answer_invoice,
}
