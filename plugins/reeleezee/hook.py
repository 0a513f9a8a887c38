"""Gives DAGs the Reeleezee API as typed records, over one session with one login.

Reading is tried again when it fails; writing is not, except as each method says. What may be concluded from a failure
is told by the type of the error (`reeleezee.errors`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from reeleezee import reading, storing
from reeleezee.errors import ReeleezeeConfigurationError, ReeleezeeContractError
from reeleezee.expansion import Expansion
from reeleezee.listed_invoices import ListedInvoice, listed_invoices
from reeleezee.query import any_of, query, text_literal
from reeleezee.reading import Row
from reeleezee.records import (
    Address,
    CategoryAccount,
    Customer,
    Ledger,
    LegalForm,
    Product,
    SalesInvoice,
    TaxRate,
    UnitOfMeasurement,
)
from reeleezee.session import ReeleezeeSession

R = TypeVar("R")

PARTY_EXPANSIONS = (
    "AddressList($expand=Country),EntityType,CommunicationChannelList",
    "AddressList,EntityType,CommunicationChannelList",
    "EntityType",
    "",
)
INVOICE_EXPANSION = "Entity,DocumentLineList($expand=Product,TaxRate)"


class ReeleezeeHook(ReeleezeeSession):
    """The records of one administration. Rows that are not as documented are left out, in `unreadable_rows`."""

    def __init__(
        self, reeleezee_conn_id: str = "reeleezee_default", *, administration_id: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(reeleezee_conn_id, administration_id=administration_id, **kwargs)
        self._customer_expansion = Expansion(*PARTY_EXPANSIONS)
        self._tax_expansion = Expansion(f"{PARTY_EXPANSIONS[0]},FiscalProcessParametersList", *PARTY_EXPANSIONS)
        self._vendor_expansion = Expansion(*PARTY_EXPANSIONS)
        self._product_expansion = Expansion("*", "")
        self._address_expansion = Expansion("Country", "")
        self._some_addresses = False
        self._left_out_addresses = False
        self.ids_are_filtered = True
        """False once it shows that a collection cannot be filtered by id, so that records are read one by one."""

    # --- parties --------------------------------------------------------------------------------------------------

    @property
    def addresses_expanded(self) -> bool:
        """False once it shows that `customers()` comes without addresses, so that each must be asked for."""
        left_out = self._left_out_addresses and not self._some_addresses
        is_expanded = all("AddressList" in used.accepted for used in (self._customer_expansion, self._tax_expansion))
        return is_expanded and not left_out

    def customers(self, *, with_tax_numbers: bool = False) -> Iterator[Customer]:
        """All customers, page by page; their VAT numbers as far as asked for and shown in a list."""
        path = self._path("Customers")
        expansion = self._tax_expansion if with_tax_numbers else self._customer_expansion
        rows = self._watched(reading.collection(self._api(), path, expansion))
        return reading.records(Customer.model_validate, rows, path, self.unreadable_rows)

    def vendors(self) -> Iterator[Customer]:
        """All vendors, page by page, in the shape of customers."""
        path = self._path("Vendors")
        rows = reading.collection(self._api(), path, self._vendor_expansion)
        return reading.records(_vendor, rows, path, self.unreadable_rows)

    def customer(self, customer_id: str) -> Customer | None:
        """One customer with addresses, or None when Reeleezee has none with this id."""
        row = self._customer_row(customer_id)
        return None if row is None else reading.record(Customer.model_validate, row, self._path("Customers"))

    def customers_by_number(self, numbers: Sequence[int]) -> list[Customer]:
        """The customers with these debtor numbers, with addresses; several when several share a number."""
        wanted = {number: str(number) for number in numbers}
        rows = self._matching("Customers", self._customer_expansion, "IdentifierNumber", list(wanted.values()))
        path = self._path("Customers")
        with_addresses = (self._with_addresses(row) for row in rows)
        found = reading.records(Customer.model_validate, with_addresses, path, self.unreadable_rows)
        return [customer for customer in found if customer.number in wanted]

    def customers_by_id(self, customer_ids: Sequence[str]) -> list[Customer]:
        """The customers with these ids, with addresses; ids that Reeleezee does not have are left out."""
        path = self._path("Customers")
        rows = self._by_id("Customers", self._customer_expansion, customer_ids, self._customer_row)
        with_addresses = (self._with_addresses(row) for row in rows)
        return list(reading.records(Customer.model_validate, with_addresses, path, self.unreadable_rows))

    def vendors_by_id(self, vendor_ids: Sequence[str]) -> list[Customer]:
        """The vendors with these ids; ids that Reeleezee does not have are left out."""
        path = self._path("Vendors")
        rows = self._by_id("Vendors", self._vendor_expansion, vendor_ids, self._vendor_row)
        return list(reading.records(_vendor, rows, path, self.unreadable_rows))

    def addresses(self, customer_id: str) -> list[Address]:
        """The addresses of one customer."""
        path = self._path("Customers", customer_id, "Addresses")
        return [reading.record(Address.model_validate, row, path) for row in self._address_rows(customer_id)]

    def put_customer(self, customer_id: str, body: Mapping[str, Any]) -> Customer:
        """Makes or changes a customer and returns what Reeleezee holds afterwards."""
        path = self._path("Customers", customer_id)
        row = self._store(path, body, lambda: self._customer_row(customer_id))
        return reading.record(Customer.model_validate, row, path)

    def put_address(self, customer_id: str, address_id: str, body: Mapping[str, Any]) -> None:
        """Makes or changes an address of a customer."""
        path = self._path("Customers", customer_id, "Addresses", address_id)
        self._store(path, body, lambda: reading.single(self._api(), path, address_id, self._address_expansion))

    # --- products -------------------------------------------------------------------------------------------------

    def products(self) -> Iterator[Product]:
        """All products and services, page by page."""
        path = self._path("Products")
        rows = reading.collection(self._api(), path, self._product_expansion)
        return reading.records(Product.from_row, rows, path, self.unreadable_rows)

    def product(self, product_id: str) -> Product | None:
        """One product, or None when Reeleezee has none with this id."""
        row = self._product_row(product_id)
        return None if row is None else reading.record(Product.from_row, row, self._path("Products"))

    def products_by_code(self, codes: Sequence[str]) -> list[Product]:
        """The products with exactly these codes; several when several share a code."""
        wanted = {code: text_literal(code) for code in codes}
        rows = self._matching("Products", self._product_expansion, "Code", list(wanted.values()))
        found = reading.records(Product.from_row, rows, self._path("Products"), self.unreadable_rows)
        return [product for product in found if product.code in wanted]

    def products_by_id(self, product_ids: Sequence[str]) -> list[Product]:
        """The products with these ids; ids that Reeleezee does not have are left out."""
        rows = self._by_id("Products", self._product_expansion, product_ids, self._product_row)
        return list(reading.records(Product.from_row, rows, self._path("Products"), self.unreadable_rows))

    def put_product(self, product_id: str, body: Mapping[str, Any]) -> Product:
        """Makes or changes a product and returns what Reeleezee holds afterwards."""
        path = self._path("Products", product_id)
        row = self._store(path, body, lambda: self._product_row(product_id))
        return reading.record(Product.from_row, row, path)

    # --- lists ----------------------------------------------------------------------------------------------------

    def sales_prices_include_vat(self) -> bool | None:
        """Whether sales prices are kept including VAT; None when Reeleezee does not tell it of this administration."""
        rows = self._settings_at(self._path("AdministrationSettings"))
        # The unscoped route speaks of the login's own administration: it tells something only if there is no other.
        if rows is None and len(self.administrations()) == 1:
            rows = self._settings_at("/AdministrationSettings")
        answer = rows[0].get("SalesVATIncluded") if rows and len(rows) == 1 else None
        return answer if isinstance(answer, bool) else None

    def tax_rates(self) -> list[TaxRate]:
        return self._records(TaxRate.model_validate, self._path("TaxRates"))

    def ledgers(self) -> list[Ledger]:
        return self._records(Ledger.model_validate, self._path("Ledgers"))

    def category_accounts(self) -> list[CategoryAccount]:
        return self._records(CategoryAccount.model_validate, self._path("DocumentCategoryAccounts"), Expansion("*"))

    def units(self) -> list[UnitOfMeasurement]:
        return self._looked_up(UnitOfMeasurement.model_validate, "UnitOfMeasurements")

    def legal_forms(self) -> list[LegalForm]:
        return self._looked_up(LegalForm.model_validate, "EntityTypes")

    # --- sales invoices -------------------------------------------------------------------------------------------

    def sales_invoice(self, invoice_id: str) -> SalesInvoice | None:
        """One sales invoice with customer and lines, or None when Reeleezee has none with this id."""
        row = self._invoice_row(invoice_id)
        return None if row is None else self._invoice(row)

    def sales_invoices_since(self, day: date) -> Iterator[ListedInvoice]:
        """The invoices of the list dated from this day on. The list has a blind spot: by id more may be found."""
        return listed_invoices(self._api(), self._path("SalesInvoices"), day, self.unreadable_rows)

    def put_sales_invoice(self, invoice_id: str, body: Mapping[str, Any]) -> SalesInvoice:
        """Sends an invoice once and returns what Reeleezee stored.

        Never repeated and never looked up after an unknown outcome: the caller's protocol decides what that means.
        """
        path = self._path("SalesInvoices", invoice_id)
        answer = self._api().put(path, body, query(expand=INVOICE_EXPANSION), representation=True)
        if isinstance(answer, dict):
            reading.checked(answer, path, invoice_id)
        if not _is_whole_invoice(answer):
            answer = storing.read_back(lambda: self._invoice_row(invoice_id), path)
        return self._invoice(answer)

    def delete_sales_invoice(self, invoice_id: str) -> None:
        """Removes a concept; one that is gone already is fine."""
        self._api().delete(self._path("SalesInvoices", invoice_id))

    # --- shared by the above --------------------------------------------------------------------------------------

    def _records(self, build: Callable[[Row], R], path: str, expansion: Expansion | None = None) -> list[R]:
        rows = reading.collection(self._api(), path, expansion)
        return list(reading.records(build, rows, path, self.unreadable_rows))

    def _looked_up(self, build: Callable[[Row], R], name: str) -> list[R]:
        rows = reading.lookup(self._api(), f"/{name}", self._path(name))
        return list(reading.records(build, rows, f"/{name}", self.unreadable_rows))

    def _matching(self, name: str, expansion: Expansion, field: str, literals: Sequence[str]) -> Iterator[Row]:
        for where in any_of(field, literals):
            yield from reading.collection(self._api(), self._path(name), expansion, where)

    def _by_id(
        self, name: str, expansion: Expansion, ids: Sequence[str], one: Callable[[str], Row | None]
    ) -> Iterator[Row]:
        """By one filter for many ids; a server that cannot filter a collection by id is asked one by one."""
        try:
            yield from list(self._matching(name, expansion, "id", ids))
        except ReeleezeeContractError as error:
            if error.status != 400:
                raise
            self.ids_are_filtered = False
            yield from (row for row in map(one, ids) if row is not None)

    def _watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Notices when the addresses that were asked for are silently left out."""
        for row in rows:
            if isinstance(row.get("AddressList"), list):
                self._some_addresses = True
            else:
                self._left_out_addresses = True
            yield row

    def _customer_row(self, customer_id: str) -> Row | None:
        row = reading.single(self._api(), self._path("Customers", customer_id), customer_id, self._customer_expansion)
        return None if row is None else self._with_addresses(row)

    def _vendor_row(self, vendor_id: str) -> Row | None:
        return reading.single(self._api(), self._path("Vendors", vendor_id), vendor_id, self._vendor_expansion)

    def _with_addresses(self, row: Row) -> Row:
        if isinstance(row.get("AddressList"), list):
            return row
        return {**row, "AddressList": self._address_rows(str(row.get("id") or ""))}

    def _address_rows(self, customer_id: str) -> list[Row]:
        path = self._path("Customers", customer_id, "Addresses")
        return list(reading.collection(self._api(), path, self._address_expansion))

    def _product_row(self, product_id: str) -> Row | None:
        return reading.single(self._api(), self._path("Products", product_id), product_id, self._product_expansion)

    def _invoice_row(self, invoice_id: str) -> Row | None:
        path = self._path("SalesInvoices", invoice_id)
        return reading.single(self._api(), path, invoice_id, Expansion(INVOICE_EXPANSION))

    def _invoice(self, row: Row) -> SalesInvoice:
        return reading.record(SalesInvoice.model_validate, row, self._path("SalesInvoices"))

    def _store(self, path: str, body: Mapping[str, Any], look: Callable[[], Row | None]) -> Row:
        return storing.store(lambda: self._api().put(path, body), look, body, path)

    def _settings_at(self, path: str) -> list[Row] | None:
        try:
            return list(reading.collection(self._api(), path))
        except ReeleezeeConfigurationError as error:
            if error.status != 404:
                raise
            return None


def _vendor(row: Row) -> Customer:
    """Vendors call their payment term otherwise."""
    return Customer.model_validate({"DueDays": row.get("PaymentDueDays"), **row})


def _is_whole_invoice(answer: Any) -> bool:
    """Whether customer and lines came along; without them nothing can be verified."""
    return isinstance(answer, dict) and bool(answer.get("DocumentLineList")) and isinstance(answer.get("Entity"), dict)
