"""What a run knows of both systems, found by id, number and code."""

from decimal import Decimal

import pytest

from koppeling.invoicing.catalogue import Account, Catalogue, Material
from reeleezee.records import Customer, Product, TaxRate

RATES = {i: TaxRate(id=i, name=i, fraction=Decimal("0.21")) for i in ("hoog", "laag")}
CATEGORY = {i: Account(i, is_category_account=True) for i in ("omzet", "dienst")}
LEDGER = {i: Account(i, is_category_account=False) for i in ("8000", "8100")}
CATALOGUE = Catalogue(tax_rates=RATES, accounts=CATEGORY | LEDGER)


def product(**references: str) -> Product:
    return Product(id="p", references=references)


@pytest.mark.parametrize(
    ("given", "rate", "several"),
    [
        (product(), None, False),
        (product(TaxRate="laag"), "laag", False),
        (product(SalesTax="LAAG"), "laag", False),
        (product(TaxRate="laag", SalesTaxRate="laag"), "laag", False),
        (product(TaxRate="laag", Other="hoog"), None, True),
        (product(TaxRate="onbekend", Unit="stuk"), None, False),
    ],
)
def test_a_products_vat_rate_is_known_by_its_id_whatever_the_property_is_called(
    given: Product, rate: str | None, several: bool
) -> None:
    found, unclear = CATALOGUE.tax_rate_of(given)

    assert (found.id if found else None, unclear) == (rate, several)


@pytest.mark.parametrize(
    ("given", "account"),
    [
        (product(), None),
        (product(A="omzet"), "omzet"),
        (product(A="8000"), "8000"),
        (product(A="omzet", B="8000"), "omzet"),
        (product(A="omzet", B="dienst"), None),
        (product(A="8000", B="8100"), None),
        (product(A="8000", B="8000"), "8000"),
    ],
)
def test_a_products_revenue_account_is_the_only_one_it_names_a_category_account_first(
    given: Product, account: str | None
) -> None:
    found = CATALOGUE.account_of(given)

    assert (found.id if found else None) == account


def test_an_account_is_sent_under_the_name_of_its_kind() -> None:
    assert CATEGORY["omzet"].member == "DocumentCategoryAccount"
    assert LEDGER["8000"].member == "Account"


def test_records_are_found_by_id_number_and_code() -> None:
    one, two, three = (Customer(id=i, number=n) for i, n in (("c1", 7), ("c2", 7), ("c3", None)))
    coded, uncoded = Product(id="p1", code="KB"), Product(id="p2")
    catalogue = Catalogue(customers=(one, two, three), products=(coded, uncoded))

    assert catalogue.customers_by_id == {"c1": one, "c2": two, "c3": three}
    assert catalogue.customers_by_number == {7: (one, two)}
    assert catalogue.products_by_id == {"p1": coded, "p2": uncoded}
    assert catalogue.products_by_code == {"KB": (coded,)}


def test_external_ids_of_materials_count_without_capitals_and_spaces() -> None:
    one, two = Material("A", "", "", " ABC "), Material("B", "", "", "abc")

    assert Catalogue(materials=(one, two)).materials_by_external_id == {"abc": (one, two)}
