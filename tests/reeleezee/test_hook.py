"""The hook against a server that behaves like Reeleezee: what callers may count on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from pytest_httpserver import HTTPServer

from reeleezee.errors import (
    ReeleezeeConfigurationError,
    ReeleezeeContractError,
    ReeleezeePermissionError,
    ReeleezeeRejected,
)
from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import entity_type_id, tax_rate_id
from sandbox.seeds.accounts import ADMINISTRATION_ID, REELEEZEE_READER_PASSWORD, REELEEZEE_READER_USERNAME

Connect = Callable[..., ReeleezeeHook]

CUSTOMER = str(uuid5(NAMESPACE_URL, "customer"))
ADDRESS = str(uuid5(NAMESPACE_URL, "address"))
PRODUCT = str(uuid5(NAMESPACE_URL, "product"))
INVOICE = str(uuid5(NAMESPACE_URL, "invoice"))
EMAIL = {"CommunicationType": 10, "FormattedValue": "info@jansen.example"}
STREET = {"Type": 1, "Street": "Dorpsstraat", "Number": "12", "Postcode": "1234 AB", "City": "Lindedorp"}


@pytest.fixture
def jansen(hook: ReeleezeeHook) -> ReeleezeeHook:
    """A hook whose administration has one customer with an address, and one product."""
    body = {"Name": "Jansen", "IdentifierNumber": 1042, "EntityType": {"id": entity_type_id("BV")}}
    hook.put_customer(CUSTOMER, {**body, "CommunicationChannelList": [EMAIL]})
    hook.put_address(CUSTOMER, ADDRESS, {**STREET, "Country": {"id": "NL"}})
    rate = {"id": tax_rate_id("NL, Hoog Tarief")}
    hook.put_product(PRODUCT, {"Code": "M-1", "Description": "Leiding", "Price": Decimal("8.25"), "TaxRate": rate})
    return hook


def invoice_body(**changes: Any) -> dict[str, Any]:
    line = {
        "Sequence": 1,
        "Quantity": Decimal("1.50"),
        "Price": Decimal("8.25"),
        "Description": "Leiding",
        "Product": {"id": PRODUCT},
        "TaxRate": {"id": tax_rate_id("NL, Hoog Tarief")},
    }
    header = {"DocumentType": 10, "Type": 1, "Origin": 2, "Date": "2026-11-03T00:00:00", "IsVatIncluded": False}
    return {**header, "Entity": {"id": CUSTOMER}, "DocumentLineList": [line], **changes}


def test_all_customers_come_page_by_page_and_each_once(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.reset("25")
    box.switch(page_size=10)
    stored = {row["id"] for row in box.state()["customers"]}
    found = [customer.id for customer in hook.customers()]
    assert len(found) == len(set(found)) == len(stored) == 25
    assert set(found) == stored
    assert box.counters()["GET /Customers"] == 3


def test_customers_come_with_address_kind_and_email(jansen: ReeleezeeHook) -> None:
    (customer,) = jansen.customers()
    assert customer.address is not None
    assert (customer.address.city, customer.email, customer.number) == ("Lindedorp", "info@jansen.example", 1042)
    assert customer.address.country is not None
    assert customer.legal_form is not None
    assert customer.legal_form.name == "BV"
    assert jansen.addresses_expanded


def test_where_lists_cannot_be_expanded_customers_still_come_and_addresses_are_asked_for(
    box: RunningSandbox, jansen: ReeleezeeHook
) -> None:
    box.switch(collection_expands_lists=False)
    (customer,) = jansen.customers()
    assert customer.addresses == ()
    assert customer.legal_form is not None
    assert not jansen.addresses_expanded
    assert [address.city for address in jansen.addresses(CUSTOMER)] == ["Lindedorp"]


def test_a_single_customer_has_its_addresses_even_where_they_cannot_be_expanded(
    box: RunningSandbox, jansen: ReeleezeeHook
) -> None:
    box.switch(collection_expands_lists=False)
    list(jansen.customers())
    customer = jansen.customer(CUSTOMER)
    assert customer is not None
    assert [address.city for address in customer.addresses] == ["Lindedorp"]
    (same,) = jansen.customers_by_number([1042])
    assert [address.city for address in same.addresses] == ["Lindedorp"]


def test_addresses_that_are_left_out_without_a_word_are_noticed(httpserver: HTTPServer, connect: Connect) -> None:
    path = f"/api/v1/{ADMINISTRATION_ID}/Customers"
    httpserver.expect_request(path).respond_with_json({"value": [{"id": CUSTOMER, "Name": "Jansen"}]})
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    assert [customer.name for customer in hook.customers()] == ["Jansen"]
    assert not hook.addresses_expanded


def test_vendors_payment_term_is_read_under_its_own_name(httpserver: HTTPServer, connect: Connect) -> None:
    path = f"/api/v1/{ADMINISTRATION_ID}/Vendors"
    httpserver.expect_request(path).respond_with_json({"value": [{"id": CUSTOMER, "PaymentDueDays": 21}]})
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    assert [vendor.due_days for vendor in hook.vendors()] == [21]


def test_a_row_that_is_not_as_documented_is_left_out_and_told(httpserver: HTTPServer, connect: Connect) -> None:
    rows = [{"id": "a", "IdentifierNumber": "geen getal"}, {"id": "b", "IdentifierNumber": 7}]
    httpserver.expect_request(f"/api/v1/{ADMINISTRATION_ID}/Customers").respond_with_json({"value": rows})
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    assert [customer.id for customer in hook.customers()] == ["b"]
    (bad,) = hook.unreadable_rows
    assert (bad.row_id, bad.fields) == ("a", ("IdentifierNumber",))


def test_a_customer_that_does_not_exist_is_none(hook: ReeleezeeHook) -> None:
    assert hook.customer(CUSTOMER) is None


def test_another_record_than_was_asked_for_is_never_returned(httpserver: HTTPServer, connect: Connect) -> None:
    path = f"/api/v1/{ADMINISTRATION_ID}/Customers/{CUSTOMER}"
    httpserver.expect_request(path).respond_with_json({"id": PRODUCT, "AddressList": []})
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    with pytest.raises(ReeleezeeContractError, match="another record"):
        hook.customer(CUSTOMER)


def test_customers_are_found_by_number_twenty_a_call(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.reset("60")
    numbers = sorted(customer.number for customer in hook.customers() if customer.number is not None)[:45]
    box.forget_requests()
    assert sorted(customer.number or 0 for customer in hook.customers_by_number([*numbers, 987654])) == numbers
    assert box.counters()["GET /Customers"] == 3


def test_a_filter_that_the_server_ignores_does_not_bring_strangers(httpserver: HTTPServer, connect: Connect) -> None:
    rows = [{"id": str(n), "IdentifierNumber": n, "Code": f"M-{n}", "AddressList": []} for n in range(3)]
    for name in ("Customers", "Products"):
        httpserver.expect_request(f"/api/v1/{ADMINISTRATION_ID}/{name}").respond_with_json({"value": rows})
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    assert [customer.number for customer in hook.customers_by_number([2])] == [2]
    assert [product.code for product in hook.products_by_code(["M-1"])] == ["M-1"]


def test_putting_a_customer_twice_keeps_one_and_returns_what_is_held(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    body = {"Name": "Jansen", "DueDays": 30, "IsArchived": True, "CommunicationChannelList": [EMAIL]}
    first = hook.put_customer(CUSTOMER, body)
    again = hook.put_customer(CUSTOMER, body)
    assert first == again
    assert (first.due_days, first.email, first.is_archived) == (30, "info@jansen.example", False)
    assert len(box.state()["customers"]) == 1


def test_products_tell_kind_exact_price_and_references(jansen: ReeleezeeHook) -> None:
    (product,) = jansen.products()
    assert (product.code, product.price, product.kind) == ("M-1", Decimal("8.25"), 1)
    assert product.references["TaxRate"] == tax_rate_id("NL, Hoog Tarief")
    assert jansen.product(PRODUCT) == product
    assert jansen.product(CUSTOMER) is None


def test_products_are_found_by_exactly_their_code(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    box.switch(filter_ignores_case=True)
    codes = ["O'Brien", "50% & meer", "a+b", "é #1"]
    for number, code in enumerate([*codes, "O'BRIEN"]):
        hook.put_product(str(uuid5(NAMESPACE_URL, str(number))), {"Code": code, "Description": code})
    assert sorted(product.code for product in hook.products_by_code(codes)) == sorted(codes)


def test_the_lists_are_read(hook: ReeleezeeHook) -> None:
    assert next(rate for rate in hook.tax_rates() if rate.name == "NL, Hoog Tarief").fraction == Decimal("0.21")
    assert {"8000", "8010"} <= {ledger.number for ledger in hook.ledgers()}
    assert any(row.account and row.account.number == "8000" for row in hook.category_accounts())
    assert all(row.document_type for row in hook.category_accounts())
    assert "ST" in {unit.code for unit in hook.units()}
    assert {"Person", "BV"} <= {form.name for form in hook.legal_forms()}


def test_whether_prices_include_vat_is_told(hook: ReeleezeeHook) -> None:
    assert hook.sales_prices_include_vat() is False


@pytest.mark.parametrize(
    ("answer", "told"),
    [([{"SalesVATIncluded": True}], True), ([{}], None), ([], None), ([{"SalesVATIncluded": "yes"}], None)],
)
def test_the_unscoped_settings_count_when_there_is_one_administration(
    httpserver: HTTPServer, connect: Connect, answer: list[dict[str, Any]], told: bool | None
) -> None:
    scoped = f"/api/v1/{ADMINISTRATION_ID}/AdministrationSettings"
    httpserver.expect_request(scoped).respond_with_data("<html>", 404, content_type="text/html")
    httpserver.expect_request("/api/v1/Administrations").respond_with_json({"value": [{"id": ADMINISTRATION_ID}]})
    httpserver.expect_request("/api/v1/AdministrationSettings").respond_with_json({"value": answer})
    assert connect(httpserver.url_for("/api/v1")).sales_prices_include_vat() is told


def test_settings_of_another_administration_tell_nothing(httpserver: HTTPServer, connect: Connect) -> None:
    scoped = f"/api/v1/{ADMINISTRATION_ID}/AdministrationSettings"
    httpserver.expect_request(scoped).respond_with_data("<html>", 404, content_type="text/html")
    seen = {"value": [{"id": ADMINISTRATION_ID}, {"id": CUSTOMER}]}
    httpserver.expect_request("/api/v1/Administrations").respond_with_json(seen)
    httpserver.expect_request("/api/v1/AdministrationSettings").respond_with_json(
        {"value": [{"SalesVATIncluded": True}]}
    )
    hook = connect(httpserver.url_for("/api/v1"), administration_id=ADMINISTRATION_ID)
    assert hook.sales_prices_include_vat() is None


def test_an_invoice_is_stored_in_one_call_and_returned_with_customer_and_lines(
    box: RunningSandbox, jansen: ReeleezeeHook
) -> None:
    box.forget_requests()
    invoice = jansen.put_sales_invoice(INVOICE, invoice_body())
    assert invoice.is_concept
    assert invoice.customer is not None
    assert invoice.customer.id == CUSTOMER
    (line,) = invoice.lines
    assert (line.quantity, line.price, line.net) == (Decimal("1.5"), Decimal("8.25"), Decimal("12.38"))
    assert line.product is not None
    assert line.product.id == PRODUCT
    assert box.counters() == {"PUT /SalesInvoices/{id}": 1}
    assert jansen.sales_invoice(INVOICE) == invoice


def test_an_invoice_that_does_not_exist_is_none_and_can_be_deleted(hook: ReeleezeeHook) -> None:
    assert hook.sales_invoice(INVOICE) is None
    hook.delete_sales_invoice(INVOICE)


def test_a_page_not_found_is_never_taken_for_no_invoice(box: RunningSandbox, connect: Connect) -> None:
    hook = connect(f"{box.root_url}/api/v2", administration_id=ADMINISTRATION_ID)
    with pytest.raises(ReeleezeeConfigurationError):
        hook.sales_invoice(INVOICE)


def test_a_deleted_invoice_is_gone(jansen: ReeleezeeHook) -> None:
    jansen.put_sales_invoice(INVOICE, invoice_body())
    jansen.delete_sales_invoice(INVOICE)
    assert jansen.sales_invoice(INVOICE) is None


def test_a_refused_invoice_is_told_in_reeleezees_words(jansen: ReeleezeeHook) -> None:
    with pytest.raises(ReeleezeeRejected) as caught:
        jansen.put_sales_invoice(INVOICE, invoice_body(Entity={"id": INVOICE}))
    assert caught.value.message
    assert caught.value.message in str(caught.value)


def test_a_login_that_may_only_read_cannot_write(box: RunningSandbox, connect: Connect) -> None:
    hook = connect(box.base_url, login=REELEEZEE_READER_USERNAME, password=REELEEZEE_READER_PASSWORD)
    assert hook.tax_rates()
    with pytest.raises(ReeleezeePermissionError, match="module"):
        hook.put_product(PRODUCT, {"Description": "x"})
