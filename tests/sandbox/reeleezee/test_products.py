"""Products and services: one resource, nothing required."""

from collections.abc import Callable
from typing import Any

import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import tax_rate_id

Call = Callable[..., requests.Response]
_ID = "33cc44dd-0b5e-4a1f-8c2d-5e6f7a8b9c0d"
_OTHER = "33cc44dd-0b5e-4a1f-8c2d-5e6f7a8b9c0e"


def _put(call: Call, body: dict[str, Any], product_id: str = _ID) -> dict[str, Any]:
    path = f"Products/{product_id}?$expand=*"
    response = call("PUT", path, body, headers={"Prefer": "return=representation"})
    assert response.status_code == 200, response.text
    stored: dict[str, Any] = response.json()
    return stored


def test_an_empty_product_is_a_piece_without_rate_or_account(call: Call) -> None:
    stored = _put(call, {})
    assert (stored["ProductKind"], stored["Code"], stored["Price"]) == (1, None, 0)
    assert stored["UnitOfMeasurement"]["Code"] == "ST"
    assert (stored["TaxRate"], stored["DocumentCategoryAccount"]) == (None, None)


def test_a_default_rate_can_be_switched_on(call: Call, box: RunningSandbox) -> None:
    box.switch(product_default_tax_rate="NL, Hoog Tarief")
    assert _put(call, {})["TaxRate"]["id"] == tax_rate_id("NL, Hoog Tarief")


def test_prices_are_kept_to_four_decimals_half_up_and_written_short(call: Call, box: RunningSandbox) -> None:
    assert _put(call, {"Price": 1.00005})["Price"] == 1.0001
    raw = call("PUT", f"Products/{_ID}", {"Price": 12.50}, headers={"Prefer": "return=representation"}).text
    assert '"Price":12.5,' in raw
    box.switch(price_decimals=2)
    assert _put(call, {"Price": 0.125})["Price"] == 0.13


def test_a_service_is_a_product_of_another_kind_and_no_other_kind_exists(call: Call) -> None:
    assert _put(call, {"ProductKind": 2})["ProductKind"] == 2
    assert call("PUT", f"Products/{_ID}", {"ProductKind": 7}).status_code == 400


def test_codes_may_be_shared_unless_that_is_refused(call: Call, box: RunningSandbox) -> None:
    _put(call, {"Code": "A"})
    _put(call, {"Code": "A"}, _OTHER)
    box.switch(product_code_unique=True)
    refused = call("PUT", f"Products/{_OTHER}", {"Code": "A"})
    assert refused.json() == {"Message": "Productcode 'A' is al in gebruik"}


def test_products_can_only_be_deleted_when_switched_on_and_unused(call: Call, box: RunningSandbox) -> None:
    _put(call, {"Code": "A"})
    assert call("DELETE", f"Products/{_ID}").status_code == 405
    box.switch(products_deletable=True)
    invoice = box.act("invoices", {"DocumentLineList": [{"Product": {"id": _ID}, "Quantity": 1, "Price": 1}]})
    assert call("DELETE", f"Products/{_ID}").status_code == 400
    box.act(f"invoices/{invoice['id']}", {"delete": True})
    assert call("DELETE", f"Products/{_ID}").status_code == 204
    assert call("GET", f"Products/{_ID}").status_code == 404
