"""What could make the proof say that all is equal while work is lost or billed twice, or keep it red for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.koppeling.export.couple import HIGH, Couple, used, worked

from koppeling import runtime
from sandbox.reeleezee.lookups import tax_rate_id

Json = dict[str, Any]
Night = Callable[..., Json]
Codes = Callable[[Json], dict[str, list[str]]]
LONG_AGO = "05-01-2026"


@pytest.fixture
def order(couple: Couple) -> str:
    """Number WB-1, a tap and an hour of 70 euros together, exported."""
    row_id = couple.order(used("KRAAN"), periods=[worked("MONT")], OrderNr="WB-1")
    assert couple.run().results == {row_id: "exported"}
    return row_id


def settled(couple: Couple, number: str) -> str:
    """A work order on 1 that somebody settled by hand, without invoice."""
    row_id = couple.order(used("KRAAN"), OrderNr=number)
    couple.on_order(row_id, handled=True)
    return row_id


def by_hand(couple: Couple, header: str, quantity: float = 1) -> None:
    """An invoice of 70 euros that a person typed in Reeleezee, or with quantity -1 its credit."""
    line = {"Quantity": quantity, "Price": 70.0, "Description": "Werk", "TaxRate": {"id": tax_rate_id(HIGH)}}
    row = {"DocumentType": 10, "Type": 1, "Origin": 2, "Entity": {"id": couple.customers()[0]["id"]}}
    row |= {"Date": f"{runtime.today()}T00:00:00", "Header": header, "IsVatIncluded": False, "DocumentLineList": [line]}
    couple.reeleezee.act("invoices", row)


def edit_line(couple: Couple, row_id: str, place: int, **members: Any) -> None:
    """As a bookkeeper changes a line of a concept: the line stays itself."""
    lines = [
        {name: float(value) if isinstance(value, int | float) else value for name, value in line.items()}
        for line in couple.lines(row_id)
    ]
    lines[place] |= members
    couple.on_invoice(row_id, set={"DocumentLineList": lines})


def test_work_of_long_ago_that_was_invoiced_since_is_compared(couple: Couple, night: Night, codes: Codes) -> None:
    row_id = couple.order(used("KRAAN"), WorkDate=LONG_AGO)
    couple.run()
    assert night()["work_orders"] == 1

    couple.on_order(row_id, materials=[used("KRAAN", "2")])
    assert codes(night()) == {"amount_differs": [row_id]}

    couple.on_order(row_id, reopen=True, work_status="0")
    assert codes(night()) == {"invoiced_not_settled": [row_id]}


def test_work_of_long_ago_that_was_sent_since_is_missed_when_its_invoice_is_gone(
    couple: Couple, night: Night, codes: Codes
) -> None:
    row_id = couple.order(used("KRAAN"), WorkDate=LONG_AGO, WorkStatus="0")
    never_sent = couple.order(used("KRAAN"), WorkDate=LONG_AGO)
    couple.on_order(never_sent, handled=True)
    couple.on_order(row_id, work_status="1")
    couple.run()
    couple.on_invoice(row_id, delete=True)

    assert codes(night()) == {"settled_without_invoice": [row_id]}


def test_one_invoice_by_hand_is_no_answer_for_two_orders_of_its_number(
    couple: Couple, night: Night, codes: Codes
) -> None:
    both = [settled(couple, "WB-7"), settled(couple, "WB-7")]
    by_hand(couple, "Werkbon WB-7")
    assert codes(night()) == {"settled_without_invoice": both}

    by_hand(couple, "Werkbon WB-7")
    assert codes(night()) == {"invoiced_by_hand": both}


def test_an_invoice_by_hand_that_was_credited_is_no_answer(couple: Couple, night: Night, codes: Codes) -> None:
    row_id = settled(couple, "WB-7")
    by_hand(couple, "Werkbon WB-7")
    by_hand(couple, "Werkbon WB-7", quantity=-1)

    assert codes(night()) == {"settled_without_invoice": [row_id]}


@pytest.mark.parametrize(
    "header",
    ["werkbon WB-1", "Betreft werkbon: wb-1", "Werkbonnen WB-2, WB-1", "Werkbonnummer WB-2 en WB-1 (spoed)"],
)
def test_a_person_quotes_an_order_in_other_words(
    couple: Couple, order: str, night: Night, codes: Codes, header: str
) -> None:
    couple.order(used("KRAAN"), OrderNr="WB-2", WorkStatus="0")
    by_hand(couple, header)

    assert codes(night()) == {"invoiced_twice": [order]}


@pytest.mark.parametrize("header", ["Offerte WB-1", "Werkbon van WB-1", "Werkbonnen WB-2 met foto WB-1"])
def test_a_number_that_does_not_follow_the_word_is_no_quote(
    couple: Couple, order: str, night: Night, header: str
) -> None:
    couple.order(used("KRAAN"), OrderNr="WB-2", WorkStatus="0")
    by_hand(couple, header)

    assert night()["findings"] == []


def test_a_double_that_was_credited_is_repaired(couple: Couple, order: str, night: Night, codes: Codes) -> None:
    by_hand(couple, "Werkbon WB-1")
    by_hand(couple, "Werkbon WB-9", quantity=-1)
    assert "invoiced_twice" in codes(night())

    by_hand(couple, "Werkbon WB-1", quantity=-1)
    assert night()["failure"] == ""

    by_hand(couple, "Werkbon WB-1")
    assert "invoiced_twice" in codes(night())


@pytest.mark.parametrize("is_archived", [False, True])
def test_the_customer_is_compared_also_when_the_order_would_be_refused_today(
    couple: Couple, order: str, night: Night, codes: Codes, is_archived: bool
) -> None:
    if is_archived:
        couple.reeleezee.act(f"customers/{couple.customers()[0]['id']}", {"set": {"IsArchived": True}})
    else:
        couple.outsmart.act("hourtypes/MONT", {"delete": True})
    assert night()["work_orders"] == 1

    couple.on_invoice(order, set={"Entity": {"id": couple.customer(1002, "Slagerij De Os")}})
    assert codes(night()) == {"customer_differs": [order]}


def test_another_rounding_since_then_is_recognised(couple: Couple, night: Night, codes: Codes) -> None:
    row_id = couple.order(periods=[worked("MONT", "00:50")])
    couple.run()
    couple.settings(round_hours_to=15)
    assert codes(night()) == {"hour_price_changed": [row_id]}

    edit_line(couple, row_id, 0, Quantity=0.70)
    assert codes(night()) == {"amount_differs": [row_id]}


def test_hours_that_are_billed_for_nothing_are_no_change_of_price(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    edit_line(couple, order, 1, Price=0.0)

    assert codes(night()) == {"amount_differs": [order]}


def test_the_number_of_one_order_does_not_acknowledge_another_whose_row_id_it_is(
    couple: Couple, night: Night, codes: Codes
) -> None:
    hidden = settled(couple, "WB-7")
    settled(couple, hidden)

    assert codes(night(acknowledge=[hidden])) == {"settled_without_invoice": [hidden]}


def test_what_was_acknowledged_is_news_again_after_the_order_was_equal(
    couple: Couple, night: Night, codes: Codes
) -> None:
    row_id = settled(couple, "WB-7")
    assert night(acknowledge=["WB-7"])["failure"] == ""
    assert night()["failure"] == ""
    couple.on_order(row_id, reopen=True)
    couple.run()
    assert night()["work_orders"] == 1
    couple.on_invoice(row_id, delete=True)

    assert codes(night()) == {"settled_without_invoice": [row_id]}


SNEL = {"CustomerName": "Garage Snel", "CustomerStreet": "Kade", "CustomerStreetNo": "9", "CustomerZIP": "9999 ZZ"}


def test_an_invoice_to_a_customer_whom_the_order_does_not_name_is_told(
    couple: Couple, order: str, night: Night, codes: Codes
) -> None:
    couple.on_order(order, set=SNEL | {f"{name}Invoice": value for name, value in SNEL.items()})
    told = night()
    assert codes(told) == {"customer_differs": [order]}
    assert "Garage Snel" in told["findings"][0]["nl"]
    assert "Bakkerij Korenbloem" in told["findings"][0]["nl"]

    couple.on_invoice(order, set={"Entity": {"id": couple.customer(1002, "Garage Snel B.V.")}})
    assert codes(night()) == {}
