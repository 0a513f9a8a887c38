"""The border between raw JSON and typed records: what Reeleezee leaves out or spells otherwise must not surprise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pydantic
import pytest

from reeleezee import records
from reeleezee.json_text import decode

GUID = "5F0D2C1E-6B1A-4C57-9A40-1D2F3E4A5B6C"


def test_ids_are_compared_in_lower_case() -> None:
    assert records.Customer.model_validate({"id": GUID}).id == GUID.lower()


def test_absent_and_null_fields_read_as_empty() -> None:
    customer = records.Customer.model_validate({"id": GUID, "Name": None, "AddressList": None, "EntityType": None})
    assert (customer.name, customer.addresses, customer.legal_form, customer.address) == ("", (), None, None)


FOUND_BY_ID = (
    records.Administration,
    records.Customer,
    records.Product,
    records.TaxRate,
    records.Ledger,
    records.CategoryAccount,
    records.UnitOfMeasurement,
    records.SalesInvoice,
)


@pytest.mark.parametrize("kind", FOUND_BY_ID)
@pytest.mark.parametrize("row", [{}, {"id": None}, {"id": ""}, {"id": []}, {"id": {}}], ids=str)
def test_a_record_that_is_found_by_its_id_is_refused_without_one(kind: type[pydantic.BaseModel], row: Any) -> None:
    """Else whoever knows no id, such as a relation without external id, finds this record."""
    with pytest.raises(pydantic.ValidationError):
        kind.model_validate({"Name": "Jansen", **row})


def test_email_and_phone_come_from_the_channels_and_email_else_from_the_summary() -> None:
    channels = [{"CommunicationType": 9, "FormattedValue": "085"}, {"CommunicationType": 10, "FormattedValue": "a@b"}]
    row = {"id": GUID, "EMail": "summary@b", "CommunicationChannelList": channels}
    customer = records.Customer.model_validate(row)
    assert (customer.email, customer.phone) == ("a@b", "085")
    assert records.Customer.model_validate({**row, "CommunicationChannelList": []}).email == "summary@b"


def test_the_business_address_goes_before_the_others() -> None:
    row = {"id": GUID, "AddressList": [{"Type": 2, "City": "Post"}, {"Type": 1, "City": "Zaak"}]}
    address = records.Customer.model_validate(row).address
    assert address is not None
    assert address.city == "Zaak"


def test_a_product_keeps_its_references_under_whatever_name_they_have() -> None:
    row = {
        "id": GUID,
        "Price": Decimal("1.10"),
        "VatGroup": {"id": GUID, "Name": "Hoog"},
        "Unit": None,
        "Odd": {"x": 1},
    }
    product = records.Product.from_row(row)
    assert product.references == {"VatGroup": GUID.lower()}
    assert product.price == Decimal("1.10")


def test_amounts_of_an_invoice_are_exact() -> None:
    text = '{"id": "a", "Status": 1, "TotalNetAmount": 0.1, "DocumentLineList": [{"Quantity": 3, "Price": 0.10}]}'
    invoice = records.SalesInvoice.model_validate(decode(text))
    assert invoice.net == Decimal("0.1")
    assert invoice.lines[0].quantity * invoice.lines[0].price == Decimal("0.30")
    assert invoice.is_concept


@pytest.mark.parametrize("status", [2, 3])
def test_a_booked_invoice_is_not_a_concept(status: int) -> None:
    assert not records.SalesInvoice.model_validate({"id": "a", "Status": status}).is_concept


def test_the_document_type_of_a_revenue_account_is_that_of_its_category() -> None:
    row = {"id": "a", "DocumentCategory": {"DocumentType": 10}}
    assert records.CategoryAccount.model_validate(row).document_type == 10
    assert records.CategoryAccount.model_validate({"id": "a"}).document_type is None


@pytest.mark.parametrize("told", [{}, {"Price": None}, {"Price": ""}, {"Price": " "}, {"Price": []}, {"Price": {}}])
def test_a_product_that_tells_no_price_has_none(told: dict[str, object]) -> None:
    assert records.Product.from_row({"id": "a", **told}).price is None
    assert records.Product.from_row({"id": "a", "Price": 0}).price == Decimal(0)


def test_a_number_of_null_is_not_told_and_never_nought() -> None:
    row = {"NetAmount": None, "Quantity": 0, "DiscountPercentage": None, "Product": None}
    line = records.InvoiceLine.model_validate(row)

    assert not line.shows("net")
    assert (line.shows("quantity"), line.shows("discount_fraction"), line.shows("product")) == (True, True, True)
    assert not line.shows("price")
    invoice = records.SalesInvoice.model_validate({"id": "a", "TotalNetAmount": None, "Status": None, "Header": None})
    assert (invoice.shows("net"), invoice.shows("header"), invoice.status) == (False, True, 0)


@pytest.mark.parametrize("odd", [{}, {"id": None}, {"id": ""}, {"id": []}])
def test_a_product_without_an_id_is_no_product_that_a_line_could_name(odd: dict[str, object]) -> None:
    with pytest.raises(pydantic.ValidationError):
        records.Product.from_row({"Code": "MONT", **odd})
