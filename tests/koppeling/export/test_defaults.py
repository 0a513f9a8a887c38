"""The VAT rates and revenue accounts of the settings are found in the account, or the run fails with words."""

from decimal import Decimal
from typing import Any

import pytest

from koppeling.export.defaults import SettingNotFound, known_accounts, line_rules
from koppeling.invoicing.catalogue import Account
from koppeling.settings import read_settings
from reeleezee.records import CategoryAccount, Ledger, TaxRate

HIGH = TaxRate(id="hoog", name="NL, Hoog Tarief", description="Btw hoog", fraction=Decimal("0.21"))
LOW = TaxRate(id="laag", name="NL, Laag Tarief", description="Btw laag", fraction=Decimal("0.09"))
SALES = CategoryAccount(
    id="omzet", name="Omzet materiaal", account=Ledger(id="l1", number="8000"), category={"DocumentType": 10}
)
LOOSE = CategoryAccount(id="dienst", name="Omzet uren")
PURCHASE = CategoryAccount(
    id="inkoop", name="Inkoop", account=Ledger(id="l2", number="7000"), category={"DocumentType": 20}
)
LEDGERS = (
    Ledger(id="l1", number="8000"),
    Ledger(id="l3", number="8100"),
    Ledger(id="l9", number="8", is_total=True),
    Ledger(id="l2", number="7000"),
)


def found(**settings: Any) -> tuple[Any, Any]:
    return line_rules(read_settings(settings), [HIGH, LOW], [SALES, LOOSE, PURCHASE], LEDGERS)


@pytest.mark.parametrize("value", ["NL, Laag Tarief", "nl, laag tarief", " Btw laag ", "laag", "LAAG"])
def test_a_rate_is_found_by_id_name_or_description(value: str) -> None:
    product, service = found(vat_product=value)

    assert (product.tax_rate, service.tax_rate) == (LOW, HIGH)
    assert found(vat_service=value)[1].tax_rate == LOW


def test_an_unknown_rate_names_setting_value_and_the_rates_there_are() -> None:
    with pytest.raises(SettingNotFound) as error:
        found(vat_service="Midden")

    assert str(error.value) == (
        "vat_service = 'Midden' komt niet voor in Reeleezee / occurs 0 times. "
        "Kies een van / choose one of: NL, Hoog Tarief; NL, Laag Tarief."
    )


def test_a_rate_that_occurs_twice_is_not_guessed() -> None:
    twin = HIGH.model_copy(update={"id": "hoog2"})

    with pytest.raises(SettingNotFound, match="vat_product = 'NL, Hoog Tarief' komt 2 keer voor"):
        line_rules(read_settings({}), [HIGH, twin], [], [])
    other = twin.model_copy(update={"fraction": Decimal("0.20")})
    with pytest.raises(SettingNotFound) as error:
        line_rules(read_settings({}), [HIGH, other, LOW], [], [])
    assert "NL, Hoog Tarief (20%, id hoog2); NL, Hoog Tarief (21%, id hoog); NL, Laag Tarief." in str(error.value)
    by_id = read_settings({"vat_product": "hoog2", "vat_service": "hoog"})
    assert line_rules(by_id, [HIGH, twin], [], [])[0].tax_rate == twin


@pytest.mark.parametrize(
    ("value", "account"),
    [
        ("", None),
        ("8000", Account("omzet", is_category_account=True)),
        ("omzet", Account("omzet", is_category_account=True)),
        (" OMZET MATERIAAL ", Account("omzet", is_category_account=True)),
        ("Omzet uren", Account("dienst", is_category_account=True)),
        ("8100", Account("l3", is_category_account=False)),
        ("l3", Account("l3", is_category_account=False)),
        ("7000", Account("l2", is_category_account=False)),
    ],
)
def test_a_revenue_account_is_a_category_account_of_sales_else_a_ledger(value: str, account: Account | None) -> None:
    product, service = found(revenue_account_product=value)

    assert (product.account, service.account) == (account, None)
    assert found(revenue_account_service=value)[1].account == account


@pytest.mark.parametrize("value", ["8", "l9", "9999", "Inkoop"])
def test_a_total_account_one_of_purchases_and_an_unknown_one_are_refused(value: str) -> None:
    with pytest.raises(SettingNotFound, match=f"revenue_account_service = '{value}' is geen omzetrekening"):
        found(revenue_account_service=value)


def test_all_accounts_are_known_by_id_to_recognise_those_of_products() -> None:
    known = known_accounts([SALES], LEDGERS)

    assert set(known) == {"omzet", "l1", "l2", "l3", "l9"}
    assert known["omzet"].is_category_account
    assert not known["l1"].is_category_account
