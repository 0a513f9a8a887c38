"""Stores products and services, of which nothing is required."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.lookups import tax_rate_id, unit_id
from sandbox.reeleezee.refused import RefusedError, invalid_request
from sandbox.reeleezee.tables import STANDARD


def put_product(books: Books, product_id: str, body: Any) -> Row:
    """Create or update a product under the client's id."""
    changes = books.read_body("Product", body)
    stored = books.administration.products.get(product_id)
    row = {**(stored or {"id": product_id, **fresh_product(books)}), **changes}
    if row["ProductKind"] is None:
        row["ProductKind"] = 1
    if row["ProductKind"] not in STANDARD["ProductKind"]:
        raise invalid_request()
    for name in ("Price", "PurchasePrice"):
        row[name] = rounded_price(books, row[name])
    _refuse_code_in_use(books, row)
    return books.administration.store("Product", row)


def fresh_product(books: Books) -> Row:
    """A product as it is before anything was set."""
    rate = books.switches.word("product_default_tax_rate")
    return {
        "Code": None,
        "Description": None,
        "SearchName": None,
        "Comment": None,
        "ProductKind": 1,
        "Price": Decimal(0),
        "PurchasePrice": None,
        "IsArchived": False,
        "UnitOfMeasurement": {"id": unit_id("ST")},
        "TaxRate": {"id": tax_rate_id(rate)} if rate else None,
        "PurchaseTaxRate": None,
        "DocumentCategoryAccount": None,
    }


def rounded_price(books: Books, price: Decimal | None) -> Decimal | None:
    """The price with as many decimals as the server keeps."""
    if price is None:
        return None
    smallest = Decimal(1).scaleb(-books.switches.number("price_decimals"))
    return price.quantize(smallest, ROUND_HALF_UP)


def _refuse_code_in_use(books: Books, row: Row) -> None:
    if not books.switches.flag("product_code_unique") or not row["Code"]:
        return
    for other in books.administration.products.values():
        if other["id"] != row["id"] and other.get("Code") == row["Code"]:
            raise RefusedError(400, f"Productcode '{row['Code']}' is al in gebruik")
