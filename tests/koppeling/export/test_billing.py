"""An invoice whose draft cannot be built any more is taken for the order's own only when it still says the same."""

from decimal import Decimal
from typing import Any

import pytest

from koppeling.export.billing import bills_the_order
from koppeling.identity import line_id
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, SalesInvoice

INVOICE = "44f41c82-6ae9-520e-8794-74e86debfd84"
VERSION = "0123456789abcdef"
ORDER = WorkOrder.from_row(
    {
        "id": "1",
        "Materials": [
            {"MaterialCode": "A", "MaterialNr": "2,5", "MaterialPrice": "4.00", "MaterialTotalPrice": "10,00"},
            {"MaterialCode": "B", "MaterialNr": "0", "MaterialPrice": "4.00"},
        ],
        "Workperiods": [{"TotalTime": "00:50", "HourType": "MONT"}, {"TotalTime": "0:00"}],
    }
)


def line(sequence: int, quantity: str, price: str, net: str, **other: Any) -> InvoiceLine:
    own = {"id": line_id(INVOICE, VERSION, sequence), "sequence": sequence}
    return InvoiceLine(**own | other, quantity=Decimal(quantity), price=Decimal(price), net=Decimal(net))


MATERIAL = line(1, "2.5", "4", "10")
HOURS = line(2, "0.75", "60", "45")


def is_billed(*lines: InvoiceLine, order: WorkOrder = ORDER, round_hours_to: int = 15) -> bool:
    return bills_the_order(order, VERSION, round_hours_to, SalesInvoice(id=INVOICE, lines=lines))


def test_the_invoice_as_we_made_it_is_the_orders_own_in_any_order_of_lines() -> None:
    assert is_billed(MATERIAL, HOURS)
    assert is_billed(HOURS, MATERIAL)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((), id="no lines"),
        pytest.param((MATERIAL,), id="the hours are gone"),
        pytest.param((MATERIAL, HOURS, line(3, "1", "1", "1")), id="a line too many"),
        pytest.param((line(1, "2.5", "4.10", "10.25"), HOURS), id="another price of the material"),
        pytest.param((MATERIAL, line(2, "1", "60", "60")), id="more hours"),
        pytest.param((MATERIAL, line(2, "0.75", "60", "40")), id="a discount on the hours"),
        pytest.param(
            (MATERIAL, line(2, "0.75", "60", "45", id="ffffffff-ffff-4fff-8fff-ffffffffffff")), id="a stranger"
        ),
    ],
)
def test_an_edited_invoice_is_not(lines: tuple[InvoiceLine, ...]) -> None:
    assert not is_billed(*lines)


def test_the_price_of_an_hour_is_the_invoices_own() -> None:
    assert is_billed(MATERIAL, line(2, "0.75", "80", "60"))


def test_an_order_that_cannot_be_read_is_billed_by_nothing() -> None:
    unreadable = WorkOrder.from_row({"id": "1", "Materials": [{"MaterialNr": "een", "MaterialPrice": "1"}]})
    assert not is_billed(MATERIAL, order=unreadable)


def test_an_order_of_a_single_line_is_billed_by_that_line_alone() -> None:
    single = WorkOrder.from_row({"id": "1", "Workperiods": [{"TotalTime": "00:45"}]})
    assert is_billed(line(1, "0.75", "60", "45"), order=single)


def test_an_order_with_nothing_to_bill_is_billed_by_no_invoice() -> None:
    assert not is_billed(order=WorkOrder.from_row({"id": "1"}))


def test_a_discount_on_a_material_is_off_its_net() -> None:
    discounted = {
        "MaterialNr": "2",
        "MaterialPrice": "45",
        "MaterialTotalPrice": "81",
        "MaterialDiscountPercentage": "10",
    }
    order = WorkOrder.from_row({"id": "1", "Materials": [discounted]})
    assert is_billed(line(1, "2", "45", "81"), order=order)
    assert not is_billed(line(1, "2", "45", "90"), order=order)


def test_with_another_rounding_of_hours_it_is_not_the_same() -> None:
    assert not is_billed(MATERIAL, HOURS, round_hours_to=0)
