"""Amounts to the cent, by either way of rounding VAT."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.arithmetic import cents
from sandbox.reeleezee.lookups import tax_rate_id

Call = Callable[..., requests.Response]
_ID = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
_HIGH, _LOW = {"id": tax_rate_id("NL, Hoog Tarief")}, {"id": tax_rate_id("NL, Laag tarief")}


def _put(call: Call, lines: list[dict[str, Any]], **header: Any) -> dict[str, Any]:
    path = f"SalesInvoices/{_ID}?$expand=*($levels=2)"
    response = call("PUT", path, {"DocumentLineList": lines, **header}, headers={"Prefer": "return=representation"})
    assert response.status_code == 200, response.text
    stored: dict[str, Any] = response.json()
    return stored


def _line(quantity: float, price: float, rate: dict[str, str] = _HIGH, **more: Any) -> dict[str, Any]:
    return {"Quantity": quantity, "Price": price, "TaxRate": rate, **more}


def _totals(stored: dict[str, Any]) -> tuple[float, float, float]:
    return stored["TotalNetAmount"], stored["TotalTaxAmount"], stored["TotalPayableAmount"]


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.125", "0.13"), ("-0.125", "-0.13"), ("0.1249", "0.12"), ("2.005", "2.01")]
)
def test_half_a_cent_is_rounded_away_from_zero(amount: str, rounded: str) -> None:
    assert cents(Decimal(amount)) == Decimal(rounded)


def test_the_vendors_worked_figures(call: Call) -> None:
    stored = _put(call, [_line(2, 135, DiscountPercentage=0.02)])
    assert (stored["TotalLineAmountWithoutDiscount"], stored["CalculatedDiscountAmount"]) == (270, 5.4)
    assert _totals(stored) == (264.6, 55.57, 320.17)
    (line,) = stored["DocumentLineList"]
    assert (line["AfterDiscountAmount"], line["TaxAmount"], line["LineTotalPayableAmount"]) == (264.6, 55.57, 320.17)


def test_an_invoice_of_two_lines(call: Call) -> None:
    stored = _put(call, [_line(1.5, 62.5), _line(4, 8.25)])
    assert _totals(stored) == (126.75, 26.62, 153.37)
    assert [line["TaxAmount"] for line in stored["DocumentLineList"]] == [19.69, 6.93]
    assert (stored["BaseInvoiceAmount"], stored["BaseRemainingAmount"], stored["BasePaidAmount"]) == (153.37, 153.37, 0)
    assert stored["PaymentTermList"][0]["Amount"] == 153.37


def test_vat_per_rate_can_differ_a_cent_from_vat_per_line(call: Call, box: RunningSandbox) -> None:
    lines = [_line(1, 0.12), _line(1, 0.12), _line(1, 10, _LOW)]
    assert _totals(_put(call, lines)) == (10.24, 0.96, 11.2)
    box.switch(vat_rounding="per_rate")
    stored = _put(call, lines)
    assert _totals(stored) == (10.24, 0.95, 11.19)
    assert [row["TaxAmount"] for row in stored["TaxSummaryList"]] == [0.05, 0.9]


@pytest.mark.parametrize("rounding", ["per_line", "per_rate"])
def test_a_cent_too_much_shows_in_line_and_total_under_both_roundings(
    call: Call, box: RunningSandbox, rounding: str
) -> None:
    box.switch(vat_rounding=rounding, vat_cents_off=1)
    stored = _put(call, [_line(1, 10), _line(1, 10)])
    assert [line["TaxAmount"] for line in stored["DocumentLineList"]] == [2.11, 2.1]
    assert _totals(stored) == (20, 4.21, 24.21)


def test_prices_that_include_vat(call: Call, box: RunningSandbox) -> None:
    lines = [_line(1, 9.99), _line(1, 9.99)]
    stored = _put(call, lines, IsVatIncluded=True)
    assert _totals(stored) == (16.52, 3.46, 19.98)
    box.switch(vat_rounding="per_rate")
    assert _totals(_put(call, lines)) == (16.51, 3.47, 19.98)


def test_net_and_vat_may_be_sent_instead_of_quantity_and_price(call: Call) -> None:
    stored = _put(call, [{"NetAmount": 50, "TaxAmount": 10.49, "TaxRate": _HIGH}])
    (line,) = stored["DocumentLineList"]
    assert (line["Quantity"], line["Price"]) == (1, 50)
    assert _totals(stored) == (50, 10.49, 60.49)


def test_discounts_by_percentage_and_amount_follow_the_switches(call: Call, box: RunningSandbox) -> None:
    lines = [_line(1, 100, DiscountPercentage=0.1), _line(1, 100, DiscountAmount=5)]
    assert _put(call, lines)["TotalNetAmount"] == 185
    box.switch(discount_scale="percent", discount_amount_sign="negative", net_amount_before_discount=True)
    lines = [_line(1, 100, DiscountPercentage=10), _line(1, 100, DiscountAmount=-5)]
    stored = _put(call, lines)
    assert stored["TotalNetAmount"] == 185
    assert [line["NetAmount"] for line in stored["DocumentLineList"]] == [100, 100]


def test_a_negative_total_makes_a_credit_invoice(call: Call) -> None:
    stored = _put(call, [_line(-2, 10.5)])
    assert (_totals(stored), stored["IsCreditInvoice"]) == ((-21, -4.41, -25.41), True)


@pytest.mark.parametrize(
    ("switches", "nets"),
    [
        # 44.95 less 4.50; 7 × 3.35 = 23.45 less 2.345, so 2.35
        ({}, [40.45, 21.10]),
        # 40.455 and 21.105, rounded once
        ({"line_rounding": "net"}, [40.46, 21.11]),
        # a piece at 40.455 and 3.015 in four decimals, at 40.46 and 3.02 in two
        ({"line_rounding": "unit_price"}, [40.46, 21.11]),
        ({"line_rounding": "unit_price", "price_decimals": 2}, [40.46, 21.14]),
        # 4.495 to 4.50, 2.345 to 2.34
        ({"half_cents": "even"}, [40.45, 21.11]),
        # 40.455 to 40.46, 21.105 to 21.10
        ({"line_rounding": "net", "half_cents": "even"}, [40.46, 21.10]),
    ],
    ids=str,
)
def test_a_discounted_line_is_rounded_as_the_switches_say(
    call: Call, box: RunningSandbox, switches: dict[str, Any], nets: list[float]
) -> None:
    box.switch(**switches)
    lines = [_line(1, 44.95, DiscountPercentage=0.1), _line(7, 3.35, DiscountPercentage=0.1)]
    assert [line["NetAmount"] for line in _put(call, lines)["DocumentLineList"]] == nets


@pytest.mark.parametrize(("decimals", "quantity", "net"), [(4, 0.8333, 52.08), (2, 0.83, 51.88), (6, 0.83333, 52.08)])
def test_a_quantity_keeps_as_many_decimals_as_the_switch_says(
    call: Call, box: RunningSandbox, decimals: int, quantity: float, net: float
) -> None:
    box.switch(quantity_decimals=decimals)
    (line,) = _put(call, [_line(0.83333, 62.5)])["DocumentLineList"]
    assert (line["Quantity"], line["NetAmount"]) == (quantity, net)


def test_vat_per_rate_leaves_the_remainder_on_the_largest_line(call: Call, box: RunningSandbox) -> None:
    # Measured: 4741.55 and 237.08 at 21 % come to 1045.51; two lines of 0.12 come to 0.05, 0.03 each by themselves.
    box.switch(vat_rounding="per_rate")
    stored = _put(call, [_line(1, 237.08), _line(1, 4741.55)])
    assert _totals(stored) == (4978.63, 1045.51, 6024.14)
    stored = _put(call, [_line(1, 0.12), _line(1, 0.12), _line(1, -0.5)])
    # 0.025 and -0.105: 0.03, 0.03 and -0.11 by themselves, -0.05 together
    assert [line["TaxAmount"] for line in stored["DocumentLineList"]] == [0.03, 0.03, -0.11]
    stored = _put(call, [_line(1, 0.12), _line(1, 0.12)])
    assert [line["TaxAmount"] for line in stored["DocumentLineList"]] == [0.02, 0.03]
