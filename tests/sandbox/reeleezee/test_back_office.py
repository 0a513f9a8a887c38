"""What a person does behind the screens, and what the sandbox shows of its state."""

from collections.abc import Callable

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.api import ReeleezeeSandbox
from sandbox.reeleezee.lookups import tax_rate_id
from sandbox.seeds.accounts import ADMINISTRATION_ID, ADMINISTRATION_NAME

Call = Callable[..., requests.Response]
_ID = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
_LINE = "44444444-4444-4444-8444-444444444444"
_HIGH = {"id": tax_rate_id("NL, Hoog Tarief")}
_CONCEPT = {"id": _ID, "Origin": 2, "DocumentLineList": [{"id": _LINE, "Quantity": 1, "Price": 10, "TaxRate": _HIGH}]}


def test_a_person_books_reopens_and_deletes(call: Call, box: RunningSandbox) -> None:
    box.act("invoices", _CONCEPT)
    assert box.act(f"invoices/{_ID}", {"book": True})["Status"] == 2
    assert box.act(f"invoices/{_ID.upper()}", {"reopen": True})["Status"] == 1
    assert box.act(f"invoices/{_ID}", {"delete": True}) == {"deleted": _ID}
    assert call("GET", f"SalesInvoices/{_ID}").status_code == 404


def test_a_person_edits_a_concept_and_amounts_follow(call: Call, box: RunningSandbox) -> None:
    box.act("invoices", _CONCEPT)
    box.act(f"invoices/{_ID}", {"set": {"Header": "Aangepast", "IsVatIncluded": True}})
    read = call("GET", f"SalesInvoices/{_ID}").json()
    assert (read["Header"], read["TotalNetAmount"]) == ("Aangepast", 8.26)


def test_lines_that_a_person_types_anew_have_new_ids(box: RunningSandbox) -> None:
    box.act("invoices", _CONCEPT)
    line = {"id": _LINE, "Quantity": 2, "Price": 12.35, "TaxRate": _HIGH}
    (rebuilt,) = box.act(f"invoices/{_ID}", {"lines": [line]})["DocumentLineList"]
    assert rebuilt["id"] != _LINE
    assert (rebuilt["NetAmount"], rebuilt["TaxAmount"]) == (24.7, 5.19)


def test_a_person_archives_renames_and_moves_a_customer(call: Call, box: RunningSandbox) -> None:
    customer = box.act("customers", {"Name": "Aalders"})
    assert (customer["EMail"], customer["IdentifierNumber"]) == (None, 1001)
    address = {"id": _LINE, "Type": 1, "Street": "Kade", "Number": "1", "City": "Testdam"}
    box.act(f"customers/{customer['id']}", {"set": {"IsArchived": True, "Name": "Nieuw", "AddressList": [address]}})
    read = call("GET", f"Customers/{customer['id']}").json()
    assert (read["IsArchived"], read["Name"], read["FullAddress"]) == (True, "Nieuw", "Kade 1, Testdam")
    box.act(f"customers/{customer['id']}", {"delete": True})
    assert call("GET", "Customers").json()["value"] == []


def test_a_person_changes_a_product_also_under_its_shown_names(call: Call, box: RunningSandbox) -> None:
    product = box.act("products", {"Code": "A", "Price": 1.5})
    box.switch(product_tax_property="VatRate")
    box.act(f"products/{product['id']}", {"set": {"Code": "B", "VatRate": _HIGH}})
    read = call("GET", f"Products/{product['id']}?$expand=VatRate").json()
    assert (read["Code"], read["VatRate"]["Percentage"]) == ("B", 0.21)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"invoices/{_ID}", {"book": True}),
        ("customers/1", {"set": {}}),
        ("nothing", {}),
        ("nothing/1", {}),
    ],
)
def test_acting_on_what_does_not_exist_is_a_lookup_error(box: RunningSandbox, path: str, body: object) -> None:
    with pytest.raises(LookupError):
        box.act(path, body)


@pytest.mark.parametrize(
    "body", [{}, {"fly": True}, {"set": {"Vleugels": 2}}, {"set": 5}, {"reopen": True}, {"lines": 5}]
)
def test_a_wish_that_cannot_be_fulfilled_is_a_value_error(box: RunningSandbox, body: object) -> None:
    box.act("invoices", _CONCEPT)
    with pytest.raises(ValueError, match=r".+"):
        box.act(f"invoices/{_ID}", body)


def test_the_state_shows_everything_in_full(box: RunningSandbox) -> None:
    box.act("invoices", _CONCEPT)
    state = box.state()
    assert state["invoices"][0]["DocumentLineList"][0]["id"] == _LINE
    assert state["invoices"][0]["TotalPayableAmount"] == 12.1
    assert state["administrations"] == [
        {"id": ADMINISTRATION_ID, "Name": ADMINISTRATION_NAME, "SalesVATIncluded": False}
    ]
    assert state["other_administrations"] == {}


def test_a_reset_forgets_records_and_switches() -> None:
    sandbox = ReeleezeeSandbox()
    sandbox.reset("empty")
    sandbox.back_office("products", {"Code": "A"})
    sandbox.switches.set({"page_size": 3})
    sandbox.reset("empty")
    assert sandbox.state()["products"] == []
    assert sandbox.switches.number("page_size") == 1000


def test_the_demo_seed_is_readable_in_every_corner(call: Call, box: RunningSandbox) -> None:
    box.reset("demo")
    for path in ("Customers", "Vendors", "Products", "Relations", "SalesInvoices", "Receipts", "Addresses"):
        response = call("GET", f"{path}?$expand=*($levels=max)&$count=true")
        assert response.status_code == 200, path
        assert response.json()["@odata.count"] == len(response.json()["value"])
    known = {row["id"] for row in call("GET", "Customers").json()["value"]}
    assert len(known) == len(box.state()["customers"]) > 50
