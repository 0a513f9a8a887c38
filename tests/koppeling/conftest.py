"""One invented company for the tests of the rules: two VAT rates, a customer, materials, products and an hour type."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

# Airflow settles on its home when it is first imported, and would take that of the person who runs the tests.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from koppeling.identity import Identity
from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.catalogue import Account, Catalogue, HourType, LineRule, Material
from koppeling.settings import read_settings
from outsmart.records import WorkOrder
from reeleezee.records import Address, Customer, Product, Reference, TaxRate

HIGH = TaxRate(id="aaaaaaaa-0000-4000-8000-000000000021", name="NL, Hoog Tarief", fraction=Decimal("0.21"))
LOW = TaxRate(id="aaaaaaaa-0000-4000-8000-000000000009", name="NL, Laag Tarief", fraction=Decimal("0.09"))
BOOKS = Account("bbbbbbbb-0000-4000-8000-000000000001", is_category_account=True)
CUSTOMER = "cccccccc-0000-4000-8000-000000000001"
PIPE = "dddddddd-0000-4000-8000-000000000001"
BOOK = "dddddddd-0000-4000-8000-000000000002"
HOUR = "dddddddd-0000-4000-8000-000000000003"
ADMINISTRATION = "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"

ORDER = {
    "id": "5512001",
    "OrderNr": "WB-2026-00001",
    "status": "Compleet",
    "WorkStatus": "1",
    "WorkDate": "05-10-2026",
    "CustomerDebtorNr": "1001",
    "CustomerName": "Mevr. A. Zomerdijk",
    "CustomerStreet": "Lindelaan",
    "CustomerStreetNo": "5",
    "CustomerZIP": "1234 AB",
    "CustomerCity": "Lindedorp",
}


@pytest.fixture
def order() -> Callable[..., WorkOrder]:
    """A work order of customer 1001 that waits for its invoice; members by the API's names."""

    def made(**members: Any) -> WorkOrder:
        return WorkOrder.from_row({**ORDER, **members})

    return made


@pytest.fixture
def identity() -> Identity:
    return Identity(ADMINISTRATION, "default")


@pytest.fixture
def address() -> Address:
    return Address(
        type=1, street="Lindelaan", number="5", postcode="1234AB", city="Lindedorp", country=Reference(id="NL")
    )


@pytest.fixture
def customer(address: Address) -> Customer:
    return Customer(id=CUSTOMER, name="Mevr. A. Zomerdijk", number=1001, addresses=(address,))


@pytest.fixture
def catalogue(customer: Customer) -> Catalogue:
    """KB-22 is known by free field 5 and names no VAT rate, LOGBOEK names the low rate and an account."""
    return Catalogue(
        customers=(customer,),
        materials=(Material("KB-22", "Koperbuis 22 mm", "m", PIPE), Material("LOGBOEK", "Logboek", "st", BOOK)),
        hour_types=(HourType("U-MONT", "Monteur", "62.50"),),
        products=(
            Product(id=PIPE, code="KB-22", description="Koperbuis 22 mm", kind=1),
            Product(
                id=BOOK, code="LOGBOEK", description="Logboek", kind=1, references={"TaxRate": LOW.id, "A": BOOKS.id}
            ),
            Product(id=HOUR, code="U-MONT", description="Uur monteur", kind=2),
        ),
        tax_rates={HIGH.id: HIGH, LOW.id: LOW},
        accounts={BOOKS.id: BOOKS},
    )


@pytest.fixture
def rules(catalogue: Catalogue, identity: Identity) -> Callable[..., InvoiceRules]:
    """The rules of building under the default settings, but for those that are given."""

    def made(known: Catalogue = catalogue, **settings: Any) -> InvoiceRules:
        return InvoiceRules(
            known, read_settings(settings), identity, LineRule(HIGH, None), LineRule(HIGH, None), date(2026, 10, 12)
        )

    return made
