"""Sales invoices: what a PUT stores, derives, replaces and ignores, and where they can be found."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import category_account_id, ledger_id, tax_rate_id, unit_id

Call = Callable[..., requests.Response]
_ID = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
_OTHER = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1c"
_CUSTOMER = "11111111-1111-4111-8111-111111111111"
_PRODUCT = "22222222-2222-4222-8222-222222222222"
_LINE = "44444444-4444-4444-8444-444444444444"
_DOCUMENT = {"DocumentType": 10, "Type": 1, "Origin": 2, "Date": "2026-11-03T00:00:00"}
_HIGH = {"id": tax_rate_id("NL, Hoog Tarief")}
_INVALID = {"Message": "_InvalidData"}


@pytest.fixture
def books(call: Call, box: RunningSandbox) -> Call:
    box.act("customers", {"id": _CUSTOMER, "Name": "Aalders", "DueDays": 30})
    product = {"id": _PRODUCT, "Code": "A", "TaxRate": {"id": tax_rate_id("NL, Laag tarief")}}
    product |= {"DocumentCategoryAccount": {"id": category_account_id("8020")}}
    box.act("products", product | {"UnitOfMeasurement": {"id": unit_id("HUR")}})
    return call


def _line(**more: Any) -> dict[str, Any]:
    return {"Quantity": 1, "Price": 10, "TaxRate": _HIGH, **more}


def _put(call: Call, body: dict[str, Any], invoice_id: str = _ID) -> dict[str, Any]:
    path = f"SalesInvoices/{invoice_id}?$expand=*($levels=2)"
    response = call("PUT", path, body, headers={"Prefer": "return=representation"})
    assert response.status_code == 200, response.text
    stored: dict[str, Any] = response.json()
    return stored


def _message(call: Call, body: dict[str, Any], invoice_id: str = _ID) -> Any:
    response = call("PUT", f"SalesInvoices/{invoice_id}", body)
    assert response.status_code == 400, response.text
    return response.json()


def test_a_concept_has_a_receipt_number_and_no_other_number(books: Call, box: RunningSandbox) -> None:
    first = _put(books, _DOCUMENT)
    assert (first["Status"], first["InvoiceNumber"], first["Reference"]) == (1, None, None)
    assert first["ReceiptNumber"] == "RLZ-01-00000001"
    assert _put(books, _DOCUMENT, _OTHER)["ReceiptNumber"] == "RLZ-01-00000002"
    assert _put(books, {"Header": "x"})["ReceiptNumber"] == "RLZ-01-00000001"
    box.switch(reference_on_concept=True)
    assert _put(books, _DOCUMENT)["Reference"] is not None


def test_what_the_server_decides_itself_is_ignored(books: Call) -> None:
    sent = {"Status": 2, "Description": "x", "Reference": "mijn-1", "ReceiptNumber": "y", "TotalNetAmount": 99}
    stored = _put(books, {**_DOCUMENT, **sent, "DocumentLineList": [_line(Description="eerste")]})
    assert (stored["Status"], stored["Reference"], stored["TotalNetAmount"]) == (1, None, 10)
    assert (stored["Description"], stored["ReceiptNumber"]) == ("eerste", "RLZ-01-00000001")


def test_the_description_is_that_of_the_first_line_by_sequence(books: Call) -> None:
    lines = [_line(Sequence=2, Description="tweede"), _line(Sequence=1)]
    assert _put(books, {"DocumentLineList": lines})["Description"] is None
    lines[1]["Description"] = "eerste"
    assert _put(books, {"DocumentLineList": lines})["Description"] == "eerste"


def test_scalars_change_one_by_one_and_lines_all_together(books: Call) -> None:
    _put(books, {**_DOCUMENT, "Header": "Werkbon 1", "DocumentLineList": [_line(), _line()]})
    later = _put(books, {"DueDate": "2026-12-10T00:00:00"})
    assert (later["Header"], len(later["DocumentLineList"])) == ("Werkbon 1", 2)
    replaced = _put(books, {"DocumentLineList": [_line(Price=7)]})
    assert [line["Price"] for line in replaced["DocumentLineList"]] == [7]
    assert (replaced["TotalNetAmount"], replaced["DueDate"]) == (7, "2026-12-10T00:00:00")


def test_the_due_date_follows_from_date_and_customer_unless_sent(books: Call, box: RunningSandbox) -> None:
    assert _put(books, _DOCUMENT)["DueDate"] is None
    assert _put(books, {"Entity": {"id": _CUSTOMER}})["DueDate"] == "2026-12-03T00:00:00"
    sent = {**_DOCUMENT, "Entity": {"id": _CUSTOMER}}
    assert _put(books, {**sent, "DueDate": "2026-11-10T00:00:00"}, _OTHER)["DueDate"] == "2026-11-10T00:00:00"
    box.switch(fills_due_date=False)
    assert _put(books, sent, _LINE)["DueDate"] is None


def test_only_documents_of_origin_two_are_listed_and_receipts_list_all(books: Call) -> None:
    _put(books, {"Entity": {"id": _CUSTOMER}, "DocumentLineList": [_line()]})
    _put(books, _DOCUMENT, _OTHER)
    assert [row["id"] for row in books("GET", "SalesInvoices").json()["value"]] == [_OTHER]
    assert books("GET", f"SalesInvoices?$filter=id eq {_ID}").json()["value"] == []
    assert {row["id"] for row in books("GET", "Receipts").json()["value"]} == {_ID, _OTHER}
    assert books("GET", f"SalesInvoices/{_ID}").json()["Origin"] == 1
    assert books("GET", f"Receipts/{_ID}").headers["Content-Type"].startswith("text/html")


def test_the_token_changes_at_every_read(books: Call) -> None:
    _put(books, _DOCUMENT)
    tokens = {books("GET", f"SalesInvoices/{_ID}").json()["Token"] for _ in range(3)}
    assert len(tokens) == 3


def test_line_ids_of_the_client_survive_unless_switched_off(books: Call, box: RunningSandbox) -> None:
    body = {"DocumentLineList": [_line(id=_LINE), _line()]}
    first, second = _put(books, body)["DocumentLineList"]
    assert (first["id"], len(second["id"])) == (_LINE, 36)
    assert books("GET", f"SalesInvoices/{_ID}/Lines/{_LINE}").json()["Price"] == 10
    box.switch(keep_line_ids=False)
    assert _put(books, body)["DocumentLineList"][0]["id"] != _LINE


def test_a_line_id_in_use_is_refused(books: Call, box: RunningSandbox) -> None:
    assert _message(books, {"DocumentLineList": [_line(id=_LINE), _line(id=_LINE)]}) == _INVALID
    _put(books, {"DocumentLineList": [_line(id=_LINE)]})
    _put(books, {"DocumentLineList": [_line(id=_LINE)]})
    assert _message(books, {"DocumentLineList": [_line(id=_LINE)]}, _OTHER) == _INVALID
    box.act(f"invoices/{_ID}", {"delete": True})
    _put(books, {"DocumentLineList": [_line(id=_LINE)]}, _OTHER)


@pytest.mark.parametrize("name", ["Product", "TaxRate", "DocumentCategoryAccount", "Account"])
def test_a_line_with_an_unknown_reference_is_invalid_and_stores_nothing(
    books: Call, box: RunningSandbox, name: str
) -> None:
    assert _message(books, {**_DOCUMENT, "DocumentLineList": [_line(**{name: {"id": _LINE}})]}) == _INVALID
    assert box.state()["invoices"] == []


def test_an_unknown_product_can_be_dropped_instead(books: Call, box: RunningSandbox) -> None:
    box.switch(unknown_product_refused=False)
    assert _put(books, {"DocumentLineList": [_line(Product={"id": _LINE})]})["DocumentLineList"][0]["Product"] is None


def test_an_unknown_or_archived_customer_is_refused(books: Call, box: RunningSandbox) -> None:
    assert _message(books, {"Entity": {"id": _LINE}}) == _INVALID
    box.act(f"customers/{_CUSTOMER}", {"set": {"IsArchived": True}})
    assert _message(books, {"Entity": {"id": _CUSTOMER}}) == {"Message": "Relatie 'Aalders' is gearchiveerd"}
    box.switch(archived_customer_refused=False)
    assert _put(books, {"Entity": {"id": _CUSTOMER}})["Entity"]["id"] == _CUSTOMER


def test_a_product_line_takes_account_and_unit_of_the_product_but_no_rate(books: Call, box: RunningSandbox) -> None:
    body = {"DocumentLineList": [{"Quantity": 1, "Price": 10, "Product": {"id": _PRODUCT}}]}
    (line,) = _put(books, body)["DocumentLineList"]
    assert line["DocumentCategoryAccount"]["id"] == category_account_id("8020")
    assert (line["UnitOfMeasurement"]["Code"], line["InvoiceLineType"]) == ("HUR", 11)
    assert (line["TaxRate"], line["TaxAmount"]) == (None, 0)
    box.switch(line_without_tax_rate="product", line_without_account="category")
    (line,) = _put(books, body)["DocumentLineList"]
    assert line["DocumentCategoryAccount"]["Name"] == "Omzet 1"
    assert (line["TaxRate"]["Name"], line["TaxAmount"]) == ("NL, Laag tarief", 0.9)
    box.switch(line_without_tax_rate="refuse")
    assert _message(books, body) == _INVALID


def test_a_total_account_cannot_be_booked_on(books: Call) -> None:
    assert _put(books, {"DocumentLineList": [_line(Account={"id": ledger_id("8010")})]})
    message = _message(books, {"DocumentLineList": [_line(Account={"id": ledger_id("8999")})]})
    assert "is een Totaalrekening" in message["Message"]


@pytest.mark.parametrize(("field", "longest"), [("Description", 1000), ("Header", 200)])
def test_long_texts_are_refused(books: Call, field: str, longest: int) -> None:
    def body(length: int) -> dict[str, Any]:
        text = {field: "x" * length}
        return {"DocumentLineList": [_line(**text)]} if field == "Description" else text

    assert _put(books, body(longest))["id"] == _ID
    assert _message(books, body(longest + 1))["Message"].endswith("is te lang")


@pytest.mark.parametrize("lines", ["x", [5], [{"id": "x"}], [{"Quantity": "1"}]])
def test_lines_that_do_not_bind_are_an_invalid_request(books: Call, lines: object) -> None:
    assert _message(books, {"DocumentLineList": lines}) == {"Message": "The request is invalid."}


def test_prices_include_vat_as_the_administration_says_unless_sent(books: Call, box: RunningSandbox) -> None:
    assert books("GET", "AdministrationSettings").json()["value"][0]["SalesVATIncluded"] is False
    box.act("administration", {"SalesVATIncluded": True})
    assert books("GET", "/AdministrationSettings").json()["value"][0]["SalesVATIncluded"] is True
    assert _put(books, {"DocumentLineList": [_line(Price=121)]})["TotalNetAmount"] == 100
    assert _put(books, {"IsVatIncluded": False})["TotalNetAmount"] == 121


def test_a_deleted_concept_can_be_made_anew(books: Call) -> None:
    _put(books, {**_DOCUMENT, "Header": "oud"})
    assert books("DELETE", f"SalesInvoices/{_ID}").status_code == 204
    assert books("GET", f"SalesInvoices/{_ID}").json() == {"Message": "_NotFound"}
    assert books("DELETE", f"SalesInvoices/{_ID}").status_code == 404
    assert _put(books, _DOCUMENT)["Header"] is None


@pytest.mark.parametrize(
    ("switch", "what"),
    [
        ({"vat_cents_off": 1}, lambda stored: stored["TotalTaxAmount"] == 4.21),
        ({"line_price_cents_off": -5}, lambda stored: stored["DocumentLineList"][0]["Price"] == 9.95),
        ({"drop_last_line": True}, lambda stored: len(stored["DocumentLineList"]) == 1),
        ({"swap_tax_rate": True}, lambda stored: stored["DocumentLineList"][0]["TaxRate"]["Percentage"] == 0.09),
        ({"ignore_product": True}, lambda stored: stored["DocumentLineList"][1]["Product"] is None),
        ({"ignore_entity": True}, lambda stored: stored["Entity"] is None),
        ({"ignore_due_date": True}, lambda stored: stored["DueDate"] == "2026-12-03T00:00:00"),
    ],
)
def test_the_server_can_be_made_to_store_something_else(
    books: Call, box: RunningSandbox, switch: dict[str, Any], what: Callable[[dict[str, Any]], bool]
) -> None:
    body = {**_DOCUMENT, "Entity": {"id": _CUSTOMER}, "DueDate": "2026-11-10T00:00:00"}
    body["DocumentLineList"] = [_line(), _line(Product={"id": _PRODUCT})]
    assert not what({**_put(books, body, _OTHER)})
    box.switch(**switch)
    assert what(_put(books, body))
