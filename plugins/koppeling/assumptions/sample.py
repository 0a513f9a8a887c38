"""Reads a little of the user's own account for the probes, every list at most once, also when reading it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from typing import Final, TypeVar, cast

from outsmart.errors import OutSmartError, OutSmartTransientError
from outsmart.hook import OutSmartHook, WorkOrderList
from outsmart.listing import MasterList
from outsmart.records import Row, WorkOrder
from reeleezee.errors import ReeleezeeError, ReeleezeeTransientError
from reeleezee.hook import ReeleezeeHook
from reeleezee.records import Customer, Product, SalesInvoice

T = TypeVar("T")
# One page of Reeleezee: more would cost calls and tell little.
ROWS: Final = 1000
LONG_AGO: Final = date(2000, 1, 1)
# An invoice, a debtor number and a work status that no account has.
NO_INVOICE: Final = "6f0d3c1a-0000-4000-8000-70726f656600"
NOBODY: Final = "koppeling-proef"


class Sample:
    """What the probes look at. Reading changes nothing; a system that cannot be reached is asked no more."""

    def __init__(self, outsmart: OutSmartHook, reeleezee: ReeleezeeHook) -> None:
        self.reeleezee = reeleezee
        self._outsmart = outsmart
        self._found: dict[str, object] = {}
        self._failed: dict[str, OutSmartError | ReeleezeeError] = {}

    # --- OutSmart ---------------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> WorkOrderList:
        return self._once("outsmart", "waiting", lambda: self._outsmart.work_orders(work_status="1"))

    @property
    def waiting_for_nobody(self) -> WorkOrderList:
        return self._once("outsmart", "nobody", lambda: self._outsmart.work_orders(work_status=NOBODY))

    @property
    def first_waiting_again(self) -> WorkOrder | None:
        """The first waiting order, read by its own row id."""
        row_id = self.waiting.orders[0].row_id
        return self._once("outsmart", "again", lambda: self._outsmart.work_order(row_id))

    @property
    def relation_of_nobody(self) -> Row | None:
        return self._once("outsmart", "relation", lambda: self._outsmart.relation(NOBODY))

    @property
    def hour_types(self) -> list[Row]:
        return self._once("outsmart", "hour_types", lambda: list(self._outsmart.rows(MasterList.HOUR_TYPES)))

    # --- Reeleezee --------------------------------------------------------------------------------------------------

    @property
    def products(self) -> list[Product]:
        return self._once("reeleezee", "products", lambda: list(islice(self.reeleezee.products(), ROWS)))

    @property
    def customers(self) -> list[Customer]:
        return self._once("reeleezee", "customers", lambda: list(islice(self.reeleezee.customers(), ROWS)))

    @property
    def first_product_by_id(self) -> list[Product]:
        return self._once("reeleezee", "by_id", lambda: self.reeleezee.products_by_id([self.products[0].id]))

    def products_of_code(self, code: str) -> list[Product]:
        return self._once("reeleezee", "by_code", lambda: self.reeleezee.products_by_code([code]))

    def products_of_codes(self, codes: Sequence[str]) -> list[Product]:
        return self._once("reeleezee", "by_codes", lambda: self.reeleezee.products_by_code(codes))

    def customers_of_number(self, number: int) -> list[Customer]:
        return self._once("reeleezee", "by_number", lambda: self.reeleezee.customers_by_number([number]))

    @property
    def rates(self) -> set[str]:
        return self._once("reeleezee", "rates", lambda: {rate.id for rate in self.reeleezee.tax_rates()})

    @property
    def accounts(self) -> set[str]:
        return self._once("reeleezee", "accounts", lambda: {a.id for a in self.reeleezee.category_accounts()})

    @property
    def ledgers(self) -> set[str]:
        return self._once("reeleezee", "ledgers", lambda: {ledger.id for ledger in self.reeleezee.ledgers()})

    @property
    def units(self) -> set[str]:
        return self._once("reeleezee", "units", lambda: {unit.id for unit in self.reeleezee.units()})

    @property
    def legal_forms(self) -> list[str]:
        return self._once("reeleezee", "legal_forms", lambda: [form.name for form in self.reeleezee.legal_forms()])

    @property
    def prices_include_vat(self) -> bool | None:
        return self._once("reeleezee", "prices", self.reeleezee.sales_prices_include_vat)

    @property
    def no_invoice(self) -> SalesInvoice | None:
        return self._once("reeleezee", "invoice", lambda: self.reeleezee.sales_invoice(NO_INVOICE))

    @property
    def some_invoice(self) -> SalesInvoice | None:
        """The first invoice of the list, read by itself; None where there is no invoice."""
        return self._once("reeleezee", "some_invoice", self._some_invoice)

    def _some_invoice(self) -> SalesInvoice | None:
        listed = next(iter(self.reeleezee.sales_invoices_since(LONG_AGO)), None)
        return self.reeleezee.sales_invoice(listed.invoice.id) if listed else None

    def _once(self, system: str, name: str, read: Callable[[], T]) -> T:
        """What was found before under this name, or the failure of it again."""
        if name in self._found:
            return cast("T", self._found[name])
        failure = self._failed.get(system) or self._failed.get(name)
        if failure is not None:
            raise failure
        try:
            found = read()
        except (OutSmartTransientError, ReeleezeeTransientError) as error:
            self._failed[system] = error
            raise
        except (OutSmartError, ReeleezeeError) as error:
            self._failed[name] = error
            raise
        self._found[name] = found
        return found
