"""References are hidden until they are expanded."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import category_account_id, tax_rate_id, unit_id

Call = Callable[..., requests.Response]
_CUSTOMER = "11111111-1111-4111-8111-111111111111"
_PRODUCT = "22222222-2222-4222-8222-222222222222"
_INVOICE = "33333333-3333-4333-8333-333333333333"


@pytest.fixture
def stocked(call: Call, box: RunningSandbox) -> Call:
    address = {"id": _CUSTOMER, "Type": 1, "Street": "Kade", "Number": "1", "City": "Testdam", "Country": {"id": "NL"}}
    box.act("customers", {"id": _CUSTOMER, "Name": "Aalders", "IdentifierNumber": 7, "AddressList": [address]})
    product = {"id": _PRODUCT, "Code": "A", "TaxRate": {"id": tax_rate_id("NL, Laag tarief")}}
    box.act("products", product | {"DocumentCategoryAccount": {"id": category_account_id("8020")}})
    line = {"Quantity": 1, "Price": 10, "Product": {"id": _PRODUCT}, "TaxRate": {"id": tax_rate_id("NL, Hoog Tarief")}}
    box.act("invoices", {"id": _INVOICE, "Origin": 2, "Entity": {"id": _CUSTOMER}, "DocumentLineList": [line]})
    return call


def _get(call: Call, path: str) -> dict[str, Any]:
    response = call("GET", path)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_a_bare_read_shows_no_customer_and_no_lines(stocked: Call) -> None:
    read = _get(stocked, f"SalesInvoices/{_INVOICE}")
    assert read["Entity"] is None
    assert "DocumentLineList" not in read


def test_named_and_nested_references_are_shown(stocked: Call) -> None:
    read = _get(stocked, f"SalesInvoices/{_INVOICE}?$expand=Entity,DocumentLineList($expand=TaxRate,Product)")
    assert read["Entity"]["Name"] == "Aalders"
    (line,) = read["DocumentLineList"]
    assert (line["TaxRate"]["Percentage"], line["Product"]["Code"]) == (0.21, "A")
    assert line["DocumentCategoryAccount"] is None


def test_a_nested_list_of_fields_is_kept_to(stocked: Call) -> None:
    read = _get(stocked, f"SalesInvoices/{_INVOICE}?$select=id&$expand=DocumentLineList($select=Price;$expand=TaxRate)")
    assert set(read) == {"id", "DocumentLineList"}
    assert set(read["DocumentLineList"][0]) == {"Price", "TaxRate"}


def test_everything_is_expanded_one_level_unless_more_are_asked(stocked: Call) -> None:
    one = _get(stocked, f"SalesInvoices/{_INVOICE}?$expand=*")
    assert one["Entity"]["Name"] == "Aalders"
    assert one["DocumentLineList"][0]["Product"] is None
    two = _get(stocked, f"SalesInvoices/{_INVOICE}?$expand=*($levels=2)")
    assert two["DocumentLineList"][0]["Product"]["Code"] == "A"
    assert two["DocumentLineList"][0]["Product"]["TaxRate"] is None
    most = _get(stocked, f"SalesInvoices/{_INVOICE}?$expand=*($levels=max)")
    account = most["DocumentLineList"][0]["Product"]["DocumentCategoryAccount"]["Account"]
    assert account["AccountNumber"] == "8020"


def test_bare_references_show_ids_only(stocked: Call) -> None:
    assert _get(stocked, f"SalesInvoices/{_INVOICE}?$expand=*/$ref")["Entity"] == {"id": _CUSTOMER}


def test_a_collection_shows_short_rows_and_expands_lists_unless_switched_off(
    stocked: Call, box: RunningSandbox
) -> None:
    (row,) = _get(stocked, "SalesInvoices?$expand=Entity")["value"]
    assert "Header" not in row
    assert row["Entity"]["Name"] == "Aalders"
    (customer,) = _get(stocked, "Customers?$expand=AddressList")["value"]
    assert customer["AddressList"][0]["City"] == "Testdam"
    box.switch(collection_expands_lists=False)
    refused = stocked("GET", "Customers?$expand=AddressList")
    assert refused.status_code == 400
    assert "Could not find a property named 'AddressList'" in refused.json()["Message"]
    assert "AddressList" not in _get(stocked, "Customers?$expand=*")["value"][0]
    assert _get(stocked, f"Customers/{_CUSTOMER}?$expand=AddressList")["AddressList"]


def test_select_shows_only_what_it_names(stocked: Call) -> None:
    assert _get(stocked, "Customers?$select=Name, IdentifierNumber")["value"] == [
        {"Name": "Aalders", "IdentifierNumber": 7}
    ]


@pytest.mark.parametrize(
    "query",
    [
        "$expand=Foo",
        "$expand=Name",
        "$expand=EntityType(",
        "$expand=EntityType)",
        "$expand=AddressList($top=1)",
        "$expand=AddressList($expand=Foo)",
        "$expand=*($levels=0)",
        "$expand=,EntityType",
        "$select=Foo",
    ],
)
def test_a_shape_that_does_not_exist_is_refused(call: Call, query: str) -> None:
    assert call("GET", f"Customers?{query}").status_code == 400


def test_expand_shapes_the_answer_to_a_write(stocked: Call) -> None:
    prefer = {"Prefer": "return=representation"}
    read = stocked("PUT", f"SalesInvoices/{_INVOICE}?$expand=Entity", {"Header": "x"}, headers=prefer).json()
    assert (read["Entity"]["Name"], read["Header"]) == ("Aalders", "x")
    assert stocked("PUT", f"SalesInvoices/{_INVOICE}?$expand=Foo", {"Header": "y"}).status_code == 400
    assert _get(stocked, f"SalesInvoices/{_INVOICE}")["Header"] == "x"


def test_a_product_shows_a_second_vat_rate_when_a_switch_names_it(stocked: Call, box: RunningSandbox) -> None:
    second = {"id": tax_rate_id("NL, Hoog Tarief")}
    made = box.act("products", {"Code": "TWEE", "PurchaseTaxRate": second})["id"]
    assert "PurchaseTaxRate" not in _get(stocked, f"Products/{made}?$expand=*")
    box.switch(product_purchase_tax_property="InkoopTarief")
    assert _get(stocked, f"Products/{made}?$expand=*")["InkoopTarief"]["Name"] == "NL, Hoog Tarief"


def test_a_products_references_bear_the_names_that_the_switches_give(stocked: Call, box: RunningSandbox) -> None:
    usual = _get(stocked, f"Products/{_PRODUCT}?$expand=*")
    assert usual["TaxRate"]["Name"] == "NL, Laag tarief"
    assert usual["UnitOfMeasurement"]["id"] == unit_id("ST")
    box.switch(product_tax_property="VatRate", product_account_property="", product_unit_property="Unit")
    other = _get(stocked, f"Products/{_PRODUCT}?$expand=*")
    assert other["VatRate"]["Name"] == "NL, Laag tarief"
    assert not other.keys() & {"TaxRate", "DocumentCategoryAccount", "UnitOfMeasurement"}
    stocked("PUT", f"Products/{_PRODUCT}", {"VatRate": {"id": tax_rate_id("NL, Hoog Tarief")}})
    assert _get(stocked, f"Products/{_PRODUCT}?$expand=VatRate")["VatRate"]["Percentage"] == 0.21
