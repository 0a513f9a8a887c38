"""Shows everything that is stored, for tests and for who looks at a demo."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sandbox.reeleezee.administration import Administration
from sandbox.reeleezee.answers import plain_number


def everything_stored(administrations: dict[str, Administration], main: str) -> dict[str, Any]:
    """The records of the main administration, and those of the others below their ids."""
    others = {key: _records(one) for key, one in administrations.items() if key != main}
    listed = [
        {"id": one.id, "Name": one.name, "SalesVATIncluded": one.sales_vat_included} for one in administrations.values()
    ]
    return {**_records(administrations[main]), "administrations": listed, "other_administrations": others}


def plain(value: Any) -> Any:
    """The value with decimals as JSON numbers."""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def _records(administration: Administration) -> dict[str, Any]:
    return {
        "customers": plain(list(administration.customers.values())),
        "vendors": plain(list(administration.vendors.values())),
        "products": plain(list(administration.products.values())),
        "invoices": plain(list(administration.invoices.values())),
        "uploads": {key: list(of_invoice.values()) for key, of_invoice in administration.uploads.items()},
    }
