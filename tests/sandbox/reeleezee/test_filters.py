"""$filter and $orderby: what passes, and what is refused with which words."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import entity_type_id, tax_rate_id

Call = Callable[..., requests.Response]
_AALDERS = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def customers(call: Call, box: RunningSandbox) -> Call:
    box.act(
        "customers",
        {
            "id": _AALDERS,
            "Name": "Aalders Bouw",
            "IdentifierNumber": 7,
            "EntityType": {"id": entity_type_id("BV")},
            "CommunicationChannelList": [
                {"id": _AALDERS, "CommunicationType": 10, "FormattedValue": "Info@Aalders.example"}
            ],
        },
    )
    box.act("customers", {"Name": "O'Brien en zoon", "IdentifierNumber": 12, "DiscountPercentage": 0.05})
    box.act("customers", {"Name": "café Zonder", "IdentifierNumber": 30, "SearchName": "Zonder", "IsArchived": True})
    return call


def _numbers(response: requests.Response) -> list[int]:
    assert response.status_code == 200, response.text
    return [row["IdentifierNumber"] for row in response.json()["value"]]


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("Name eq 'Aalders Bouw'", [7]),
        ("Name eq 'aalders bouw'", []),
        ("Name ne 'Aalders Bouw'", [12, 30]),
        ("Name eq 'O''Brien en zoon'", [12]),
        ("IdentifierNumber eq 12", [12]),
        ("IdentifierNumber gt 7 and IdentifierNumber lt 30", [12]),
        ("IdentifierNumber ge 12", [12, 30]),
        ("IdentifierNumber le 7 or IdentifierNumber eq 30", [7, 30]),
        ("IdentifierNumber eq 7 or IdentifierNumber eq 12 and Name eq 'x'", [7]),
        ("(IdentifierNumber eq 7 or IdentifierNumber eq 12) and Name ne 'Aalders Bouw'", [12]),
        ("not (IdentifierNumber eq 7)", [12, 30]),
        ("not IsArchived eq true", [7, 12]),
        ("IsArchived", [30]),
        ("startswith(Name,'Aal')", [7]),
        ("contains(tolower(EMail),'info@aalders')", [7]),
        ("contains(Name, 'é')", [30]),
        ("endswith(toupper(trim(Name)),'ZOON')", [12]),
        ("length(SearchName) eq null", [7, 12]),
        ("length(SearchName) eq 6", [30]),
        ("SearchName eq null", [7, 12]),
        ("SearchName ne null", [30]),
        ("SearchName gt 'A'", [30]),
        ("DiscountPercentage gt 0.04", [12]),
        (f"id eq {_AALDERS.upper()}", [7]),
        ("EntityType/Name eq 'BV'", [7]),
        ("EntityType/Name eq null", [12, 30]),
        (f"EntityType/id eq {entity_type_id('BV')}", [7]),
    ],
)
def test_a_filter_keeps_what_it_says(customers: Call, expression: str, numbers: list[int]) -> None:
    assert _numbers(customers("GET", f"Customers?$filter={quote(expression)}")) == numbers


@pytest.mark.parametrize(
    ("path", "expression", "message"),
    [
        (
            "Customers",
            "EntityKind eq 1",
            "Found operand types 'Reeleezee.DTO.EntityKind' and 'Edm.Int32' for operator kind 'Equal'.",
        ),
        (
            "SalesInvoices",
            "Status ne 2",
            "'Reeleezee.DTO.DocumentStatus' and 'Edm.Int32' for operator kind 'NotEqual'.",
        ),
        ("Ledgers", "AccountType eq 3", "incompatible types"),
        ("SalesInvoices", "Status eq '2'", "'Reeleezee.DTO.DocumentStatus' and 'Edm.String'"),
        ("SalesInvoices", "Status eq Reeleezee.DTO.DocumentStatus'Open'", "incompatible types"),
        ("Customers", "Name eq 5", "incompatible types"),
        ("Customers", f"id eq '{_AALDERS}'", "incompatible types"),
        ("Customers", "Foo eq 1", "Could not find a property named 'Foo' on type 'Reeleezee.DTO.Customer'."),
        ("Customers", "name eq 'x'", "Could not find a property named 'name'"),
        ("Customers", "EntityType/Foo eq 1", "named 'Foo' on type 'Reeleezee.DTO.EntityType'."),
        ("Customers", "AddressList/City eq 'x'", "cannot be used as a path"),
        ("Receipts", "InvoiceNumber eq 3", "Could not find a property named 'InvoiceNumber'"),
        ("Customers", "substringof('x',Name)", "An unknown function with name 'substringof'"),
        ("Customers", "contains(IdentifierNumber,'1')", "No function signature"),
        ("Customers", "Name", "single boolean"),
        ("Customers", "Name eq", "Syntax error"),
        ("Customers", "(Name eq 'x'", "Syntax error"),
        ("Customers", "Name eq 'x", "Syntax error"),
        ("Customers", "Name eq 'x' 'y'", "Syntax error"),
        ("SalesInvoices", "Date ge 2026-01-01T00:00:00", "Syntax error"),
        ("Customers", "", "Syntax error"),
    ],
)
def test_a_filter_that_the_server_cannot_carry_out_is_refused(
    call: Call, path: str, expression: str, message: str
) -> None:
    response = call("GET", f"{path}?$filter={quote(expression)}")
    assert response.status_code == 400
    assert message in response.json()["Message"]


def test_other_spellings_of_enums_can_be_switched_on(call: Call, box: RunningSandbox) -> None:
    box.act("invoices", {"Origin": 2})
    box.switch(enum_quoted_filter=True, enum_literal_filter=True)
    for spelled, count in (("'1'", 1), ("'Tentative'", 1), ("'2'", 0), ("Reeleezee.DTO.DocumentStatus'Tentative'", 1)):
        found = call("GET", f"SalesInvoices?$filter={quote('Status eq ' + spelled)}").json()["value"]
        assert len(found) == count, spelled


def test_case_can_be_ignored(customers: Call, box: RunningSandbox) -> None:
    box.switch(filter_ignores_case=True)
    assert _numbers(customers("GET", "Customers?$filter=Name eq 'AALDERS bouw'")) == [7]
    assert _numbers(customers("GET", "Customers?$filter=startswith(Name,'aal')")) == [7]


@pytest.mark.parametrize("zone", ["Z", "+00:00"])
def test_dates_are_compared_with_a_zone(call: Call, box: RunningSandbox, zone: str) -> None:
    for day in ("2026-01-01", "2026-06-30"):
        box.act("invoices", {"Origin": 2, "Date": f"{day}T00:00:00"})
    expression = quote(f"Date ge 2026-01-02T00:00:00{zone}")
    found = call("GET", f"SalesInvoices?$filter={expression}").json()["value"]
    assert [row["Date"] for row in found] == ["2026-06-30T00:00:00"]


def test_lookups_are_found_through_references(call: Call) -> None:
    expression = quote("Account/AccountNumber eq '8010'")
    (row,) = call("GET", f"DocumentCategoryAccounts?$expand=*&$filter={expression}").json()["value"]
    assert (row["Name"], row["Account"]["Description"]) == ("Omzet 2", "Omzet arbeid")
    by_name = quote("Name eq 'NL, Hoog Tarief'")
    (rate,) = call("GET", f"TaxRates?$filter={by_name}").json()["value"]
    assert (rate["id"], rate["Percentage"]) == (tax_rate_id("NL, Hoog Tarief"), 0.21)


def test_order_takes_several_fields_and_puts_nulls_first(customers: Call) -> None:
    assert _numbers(customers("GET", "Customers?$orderby=Name desc")) == [30, 12, 7]
    assert _numbers(customers("GET", "Customers?$orderby=SearchName asc,IdentifierNumber desc")) == [12, 7, 30]
    assert _numbers(customers("GET", "Customers?$orderby=EntityType/Name desc,IdentifierNumber")) == [7, 12, 30]


@pytest.mark.parametrize("orderby", ["Foo", "Name up", "AddressList", "", "Name asc desc"])
def test_an_order_that_cannot_be_made_is_refused(call: Call, orderby: str) -> None:
    assert call("GET", f"Customers?$orderby={orderby}").status_code == 400


def test_ledgers_can_be_searched(call: Call) -> None:
    assert [row["AccountNumber"] for row in call("GET", "Ledgers?search=arbeid").json()["value"]] == ["8010"]


def test_a_filter_of_more_than_twenty_comparisons_is_refused_unless_switched_off(
    call: Call, box: RunningSandbox
) -> None:
    def status(terms: int) -> int:
        expression = " or ".join(f"IdentifierNumber eq {number}" for number in range(terms))
        return call("GET", f"Customers?$filter={quote(expression)}").status_code

    assert (status(20), status(21)) == (200, 400)
    box.switch(filter_node_limit=0)
    assert status(100) == 200


def test_a_filter_by_id_may_be_refused(customers: Call, box: RunningSandbox) -> None:
    expression = quote(f"id eq {_AALDERS}")
    assert _numbers(customers("GET", f"Customers?$filter={expression}")) == [7]
    box.switch(id_filter=False)
    refused = customers("GET", f"Customers?$filter={expression}")
    assert refused.status_code == 400
    assert "'id'" in refused.text
