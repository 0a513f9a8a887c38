"""Where a work order and its invoice can be seen."""

from typing import Any

import pytest

from koppeling.addresses import Addresses, InvalidAddress, read_addresses

ROW = {"row_id": "12", "work_order": "WB 1/2", "invoice_id": "abc", "receipt_number": "F-7"}


def test_no_address_is_made_up() -> None:
    assert read_addresses({}).of_row(ROW) == {}


def test_a_row_gets_its_addresses_safely_spelled() -> None:
    addresses = Addresses(
        "https://o.example.nl/{row_id}?n={number}", "https://r.example.nl/{invoice_id}/{receipt_number}"
    )
    assert addresses.of_row(ROW) == {
        "work_order_url": "https://o.example.nl/12?n=WB%201%2F2",
        "invoice_url": "https://r.example.nl/abc/F-7",
    }


def test_a_row_without_an_invoice_has_no_address_for_it() -> None:
    addresses = Addresses(invoice_url="https://r.example.nl/{invoice_id}")
    assert addresses.of_row({**ROW, "invoice_id": ""}) == {}


@pytest.mark.parametrize(
    "row",
    [
        {"work_order_url": "javascript:alert({row_id})"},
        {"work_order_url": "https://o.example.nl/"},
        {"work_order_url": "https://o.example.nl/{invoice_id}"},
        {"invoice_url": "https://r.example.nl/{invoice_id.__class__}"},
        {"invoice_url": "https://r.example.nl/{}"},
        {"invoice_url": "https://r.example.nl/{invoice_id"},
        {"invoice_url": 7},
    ],
)
def test_an_address_that_names_no_record_or_something_else_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(InvalidAddress, match=r"work_order_url|invoice_url"):
        read_addresses(row)
