"""Proves that the stored net is the work order's total to the cent, whatever Reeleezee rounds and how."""

from decimal import Decimal
from random import Random

import pytest
from tests.koppeling.export.couple import Couple, Json, used, worked
from tests.koppeling.invoicing.random_lines import typed

ROUNDINGS = [
    {},
    {"line_rounding": "net"},
    {"line_rounding": "unit_price"},
    {"line_rounding": "net", "half_cents": "even"},
    {"quantity_decimals": 8, "price_decimals": 6, "line_rounding": "unit_price"},
]


@pytest.mark.parametrize("rounding", ROUNDINGS, ids=str)
@pytest.mark.parametrize(
    ("quantity", "price", "discount", "total"),
    [
        ("1", "44.95", "10", "40.46"),
        ("1", "44.95", "10", "40.45"),
        ("7", "3.35", "10", "21.11"),
        ("4", "8.25", "10", "29.70"),
        ("3", "0.33", "25", "0.74"),
        ("3", "10.00", "33,333", "20.00"),
        ("12", "17.35", "100", "0.00"),
        ("1000", "0.01235", "0", "12.35"),
        ("3", "1,66667", "0", "5.00"),
        ("1,23456", "10.00", "0", "12.35"),
        ("0,00001", "99999.00", "0", "1.00"),
        ("123456", "0.07", "2.5", "8425.87"),
    ],
)
def test_the_total_of_the_work_order_is_stored_to_the_cent(
    couple: Couple, rounding: Json, quantity: str, price: str, discount: str, total: str
) -> None:
    couple.reeleezee.switch(**rounding)
    row_id = couple.order(used("KRAAN", quantity, price, total=total, discount=discount))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == total


@pytest.mark.parametrize(
    "switches",
    [{"price_decimals": 2}, {"quantity_decimals": 2}, {"quantity_decimals": 0}, {"half_cents": "even"}],
    ids=str,
)
@pytest.mark.parametrize(
    ("quantity", "price", "discount", "total"),
    [
        ("1", "44.95", "10", "40.46"),
        ("7", "3.35", "10", "21.11"),
        ("1000", "0.01235", "0", "12.35"),
        ("100", "0.4275", "0", "42.75"),
        ("1,5", "0.35", "0", "0.53"),
        ("0,333", "9.99", "0", "3.33"),
    ],
)
def test_where_an_assumption_is_wrong_nothing_else_is_stored(
    couple: Couple, switches: Json, quantity: str, price: str, discount: str, total: str
) -> None:
    couple.reeleezee.switch(**switches)
    row_id = couple.order(used("KRAAN", quantity, price, total=total, discount=discount))
    outcome, why = couple.run().told(row_id)
    if outcome == "exported":
        assert couple.amounts(row_id)[0] == total
    else:
        assert (outcome, why) == ("deferred", "refusal_unproven")
        assert couple.invoices() == {}


def test_a_negative_line_takes_the_same_cents_off(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "5"), used("KRAAN", "-1", "44.95", total="-40.46", discount="10"))
    assert couple.run().told(row_id) == ("exported", "")
    assert [line["NetAmount"] for line in couple.lines(row_id)] == [50, -40.46]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (used("KRAAN", "1", "44.95", total="40.46", discount="10"), "Artikel KRAAN (korting 10% op € 44,95)"),
        (used("KRAAN", "1000", "0.01235", MaterialUnit="m"), "Artikel KRAAN (1000 m × € 0,01235)"),
    ],
)
def test_a_line_in_another_form_tells_the_figures_of_the_work_order(couple: Couple, line: Json, text: str) -> None:
    row_id = couple.order(line)
    couple.run()
    assert couple.lines(row_id)[0]["Description"].endswith(f": {text}")


def test_hours_that_four_decimals_cannot_store_are_one_piece_that_names_them(couple: Couple) -> None:
    couple.service("SPECIALIST", "499.99")
    row_id = couple.order(periods=[worked("SPECIALIST", "02:59")])
    assert couple.run().told(row_id) == ("exported", "")
    (line,) = couple.lines(row_id)
    assert (line["Quantity"], line["NetAmount"]) == (1, 1491.64)
    assert line["Description"].endswith("(2:59 uur × € 499,99)")


def test_an_amount_that_no_form_stores_is_refused_before_anything_is_written(couple: Couple) -> None:
    couple.service("GOUD", "400000000.00")
    row_id = couple.order(periods=[worked("GOUD", "02:30")])
    couple.forget_requests()
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "line_cannot_be_stored")
    assert "1000000000" in outcome["nl"]
    assert not any("SalesInvoices" in call for call in couple.writes())


def test_three_discounts_that_round_otherwise_stop_nobody(couple: Couple) -> None:
    odd = [couple.order(used("KRAAN", "1", "44.95", total="40.46", discount="10")) for _ in range(3)]
    plain = couple.order(used("KRAAN"))
    run = couple.run()
    assert {run.told(row_id) for row_id in (*odd, plain)} == {("exported", "")}
    assert sum(Decimal(couple.amounts(row_id)[0]) for row_id in odd) == Decimal("121.38")


@pytest.mark.parametrize("rounding", ROUNDINGS[:3], ids=str)
def test_two_hundred_random_lines_are_stored_to_the_cent_each(couple: Couple, rounding: Json) -> None:
    couple.reeleezee.switch(**rounding)
    chance = Random(20261127)  # noqa: S311
    drawn = [line for line in (typed(chance) for _ in range(240)) if Decimal(line.quantity)][:200]
    lines = [used("KRAAN", line.quantity, line.price, total=line.line.total, discount=line.discount) for line in drawn]
    row_id = couple.order(used("KRAAN", "1", "99999999.00"), *lines)
    assert couple.run().told(row_id)[0] == "exported"
    nets = [Decimal(str(line["NetAmount"])) for line in couple.lines(row_id)]
    assert nets[1:] == [Decimal(line.cents).scaleb(-2) for line in drawn]
