"""Who may call what, and which paths exist."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import (
    ADMINISTRATION_ID,
    REELEEZEE_PASSWORD,
    REELEEZEE_READER_PASSWORD,
    REELEEZEE_READER_USERNAME,
    REELEEZEE_USERNAME,
)

Call = Callable[..., requests.Response]
_GUID = "7d2b1c90-1f43-4a8e-9a5d-2f6b7c8d9e01"
_KOPPELING = (REELEEZEE_USERNAME, REELEEZEE_PASSWORD)
_READER = (REELEEZEE_READER_USERNAME, REELEEZEE_READER_PASSWORD)


@pytest.mark.parametrize("auth", [("koppeling@installatie.example", "fout"), ("niemand", "sandbox-wachtwoord")])
def test_wrong_credentials_are_unauthorized(call: Call, auth: tuple[str, str]) -> None:
    assert call("GET", "Customers", auth=auth).status_code == 401


@pytest.mark.parametrize("header", ["", "Basic %%%", "Basic bm9jb2xvbg==", "Bearer abc"])
def test_a_request_without_readable_credentials_is_unauthorized(box: RunningSandbox, header: str) -> None:
    response = requests.get(f"{box.base_url}/Administrations", headers={"Authorization": header}, timeout=10)
    assert response.status_code == 401
    assert response.headers["Content-Type"].startswith("application/json;")


def test_a_read_only_login_reads_but_never_writes(call: Call, box: RunningSandbox) -> None:
    assert call("GET", "Products", auth=_READER).status_code == 200
    assert call("PUT", f"Products/{_GUID}", {"Code": "A"}, auth=_READER).status_code == 403
    assert box.state()["products"] == []


def test_without_the_invoicing_module_sales_invoices_are_forbidden(call: Call, box: RunningSandbox) -> None:
    box.switch(invoicing_module=False)
    assert call("GET", "SalesInvoices").status_code == 403
    assert call("GET", "Customers").status_code == 200


def test_resources_can_be_forbidden_one_by_one(call: Call, box: RunningSandbox) -> None:
    box.switch(forbidden_resources="Products, taxrates")
    assert [call("GET", path).status_code for path in ("products", "TaxRates", "Customers")] == [403, 403, 200]


def test_an_administration_of_others_is_not_found_or_forbidden(call: Call, box: RunningSandbox) -> None:
    assert call("GET", f"/{_GUID}/Customers").status_code == 404
    box.switch(unknown_administration=403)
    assert call("GET", f"/{_GUID}/Customers").status_code == 403


def test_paths_are_the_same_in_any_letter_case_and_without_administration(call: Call) -> None:
    assert call("PUT", f"PRODUCTS/{_GUID.upper()}", {"Code": "A"}).status_code == 204
    assert call("GET", f"products/{_GUID}").json()["id"] == _GUID
    assert call("GET", f"/Products/{_GUID}").json()["Code"] == "A"
    assert call("GET", f"/{ADMINISTRATION_ID.upper()}/pRoducts").json()["value"][0]["Code"] == "A"


@pytest.mark.parametrize("path", ["DocumentStatuses", "EntityTypes", "UnitOfMeasurements", "Nothing", "$metadata", ""])
def test_unknown_routes_and_scoped_enum_lists_are_html_404(call: Call, path: str) -> None:
    response = call("GET", path)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_enum_lists_exist_without_administration(call: Call, box: RunningSandbox) -> None:
    statuses = call("GET", "/DocumentStatuses").json()["value"]
    assert [(row["id"], row["Name"]) for row in statuses] == [(1, "Tentative"), (2, "Open"), (3, "Closed")]
    assert call("GET", "/ActionKinds/17").json()["Name"] == "Book"
    assert "BV" in {row["Name"] for row in call("GET", "/EntityTypes").json()["value"]}
    assert call("GET", "/ProductKinds").status_code == 404
    box.switch(product_kinds_route=True, scoped_lookups=True, entity_types_route=False)
    assert len(call("GET", "ProductKinds").json()["value"]) == 2
    assert call("GET", "/EntityTypes").status_code == 404


def test_descriptions_of_units_follow_the_language(call: Call) -> None:
    asked = "/UnitOfMeasurements?$filter=Code eq 'ST'"
    dutch = call("GET", asked, headers={"Accept-Language": "nl-NL"}).json()["value"][0]
    english = call("GET", asked, headers={"Accept-Language": "en"}).json()["value"][0]
    assert (dutch["Description"], english["Description"]) == ("Stuk", "Each")


def test_an_id_that_is_no_guid_is_a_bad_request_or_not_found(call: Call, box: RunningSandbox) -> None:
    assert call("GET", "Customers/12").status_code == 400
    box.switch(malformed_guid=404)
    assert call("GET", "Customers/12").json() == {"Message": "_NotFound"}


@pytest.mark.parametrize("path", ["Customers", "SalesInvoices", "Products"])
def test_records_are_not_created_by_post(call: Call, path: str) -> None:
    response = call("POST", path, {"Name": "x"})
    assert response.status_code == 405
    assert response.json() == {"Message": "Must use PUT instead of POST"}


def test_forms_are_an_unsupported_media_type(call: Call) -> None:
    assert call("PUT", f"Products/{_GUID}", data={"Code": "A"}).status_code == 415


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b'{"Price": NaN}', b'{"Price": "12"}', b'{"Code": 5}', b"\xff"])
def test_a_body_that_does_not_bind_is_an_invalid_request(call: Call, body: bytes) -> None:
    response = call("PUT", f"Products/{_GUID}", data=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()) == (400, {"Message": "The request is invalid."})


def test_the_id_in_the_body_must_be_the_one_in_the_path(call: Call, box: RunningSandbox) -> None:
    other = {"id": "00000000-0000-4000-8000-000000000001", "Code": "A"}
    assert call("PUT", f"Products/{_GUID}", other).json() == {"Message": "_InvalidData"}
    box.switch(id_mismatch="ignore")
    assert call("PUT", f"Products/{_GUID}", other).status_code == 204
    assert [row["id"] for row in box.state()["products"]] == [_GUID]


def test_a_second_request_of_the_same_login_is_refused_while_one_is_in_flight(call: Call, box: RunningSandbox) -> None:
    box.switch(one_session_per_login=True)
    assert [call("GET", "Customers").status_code for _ in range(2)] == [200, 200]
    box.fault("GET /Customers", "latency", ms=500)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(call, "GET", "Customers")
        while not box.requests()[2:]:
            pass
        assert requests.get(f"{box.base_url}/Administrations", auth=_KOPPELING, timeout=10).status_code == 401
        assert requests.get(f"{box.base_url}/Administrations", auth=_READER, timeout=10).status_code == 200
        assert first.result().status_code == 200
    assert call("GET", "Customers").status_code == 200
