"""Rows of both systems with members of any kind: a record, or the one error for a bad row; never a wrong amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.fuzz.hostile import any_text, brief, result, rows, thorough, values

from koppeling.export.defaults import SettingNotFound, line_rules
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.money import to_cents
from koppeling.settings import Settings
from outsmart.records import WorkOrder
from reeleezee.records import CategoryAccount, Customer, Product, SalesInvoice, TaxRate

LINE = ["MaterialCode", "MaterialName", "MaterialNr", "MaterialPrice", "MaterialTotalPrice", "MaterialFreeField5"]
PERIOD = ["WorkDate", "BeginTime", "EndTime", "Break", "TotalTime", "HourType"]
ORDER = ["OrderNr", "WorkorderNo", "status", "WorkStatus", "Archived", "WorkDate", "CustomerDebtorNr", "CustomerName"]
INVOICE = ["Status", "ReceiptNumber", "Header", "TotalNetAmount", "TotalTaxAmount", "TotalPayableAmount", "Entity"]
INVOICE_LINE = ["id", "Sequence", "Quantity", "Price", "NetAmount", "TaxAmount", "Product", "TaxRate"]


@st.composite
def work_orders(draw: st.DrawFn) -> dict[str, Any]:
    lists = st.one_of(values, st.lists(rows(LINE), max_size=2))
    periods = st.one_of(values, st.lists(rows(PERIOD), max_size=2))
    row = draw(rows(ORDER)) | {"id": draw(st.one_of(st.just("5512001"), values))}
    return row | {"Materials": draw(lists), "Workperiods": draw(periods)}


@thorough
@given(work_orders())
def test_a_work_order_is_read_or_refused_as_a_row(row: dict[str, Any]) -> None:
    try:
        order = WorkOrder.from_row(row)
    except ValidationError:
        return
    assert order.row_id
    assert len(fingerprint(order)) == 16
    assert order.label


@thorough
@given(rows(INVOICE), st.one_of(values, st.lists(rows(INVOICE_LINE), max_size=2)))
def test_an_invoice_is_read_with_exact_amounts_or_refused_as_a_row(row: dict[str, Any], lines: Any) -> None:
    try:
        invoice = SalesInvoice.model_validate({**row, "id": "x", "DocumentLineList": lines})
    except ValidationError:
        return
    for amount in (invoice.net, invoice.vat, invoice.total, *(line.net for line in invoice.lines)):
        assert isinstance(amount, Decimal)
        assert to_cents(amount).is_finite()


@brief
@given(rows(["id", "Code", "Description", "Price", "ProductKind", "TaxRate", "IsArchived"]), values)
def test_a_product_and_a_customer_are_read_or_refused_as_rows(row: dict[str, Any], other: Any) -> None:
    try:
        product = Product.from_row({**row, "Other": other})
        Customer.model_validate({**row, "AddressList": other, "CommunicationChannelList": other})
    except ValidationError:
        return
    assert all(isinstance(value, str) for value in product.references.values())


@brief
@given(st.lists(rows(["id", "Name", "Account", "DocumentCategory"]), max_size=3), any_text)
def test_a_revenue_account_is_found_or_named_as_missing(found: list[dict[str, Any]], wanted: str) -> None:
    accounts = []
    for row in found:
        try:
            accounts.append(CategoryAccount.model_validate(row))
        except ValidationError:
            continue
    rates = [TaxRate(id="a", name="NL, Hoog Tarief", fraction=Decimal("0.21"))]
    settings = Settings.model_construct(
        vat_product="a", vat_service="a", revenue_account_product=wanted, revenue_account_service=""
    )
    found_rules = result(lambda: line_rules(settings, rates, accounts, []), SettingNotFound)
    if isinstance(found_rules, SettingNotFound):
        assert "revenue_account_product" in str(found_rules)
    else:
        assert not wanted.strip() or found_rules[0].account is not None
