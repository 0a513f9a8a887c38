"""Says which records each readable collection consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.invoices import DOCUMENT_ORIGIN
from sandbox.reeleezee.tables import table

Rows: TypeAlias = Callable[[Administration, str], list[Row]]

_REVENUE, _COST = 1, 2


@dataclass(frozen=True)
class Listing:
    """A collection: the model of its rows, the rows themselves, and whether one can be read by its id."""

    model: str
    rows: Rows
    has_items: bool = True


def _own(model: str) -> Rows:
    return lambda administration, _: list(administration.rows(model).values())


def _standard(target: str) -> Rows:
    return lambda _, language: list(table(target, language).values())


def _ledgers(account_type: int) -> Rows:
    return lambda _, language: [row for row in table("Ledger", language).values() if row["AccountType"] == account_type]


def _invoices(administration: Administration, _: str) -> list[Row]:
    """Only real invoice documents are listed; whatever else was put is found by its id and under Receipts."""
    return [row for row in administration.invoices.values() if row["Origin"] == DOCUMENT_ORIGIN]


def _relations(administration: Administration, _: str) -> list[Row]:
    vendors = ({**row, "DueDays": row.get("PaymentDueDays")} for row in administration.vendors.values())
    return [*administration.customers.values(), *vendors]


def _addresses(administration: Administration, language: str) -> list[Row]:
    return [address for party in _relations(administration, language) for address in party["AddressList"]]


def _settings(administration: Administration, _: str) -> list[Row]:
    return [{"id": administration.id, "SalesVATIncluded": administration.sales_vat_included}]


# Routes that exist below an administration and without one.
BUSINESS: dict[str, Listing] = {
    "customers": Listing("Customer", _own("Customer")),
    "vendors": Listing("Vendor", _own("Vendor")),
    "relations": Listing("Relation", _relations),
    "addresses": Listing("Address", _addresses, has_items=False),
    "products": Listing("Product", _own("Product")),
    "salesinvoices": Listing("SalesInvoice", _invoices),
    "receipts": Listing("Receipt", lambda administration, _: list(administration.invoices.values()), has_items=False),
    "taxrates": Listing("TaxRate", _standard("TaxRate")),
    "ledgers": Listing("Ledger", _standard("Ledger")),
    "accounts": Listing("Ledger", _standard("Ledger")),
    "salesaccounts": Listing("Ledger", _ledgers(_REVENUE)),
    "purchaseaccounts": Listing("Ledger", _ledgers(_COST)),
    "documentcategories": Listing("DocumentCategory", _standard("DocumentCategory")),
    "documentcategoryaccounts": Listing("DocumentCategoryAccount", _standard("DocumentCategoryAccount")),
    "administrationsettings": Listing("AdministrationSettings", _settings, has_items=False),
}

# Lists that no administration owns; below one they are an unknown route.
GLOBAL: dict[str, Listing] = {
    "documentstatuses": Listing("DocumentStatus", _standard("DocumentStatus")),
    "actionkinds": Listing("ActionKind", _standard("ActionKind")),
    "entitytypes": Listing("EntityType", _standard("EntityType")),
    "customerstatuses": Listing("CustomerStatus", _standard("CustomerStatus")),
    "productkinds": Listing("ProductKind", _standard("ProductKind")),
    "unitofmeasurements": Listing("UnitOfMeasurement", _standard("UnitOfMeasurement")),
}

# Global lists that only some clients, or none, have seen.
ROUTE_SWITCHES = {
    "entitytypes": "entity_types_route",
    "customerstatuses": "customer_statuses_route",
    "productkinds": "product_kinds_route",
    "unitofmeasurements": "units_route",
}
