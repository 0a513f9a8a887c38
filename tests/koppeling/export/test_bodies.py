"""What is sent to Reeleezee: every field by name, and addresses as people type them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.export.bodies import address_body, customer_body, invoice_body, product_body
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.catalogue import NewProduct
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.parties import NewCustomer
from outsmart.records import Party, WorkOrder

Orders = Callable[..., WorkOrder]
Rules = Callable[..., InvoiceRules]
MATERIALS = [
    {"MaterialCode": "KB-22", "MaterialName": "Koperbuis", "MaterialNr": "2", "MaterialPrice": "45.00",
     "MaterialTotalPrice": "81.00", "MaterialDiscountPercentage": "10"},
    {"MaterialCode": "LOGBOEK", "MaterialName": "Logboek", "MaterialNr": "-1", "MaterialPrice": "12.50"},
    {"MaterialCode": "", "MaterialName": "Kitwerk", "MaterialNr": "1,5", "MaterialPrice": "4"},
]  # fmt: skip


def body_of(order: WorkOrder, rules: InvoiceRules) -> dict[str, Any]:
    draft = build(order, rules)
    assert isinstance(draft, Draft)
    return invoice_body(draft)


def test_an_invoice_is_a_concept_among_the_sales_invoices(order: Orders, rules: Rules) -> None:
    body = body_of(order(Materials=MATERIALS), rules(create_materials=True, payment_term_days=14))
    lines = body.pop("DocumentLineList")

    assert body == {
        "id": "5ae8dc61-d85b-58cc-b5d2-fdd66275ab10",
        "DocumentType": 10,
        "Type": 1,
        "Origin": 2,
        "Status": 1,
        "Entity": {"id": "cccccccc-0000-4000-8000-000000000001"},
        "Date": "2026-10-12T00:00:00",
        "BookDate": "2026-10-12T00:00:00",
        "DueDate": "2026-10-26T00:00:00",
        "IsVatIncluded": False,
        "Header": "Werkbon WB-2026-00001 · 05-10-2026",
    }
    assert [line["Sequence"] for line in lines] == [1, 2, 3]
    assert len({line["id"] for line in lines}) == 3


def test_a_line_carries_product_account_and_discount_only_where_there_is_one(order: Orders, rules: Rules) -> None:
    lines = body_of(order(Materials=MATERIALS), rules(create_materials=True))["DocumentLineList"]
    discounted, booked, loose = ({k: v for k, v in line.items() if k not in {"id", "Sequence"}} for line in lines)

    assert discounted == {
        "Quantity": Decimal(2),
        "Price": Decimal("45.00"),
        "Description": "Werkbon WB-2026-00001: Koperbuis",
        "TaxRate": {"id": "aaaaaaaa-0000-4000-8000-000000000021"},
        "Product": {"id": "dddddddd-0000-4000-8000-000000000001"},
        "DiscountPercentage": Decimal("0.1"),
    }
    assert booked == {
        "Quantity": Decimal(-1),
        "Price": Decimal("12.50"),
        "Description": "Logboek",
        "TaxRate": {"id": "aaaaaaaa-0000-4000-8000-000000000009"},
        "Product": {"id": "dddddddd-0000-4000-8000-000000000002"},
        "DocumentCategoryAccount": {"id": "bbbbbbbb-0000-4000-8000-000000000001"},
    }
    assert loose == {
        "Quantity": Decimal("1.5"),
        "Price": Decimal(4),
        "Description": "Kitwerk",
        "TaxRate": {"id": "aaaaaaaa-0000-4000-8000-000000000021"},
    }


def test_without_a_term_no_due_date_is_sent(order: Orders, rules: Rules) -> None:
    made = rules()
    body = body_of(order(Materials=MATERIALS[:1]), made)

    assert "DueDate" not in body
    assert body["Date"] == body["BookDate"] == f"{made.today}T00:00:00"


def test_without_a_term_former_work_is_due_today_and_not_in_the_past(order: Orders, rules: Rules) -> None:
    made = rules(invoice_date="work_date")
    body = body_of(order(Materials=MATERIALS[:1]), made)

    assert body["Date"] == body["BookDate"] == f"{date(2026, 10, 5)}T00:00:00"
    assert body["DueDate"] == f"{made.today}T00:00:00"


def new(number: int | None = 2001, **party: str) -> NewCustomer:
    return NewCustomer("c", "a", "2001", number, Party(**{"name": "Bakkerij Korenbloem"} | party))


def test_a_customer_carries_name_number_and_channels() -> None:
    assert customer_body(new(email=" info@example.nl ", phone="0100000000")) == {
        "id": "c",
        "Name": "Bakkerij Korenbloem",
        "SearchName": "Bakkerij Korenbloem",
        "IdentifierNumber": 2001,
        "CommunicationChannelList": [
            {"CommunicationType": 10, "FormattedValue": "info@example.nl"},
            {"CommunicationType": 9, "FormattedValue": "0100000000"},
        ],
    }


def test_a_customer_without_number_and_channels_carries_neither() -> None:
    assert customer_body(new(None, email=" ")) == {
        "id": "c", "Name": "Bakkerij Korenbloem", "SearchName": "Bakkerij Korenbloem"
    }  # fmt: skip


def test_a_customers_name_is_one_line_that_fits() -> None:
    body = customer_body(new(name="Vereniging van Eigenaren\r\nDe Lange Naam aan het Einde van de Straat"))

    assert body["Name"] == body["SearchName"] == "Vereniging van Eigenaren De Lange Naam aan het…"


def street(text: str, house_number: str = "") -> tuple[str, str, str]:
    body = address_body(new(street=text, house_number=house_number))
    assert body is not None
    return body["Street"], body["Number"], body["NumberExtension"]


@pytest.mark.parametrize(
    ("typed", "house_number", "sent"),
    [
        ("Dorpsstraat", "12", ("Dorpsstraat", "12", "")),
        ("Dorpsstraat", " 12A", ("Dorpsstraat", "12", "A")),
        ("Dorpsstraat", "12-A", ("Dorpsstraat", "12", "A")),
        ("Dorpsstraat", "12/3", ("Dorpsstraat", "12", "3")),
        ("Dorpsstraat", "12 bis", ("Dorpsstraat", "12", "bis")),
        ("Dorpsstraat", "t.o. 12", ("Dorpsstraat", "t.o. 12", "")),
        ("Dorpsstraat 3", "12", ("Dorpsstraat 3", "12", "")),
        ("Dorpsstraat 12", "", ("Dorpsstraat", "12", "")),
        ("Dorpsstraat 12", "-", ("Dorpsstraat", "12", "")),
        ("Dorpsstraat  12A ", "", ("Dorpsstraat", "12", "A")),
        ("Dorpsstraat 12 A", "", ("Dorpsstraat", "12", "A")),
        ("Dorpsstraat 12 hs", "", ("Dorpsstraat", "12", "hs")),
        ("Dorpsstraat 12-14", "", ("Dorpsstraat", "12", "14")),
        ("Dorpsstraat 12 - 14", "", ("Dorpsstraat", "12", "14")),
        ("Dorpsstraat 12 t/m 14", "", ("Dorpsstraat", "12", "t/m 14")),
        ("Dorpsstraat 12, bus 3", "", ("Dorpsstraat", "12", "bus 3")),
        ("Laan van 1813 22", "", ("Laan van 1813", "22", "")),
        ("Plein 1940-1945 12", "", ("Plein 1940-1945", "12", "")),
        ("2e Dorpsstraat 5", "", ("2e Dorpsstraat", "5", "")),
        ("2e Dorpsstraat", "", ("2e Dorpsstraat", "", "")),
        ("Dorpsstraat", "", ("Dorpsstraat", "", "")),
        ("12", "", ("12", "", "")),
        ("Dorps\nstraat 12", "", ("Dorps straat", "12", "")),
    ],
)
def test_street_and_house_number_are_taken_apart(typed: str, house_number: str, sent: tuple[str, str, str]) -> None:
    assert street(typed, house_number) == sent


def test_an_address_is_sent_whole_with_its_country() -> None:
    full = new(street="Molenweg", house_number="12", postal_code=" 4321 BA ", city="Molendam", country="België")

    assert address_body(full) == {
        "Type": 1,
        "Street": "Molenweg",
        "Number": "12",
        "NumberExtension": "",
        "Postcode": "4321 BA",
        "City": "Molendam",
        "Country": {"id": "BE"},
    }


def test_no_country_is_sent_where_none_is_known() -> None:
    body = address_body(new(city="Molendam", country="Atlantis"))

    assert body is not None
    assert "Country" not in body


@pytest.mark.parametrize("filler", ["", "-", " - "])
def test_an_address_of_fillers_is_no_address(filler: str) -> None:
    assert address_body(new(street=filler, house_number="12", postal_code=filler, city=filler)) is None


@pytest.mark.parametrize("part", ["street", "postal_code", "city"])
def test_one_known_part_makes_an_address(part: str) -> None:
    assert address_body(NewCustomer("c", "a", "2001", 2001, Party.model_validate({part: "X"}))) is not None


@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=300))
def test_whatever_was_typed_as_address_fits(typed: str, house_number: str) -> None:
    body = address_body(new(street=typed, house_number=house_number, postal_code=typed, city=typed))

    assert body is None or all(
        len(body[name]) <= size
        for name, size in
        {"Street": 50, "Number": 50, "NumberExtension": 50, "Postcode": 10, "City": 30}.items()
    )  # fmt: skip


def test_a_product_carries_its_code_name_kind_and_price() -> None:
    made = NewProduct("p", "NIEUW", "Klep\nmet  veer", Decimal("8.25"), "st")

    assert product_body(made, 1, Decimal("9.9825")) == {
        "id": "p",
        "Code": "NIEUW",
        "Description": "Klep met veer",
        "SearchName": "Klep met veer",
        "ProductKind": 1,
        "Price": Decimal("9.9825"),
    }


def test_a_products_texts_are_cut_to_what_reeleezee_takes() -> None:
    body = product_body(NewProduct("p", "N", "woord " * 60, Decimal(1), ""), 1, Decimal(1))

    assert len(body["Description"]) <= 200
    assert len(body["SearchName"]) <= 50
    assert body["Description"].endswith("woord…")
