"""Booking, reopening and what else can be done with an invoice through its actions."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import tax_rate_id

Call = Callable[..., requests.Response]
_CUSTOMER = "11111111-1111-4111-8111-111111111111"
_ID = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
_OTHER = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1c"
_PATH = f"SalesInvoices/{_ID}"
_NOT_ALLOWED = {"Message": "APIActions_NotAllowed"}


@pytest.fixture
def concept(call: Call, box: RunningSandbox) -> Call:
    box.act("customers", {"id": _CUSTOMER, "Name": "Aalders"})
    _make(call, _ID)
    return call


def _make(call: Call, invoice_id: str, rate: str = "NL, Hoog Tarief", **header: Any) -> None:
    lines = [{"Quantity": 1, "Price": 10, "TaxRate": {"id": tax_rate_id(rate)}}]
    body = {"Origin": 2, "Entity": {"id": _CUSTOMER}, "DocumentLineList": lines, **header}
    assert call("PUT", f"SalesInvoices/{invoice_id}", body).status_code == 204


def _act(call: Call, kind: object, invoice_id: str = _ID) -> requests.Response:
    return call("POST", f"SalesInvoices/{invoice_id}/Actions", {"Type": kind})


def test_booking_gives_number_reference_and_todays_posting_date(concept: Call) -> None:
    assert _act(concept, 17).status_code == 204
    read = concept("GET", _PATH).json()
    assert (read["Status"], read["Reference"]) == (2, f"RLZ-{read['InvoiceNumber']}")
    assert read["BookDate"] == read["Date"]


def test_booking_keeps_a_posting_date_and_number_that_were_sent(concept: Call) -> None:
    concept("PUT", _PATH, {"BookDate": "2026-01-31T00:00:00", "InvoiceNumber": 501})
    _act(concept, 17)
    read = concept("GET", _PATH).json()
    assert (read["BookDate"], read["InvoiceNumber"]) == ("2026-01-31T00:00:00", 501)


def test_an_invoice_with_nothing_to_pay_is_closed_at_once(concept: Call) -> None:
    concept("PUT", _PATH, {"DocumentLineList": [{"Quantity": 1, "Price": 0}]})
    _act(concept, 17)
    assert concept("GET", _PATH).json()["Status"] == 3


def test_booking_twice_and_reopening_a_concept_are_not_allowed(concept: Call) -> None:
    refused = _act(concept, 19)
    assert (refused.status_code, refused.json()) == (409, _NOT_ALLOWED)
    _act(concept, 17)
    refused = _act(concept, 17)
    assert (refused.status_code, refused.json()) == (409, _NOT_ALLOWED)


def test_reopening_keeps_numbers_and_lines(concept: Call) -> None:
    _act(concept, 17)
    booked = concept("GET", f"{_PATH}?$expand=DocumentLineList").json()
    assert _act(concept, 19).status_code == 204
    read = concept("GET", f"{_PATH}?$expand=DocumentLineList").json()
    assert read["Status"] == 1
    assert [read[name] == booked[name] for name in ("InvoiceNumber", "Reference", "DocumentLineList")] == [True] * 3


def test_a_taken_number_is_refused_in_words(concept: Call, box: RunningSandbox) -> None:
    _make(concept, _OTHER, InvoiceNumber=501)
    assert _act(concept, 17, _OTHER).status_code == 204
    concept("PUT", _PATH, {"InvoiceNumber": 501})
    refused = _act(concept, 17)
    assert (refused.status_code, refused.json()) == (400, {"Message": "Dit factuurnummer is al in gebruik"})
    concept("PUT", _PATH, {"InvoiceNumber": 502})
    box.switch(number_taken=True)
    assert _act(concept, 17).status_code == 400
    box.switch(number_taken=False)
    assert _act(concept, 17).status_code == 204


def test_a_foreign_rate_needs_a_vat_number(concept: Call, box: RunningSandbox) -> None:
    _make(concept, _OTHER, "DE, Hoog tarief")
    refused = _act(concept, 17, _OTHER)
    assert refused.status_code == 400
    assert refused.json()["Message"].endswith("heeft een ongeldig belastingtarief 'DE' op regel 1")
    number = {"IdentificationNumber": "DE123", "Type": 1}
    assert concept("PUT", f"Customers/{_CUSTOMER}/FiscalProcessParameters/{_ID}", number).status_code == 204
    assert _act(concept, 17, _OTHER).status_code == 204


@pytest.mark.parametrize(
    ("choice", "status", "header"), [("refuse", 400, None), ("ignore", 204, None), ("overwrite", 204, "x")]
)
def test_a_put_on_a_booked_invoice(
    concept: Call, box: RunningSandbox, choice: str, status: int, header: str | None
) -> None:
    _act(concept, 17)
    box.switch(put_on_booked=choice)
    assert concept("PUT", _PATH, {"Header": "x"}).status_code == status
    read = concept("GET", _PATH).json()
    assert (read["Header"], read["Status"]) == (header, 2)


def test_a_booked_invoice_is_not_deleted_unless_switched_on(concept: Call, box: RunningSandbox) -> None:
    _act(concept, 17)
    refused = concept("DELETE", _PATH)
    assert (refused.status_code, refused.json()) == (409, _NOT_ALLOWED)
    assert concept("GET", _PATH).status_code == 200
    box.switch(delete_booked="allow")
    assert concept("DELETE", _PATH).status_code == 204


def test_offered_actions_follow_the_state(concept: Call) -> None:
    assert 17 in [row["Type"] for row in concept("GET", f"{_PATH}/Actions").json()["value"]]
    _act(concept, 17)
    offered = [row["Type"] for row in concept("GET", f"{_PATH}/actions").json()["value"]]
    assert 19 in offered
    assert 17 not in offered


@pytest.mark.parametrize(
    ("kind", "status", "message"),
    [
        (138, 204, None),
        (999, 400, "_InvalidData"),
        (109, 400, "APIActions_NotApplicable"),
        ("17", 400, "The request is invalid."),
    ],
)
def test_other_actions(concept: Call, kind: object, status: int, message: str | None) -> None:
    response = _act(concept, kind)
    assert response.status_code == status
    assert (response.json()["Message"] if response.content else None) == message
    assert concept("GET", _PATH).json()["Status"] == 1


def test_actions_need_an_invoice(call: Call) -> None:
    assert call("POST", "SalesInvoices/Actions", {"Type": 17}).json() == {"Message": "_InvalidData"}
    assert _act(call, 17).json() == {"Message": "_NotFound"}


def test_an_invoice_without_lines_is_not_booked(concept: Call) -> None:
    concept("PUT", _PATH, {"DocumentLineList": []})
    assert _act(concept, 17).json() == {"Message": "_InvalidData"}


def test_an_income_booking_without_customer_books_as_well(concept: Call) -> None:
    _make(concept, _OTHER, Entity=None)
    assert _act(concept, 17, _OTHER).status_code == 204


def test_paper_choices_and_rates_hang_on_the_invoice(concept: Call) -> None:
    paper = concept("GET", f"{_PATH}/Download")
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    (line,) = concept("GET", f"{_PATH}/Lines").json()["value"]
    assert len(concept("GET", f"{_PATH}/Lines/{line['id']}/TaxRates").json()["value"]) == 22
    choices = concept("GET", f"{_PATH}/QuickPaymentSelections").json()["value"]
    assert "Nog te betalen" in [row["Description"] for row in choices]
    assert concept("GET", f"{_PATH}/DocumentTaskHistory").json() == {"value": []}
    assert concept("GET", f"{_PATH}/Nothing").headers["Content-Type"].startswith("text/html")
