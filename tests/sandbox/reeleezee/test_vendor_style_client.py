"""Runs one plain client, written the way the vendor's own samples are, against the sandbox."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import category_account_id, entity_type_id, tax_rate_id

_JSON = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8", "Accept-Language": "nl"}
_PREFER = {"Prefer": "return=representation"}


class _Client:
    """Does what the samples do: basic authentication, PUT under a fresh GUID, next links cut after /api/<segment>."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.auth = ("koppeling@installatie.example", "sandbox-wachtwoord")
        self.session.headers.update(_JSON)

    def get(self, path: str) -> Any:
        response = self.session.get(self.base_url + path, timeout=90)
        response.raise_for_status()
        assert response.headers["Content-Type"].startswith("application/json;")
        return response.json()

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        while path:
            page = self.get(path)
            yield from page["value"]
            link = re.search(r"/api/[^/]+(.*)", page.get("@odata.nextLink", ""))
            path = link.group(1) if link else ""

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self.session.put(self.base_url + path, json=body, headers=_PREFER, timeout=90)
        assert response.status_code == 200
        stored: dict[str, Any] = response.json()
        return stored

    def status(self, method: str, path: str, body: dict[str, Any] | None = None) -> int:
        return self.session.request(method, self.base_url + path, json=body, timeout=90).status_code


def test_a_client_in_the_vendors_style_gets_from_login_to_a_deleted_invoice(box: RunningSandbox) -> None:
    client = _Client(box.base_url)
    try:
        _walk(client)
    finally:
        client.session.close()
    stored = box.state()
    assert [row["Name"] for row in stored["customers"]] == ["De Vries Installaties"]
    assert [row["Description"] for row in stored["products"]] == ["Voorrijkosten"]
    assert stored["invoices"] == []


def _walk(client: _Client) -> None:
    assert client.get("/UserInfo?$expand=*")["UserName"] == "koppeling@installatie.example"
    (administration,) = client.get("/Administrations")["value"]
    base = f"/{administration['id']}"
    product = _make_product(client, base)
    customer = _make_customer(client, base)
    assert [row["Name"] for row in client.pages(f"{base}/Customers?$orderby=Name")] == ["De Vries Installaties"]
    invoice = _make_invoice(client, base, customer, product)
    path = f"{base}/SalesInvoices/{invoice}"
    assert client.status("POST", f"{path}/Actions", {"id": invoice, "Type": 17}) == 204
    assert client.get(path)["Status"] == 2
    assert client.status("POST", f"{path}/Actions", {"Type": 17}) == 409
    assert client.status("POST", f"{path}/Actions", {"Type": 19}) == 204
    assert client.status("DELETE", path) == 204
    assert client.status("GET", path) == 404


def _make_product(client: _Client, base: str) -> str:
    product_id = str(uuid.uuid4())
    sent = {"Description": "Voorrijkosten", "SearchName": "Voorrijkosten", "Comment": "via de API", "Price": 35.0}
    stored = client.put(f"{base}/Products/{product_id}", sent)
    assert (stored["id"], stored["ProductKind"], stored["Price"]) == (product_id, 1, 35)
    return product_id


def _make_customer(client: _Client, base: str) -> str:
    customer_id, address_id = str(uuid.uuid4()), str(uuid.uuid4())
    sent = {
        "Name": "De Vries Installaties",
        "SearchName": "De Vries Installaties",
        "DueDays": 30,
        "EntityType": {"id": entity_type_id("BV")},
        "CommunicationChannelList": [{"CommunicationType": 10, "FormattedValue": "administratie@devries.example"}],
    }
    stored = client.put(f"{base}/Customers/{customer_id}", sent)
    assert (stored["EntityKind"], stored["EMail"]) == (1, "administratie@devries.example")
    address = {"Type": 1, "Street": "Dorpsstraat", "Number": "12", "NumberExtension": "A", "Postcode": "1234 AB"}
    address |= {"City": "Voorbeelddorp", "Country": {"id": "NL"}}
    assert client.status("PUT", f"{base}/Customers/{customer_id}/Addresses/{address_id}", address) == 204
    read = client.get(f"{base}/Customers/{customer_id}?$expand=AddressList($expand=Country)")
    assert read["FullAddress"] == "Dorpsstraat 12A, 1234 AB Voorbeelddorp"
    assert read["AddressList"][0]["Country"]["id"] == "NL"
    return customer_id


def _make_invoice(client: _Client, base: str, customer: str, product: str) -> str:
    invoice_id = str(uuid.uuid4())
    line = {
        "Sequence": 1,
        "Quantity": 4,
        "Price": 8.25,
        "Description": "Voorrijkosten",
        "Product": {"id": product},
        "TaxRate": {"id": tax_rate_id("NL, Hoog Tarief")},
        "DocumentCategoryAccount": {"id": category_account_id("8000")},
    }
    sent = {
        "DocumentType": 10,
        "Type": 1,
        "Origin": 2,
        "Status": 1,
        "Entity": {"id": customer},
        "Date": "2026-11-03T00:00:00",
        "BookDate": "2026-11-03T00:00:00",
        "IsVatIncluded": False,
        "Header": "Werkbon 20261103-07",
        "DocumentLineList": [line],
    }
    client.put(f"{base}/SalesInvoices/{invoice_id}", sent)
    read = client.get(f"{base}/SalesInvoices/{invoice_id}?$expand=Entity,DocumentLineList($expand=TaxRate,Product)")
    assert read["Entity"]["id"] == customer
    assert read["DueDate"] == "2026-12-03T00:00:00"
    assert (read["TotalNetAmount"], read["TotalTaxAmount"], read["TotalPayableAmount"]) == (33, 6.93, 39.93)
    assert read["DocumentLineList"][0]["Product"]["Description"] == "Voorrijkosten"
    assert [row["id"] for row in client.pages(f"{base}/SalesInvoices")] == [invoice_id]
    return invoice_id
