"""Attachments can be uploaded once, ever, and their content is not shown again."""

import base64
from collections.abc import Callable

import pytest
import requests

from sandbox.core.running import RunningSandbox

Call = Callable[..., requests.Response]
_INVOICE = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
_OTHER = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1c"
_UPLOAD = "55555555-5555-4555-8555-555555555555"
_PATH = f"SalesInvoices/{_INVOICE}/Uploads"
_FILE = {"FileName": "werkbon.pdf", "Content": base64.b64encode(b"%PDF-1.4").decode()}


@pytest.fixture
def invoice(call: Call, box: RunningSandbox) -> Call:
    box.act("invoices", {"id": _INVOICE, "Origin": 2})
    assert call("PUT", f"{_PATH}/{_UPLOAD}", _FILE).status_code == 204
    return call


def test_an_attachment_is_listed_without_its_content(invoice: Call) -> None:
    (row,) = invoice("GET", _PATH).json()["value"]
    assert (row["id"], row["FileName"], row["PhysicalFileType"]) == (_UPLOAD, "werkbon.pdf", 4)
    assert "Content" not in invoice("GET", f"{_PATH}/{_UPLOAD}").json()


def test_an_upload_id_is_used_once(invoice: Call, box: RunningSandbox) -> None:
    again = invoice("PUT", f"{_PATH}/{_UPLOAD}", _FILE)
    assert (again.status_code, again.json()) == (400, {"Message": "_InvalidData"})
    assert invoice("DELETE", f"SalesInvoices/{_INVOICE}").status_code == 204
    box.act("invoices", {"id": _OTHER, "Origin": 2})
    burnt = invoice("PUT", f"SalesInvoices/{_OTHER}/Uploads/{_UPLOAD}", _FILE)
    assert (burnt.status_code, burnt.json()) == (404, {"Message": "_NotFound"})


def test_attachments_survive_a_new_put_of_the_invoice(invoice: Call) -> None:
    invoice("PUT", f"SalesInvoices/{_INVOICE}", {"DocumentLineList": []})
    assert len(invoice("GET", _PATH).json()["value"]) == 1


def test_an_upload_by_post_is_told_to_use_put(invoice: Call) -> None:
    refused = invoice("POST", _PATH, _FILE)
    assert (refused.status_code, refused.json()) == (405, {"Message": "Must use PUT instead of POST"})


@pytest.mark.parametrize("content", [None, "", "%%%"])
def test_content_must_be_base64(invoice: Call, content: str | None) -> None:
    response = invoice("PUT", f"{_PATH}/{_OTHER}", {"FileName": "a.pdf", "Content": content})
    assert response.status_code == 400


def test_an_upload_needs_its_invoice(call: Call) -> None:
    assert call("PUT", f"{_PATH}/{_UPLOAD}", _FILE).status_code == 404
