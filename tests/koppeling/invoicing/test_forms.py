"""The form of a line stores the work order's total whichever way Reeleezee rounds; figures are worked out by hand."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koppeling.invoicing.amounts import Quantities
from koppeling.invoicing.forms import Form, bills_minutes, hours_form, material_form
from koppeling.invoicing.refused import Refused
from koppeling.money import line_net


def form(quantity: str, price: str, total: str, discount: str = "0", unit: str = "m") -> Form:
    figures = Quantities(Decimal(quantity), Decimal(price), Decimal(discount), Decimal(total))
    return material_form(figures, unit=unit, name="Koperbuis")


def written(found: Form) -> tuple[str, str, str, str]:
    return str(found.quantity), str(found.price), str(found.discount), found.figures


@pytest.mark.parametrize(
    ("quantity", "price", "total", "discount"),
    [
        ("4", "8.25", "33.00", "0"),
        ("100", "0.4275", "42.75", "0"),
        ("0.333", "9.99", "3.33", "0"),
        ("-2", "24.80", "-49.60", "0"),
        ("1", "0", "0.00", "0"),
        ("1", "0.004", "0.00", "0"),
        ("2", "45.00", "81.00", "0.1"),
        ("3", "9.99", "26.97", "0.1"),  # 26.973; 29.97 less 3.00; 8.991 and 8.99 each
        ("1", "0.99", "0.94", "0.05"),  # 0.9405; less 0.0495, so 0.05
        ("4", "8.25", "29.70", "0.1"),
        ("100", "1.25", "112.50", "0.1"),
        ("1", "150.00", "0.00", "1"),
        ("7", "3.33", "0.00", "1"),
        ("1", "80.00", "70.00", "0.125"),
    ],
)
def test_a_line_that_every_rounding_stores_stands_as_on_the_work_order(
    quantity: str, price: str, total: str, discount: str
) -> None:
    assert form(quantity, price, total, discount) == Form(Decimal(quantity), Decimal(price), Decimal(discount))


@pytest.mark.parametrize(
    ("quantity", "price", "total", "discount", "net_price", "figures"),
    [
        ("1", "44.95", "40.46", "0.1", "40.46", "korting 10% op € 44,95"),  # 40.455, but 44.95 less 4.50 is 40.45
        ("1", "44.95", "40.45", "0.1", "40.45", "korting 10% op € 44,95"),
        ("-1", "44.95", "-40.46", "0.1", "40.46", "korting 10% op € 44,95"),
        ("7", "3.35", "21.11", "0.1", "3.016", "korting 10% op € 3,35"),  # 21.105; 7 × 3.016 is 21.112
        ("3", "10.00", "20.00", "0.33333", "6.6667", "korting 33,333% op € 10,00"),  # 20.0001
        ("3", "1.66667", "5.00", "0", "1.6667", ""),  # 5.0001
        ("1", "0.125", "0.12", "0", "0.12", ""),  # rounded down on the work order
    ],
)
def test_else_a_net_price_of_at_most_four_decimals_stores_it(
    quantity: str, price: str, total: str, discount: str, net_price: str, figures: str
) -> None:
    assert written(form(quantity, price, total, discount)) == (quantity, net_price, "0", figures)


@pytest.mark.parametrize(
    ("quantity", "price", "total", "discount", "unit", "figures"),
    [
        ("1000", "0.01235", "12.35", "0", "m", "1000 m × € 0,01235"),  # 0.0123 gives 12.30, 0.0124 gives 12.40
        ("1000", "0.01235", "12.35", "0", "", "1000 × € 0,01235"),
        ("250000", "0.00004", "7.50", "0.25", " st ", "250000 st × € 0,00004, korting 25%"),
        ("1.23456", "10", "12.35", "0", "kg", "1,23456 kg × € 10,00"),
        ("9999", "0.33", "2969.71", "0.1", "st", "9999 st × € 0,33, korting 10%"),  # 0.2970 gives 2969.70
    ],
)
def test_else_it_is_one_piece_with_the_figures_in_the_text(
    quantity: str, price: str, total: str, discount: str, unit: str, figures: str
) -> None:
    assert written(form(quantity, price, total, discount, unit)) == ("1", total, "0", figures)


def test_one_piece_below_zero_is_taken_back_as_on_a_credit_invoice() -> None:
    assert written(form("-1000", "0.01235", "-12.35")) == ("-1", "12.35", "0", "-1000 m × € 0,01235")


def test_a_unit_of_any_length_leaves_room_for_the_text() -> None:
    assert form("1000", "0.01235", "12.35", unit="meter " * 5000).figures == "1000 meter meter meter… × € 0,01235"


def test_an_amount_of_a_milliard_is_refused_with_its_figures() -> None:
    with pytest.raises(Refused) as refused:
        form("999999999", "999999999", "999999998000000001.00", "0.1")

    assert refused.value.reason.code == "line_cannot_be_stored"
    assert refused.value.reason.quoted("nl") == {
        "name": "Koperbuis",
        "total": "999999998000000001",
        "quantity": "999999999",
        "price": "999999999",
        "discount": "10",
    }


# ------------------------------------------------------------------ hours


@pytest.mark.parametrize(
    ("minutes", "price", "hours"),
    [
        (90, "62.50", "1.50"),
        (45, "62.50", "0.75"),
        (60, "0", "1.00"),
        (50, "62.50", "0.8333"),  # 52.08; 0.83 would be 51.88 and 0.833 would be 52.06
        (20, "60.00", "0.3333"),  # 20.00; 0.33 would be 19.80 and 0.333 would be 19.98
        (230, "0.03", "3.8334"),  # 0.115 exactly, so 0.12: only hours that are rounded up reach it
        (230, "20.01", "3.8334"),  # 76.705 exactly
        (90, "62.12345", "1.50"),  # 93.185175; with 62.1235 it is 93.18525
    ],
)
def test_hours_have_as_few_decimals_as_keep_the_amount_exact(minutes: int, price: str, hours: str) -> None:
    found = hours_form(minutes, Decimal(price), name="werkperiode")

    assert (str(found.quantity), found.figures) == (hours, "")


@pytest.mark.parametrize(
    ("minutes", "price", "total", "figures"),
    [
        (179, "499.99", "1491.64", "2:59 uur × € 499,99"),  # 1491.6368; 2.9833 gives 1491.62, 2.9834 gives 1491.67
        (50, "9999999", "8333332.50", "0:50 uur × € 9999999,00"),
    ],
)
def test_hours_that_four_decimals_cannot_store_are_one_piece(
    minutes: int, price: str, total: str, figures: str
) -> None:
    found = hours_form(minutes, Decimal(price), name="werkperiode")

    assert written(found) == ("1", total, "0", figures)


def test_hours_of_a_milliard_are_refused_with_their_figures() -> None:
    with pytest.raises(Refused) as refused:
        hours_form(150, Decimal("400000000"), name="05-10-2026 08:00-10:30")

    assert refused.value.reason.code == "line_cannot_be_stored"
    assert refused.value.reason.quoted("nl")["total"] == "1000000000"
    assert refused.value.reason.quoted("nl")["quantity"] == "2,5"


@given(st.integers(min_value=1, max_value=3000), st.decimals(min_value=0, max_value=500, places=2))
@example(1, Decimal("500.00"))
@example(2999, Decimal("499.99"))
@example(230, Decimal("20.01"))
def test_hours_times_price_are_exact_to_the_cent(minutes: int, price: Decimal) -> None:
    exact = (Decimal(minutes) * price / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    found = hours_form(minutes, price, name="werkperiode")

    assert line_net(found.quantity, found.price) == exact
    if not found.figures:
        assert -5 < int(found.quantity.as_tuple().exponent) <= -2
        assert abs(found.quantity * 60 - minutes) <= Decimal("0.3")


@pytest.mark.parametrize(
    ("minutes", "quantity", "price", "net", "text"),
    [
        (90, "1.50", "62.50", "93.75", "Monteur"),
        (50, "0.8333", "62.50", "52.08", "Monteur"),
        (50, "0.83333333", "62.50", "52.08", "Monteur"),  # as older versions wrote it
        (230, "3.8334", "20.01", "76.71", "Monteur"),
        (179, "1", "1491.64", "1491.64", "Monteur (2:59 uur × € 499,99)"),
        (60, "1.00", "62.50", "62.50", "Monteur"),
    ],
)
def test_a_stored_line_bills_its_minutes_in_whichever_form(
    minutes: int, quantity: str, price: str, net: str, text: str
) -> None:
    assert bills_minutes(minutes, Form(Decimal(quantity), Decimal(price)), Decimal(net), text)


@pytest.mark.parametrize(
    ("minutes", "quantity", "price", "discount", "net", "text"),
    [
        (50, "0.83", "62.50", "0", "51.88", "Monteur"),  # somebody rounded it
        (50, "1", "62.50", "0", "62.50", "Monteur"),
        (50, "0.8333", "62.50", "0.1", "46.87", "Monteur"),
        (50, "0.8333", "62.50", "0.1", "52.08", "Monteur"),
        (178, "1", "1491.64", "0", "1491.64", "Monteur (2:59 uur × € 499,99)"),
        (179, "2", "1491.64", "0", "2983.28", "Monteur (2:59 uur × € 499,99)"),
        (179, "1", "1491.64", "0", "1400.00", "Monteur (2:59 uur × € 499,99)"),
    ],
)
def test_a_line_that_somebody_edited_does_not(
    minutes: int, quantity: str, price: str, discount: str, net: str, text: str
) -> None:
    form = Form(Decimal(quantity), Decimal(price), Decimal(discount))
    assert not bills_minutes(minutes, form, Decimal(net), text)
