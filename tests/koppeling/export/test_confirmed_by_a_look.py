"""Proves that no order is refused, and no record made twice, for what a list alone leaves out."""

import pytest
from tests.koppeling.export.couple import Couple, used, worked

MANY = 21


def customers(couple: Couple, count: int) -> list[str]:
    """As many customers, known by their address only: OutSmart has another name of each; the order of each."""
    orders = []
    for n in range(count):
        number = 2001 + n
        place = {"Type": 1, "Street": "Kerkpad", "Number": str(n + 1), "Postcode": "5678 CD", "City": "Eikendorp"}
        couple.customer(number, f"Handelsnaam {n}", linked=False, AddressList=[place])
        couple.relation(str(number), f"Voornaam {n}", street="Kerkpad", house_number=str(n + 1), postal_code="5678 CD")
        orders.append(couple.order(used("KRAAN"), debtor=str(number)))
    return orders


@pytest.mark.parametrize("count", [20, MANY])
def test_debtors_known_by_address_are_invoiced_however_many_they_are(couple: Couple, count: int) -> None:
    couple.reeleezee.switch(collection_expands_lists=False)
    orders = customers(couple, count)
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("exported", "")}
    assert len(couple.invoices()) == count


def test_a_customer_that_falls_between_two_pages_is_neither_unknown_nor_made_again(couple: Couple) -> None:
    couple.settings(create_relations=True)
    orders = customers(couple, MANY)
    before = len(couple.customers())
    couple.reeleezee.switch(page_size=7, rows_fall_between_pages=1)
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("exported", "")}
    assert len(couple.customers()) == before


def test_a_product_that_falls_between_two_pages_is_neither_gone_nor_made_again(couple: Couple) -> None:
    couple.settings(create_materials=True)
    codes = [f"ART-{n}" for n in range(MANY)]
    for code in codes:
        couple.product(code)
    orders = [couple.order(used(code)) for code in codes]
    before = len(couple.products())
    couple.reeleezee.switch(page_size=7, rows_fall_between_pages=1)
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("exported", "")}
    assert len(couple.products()) == before


def test_a_service_that_falls_between_two_pages_refuses_no_hours(couple: Couple) -> None:
    codes = [f"UUR-{n}" for n in range(MANY)]
    for code in codes:
        couple.service(code)
    orders = [couple.order(periods=[worked(code)]) for code in codes]
    couple.reeleezee.switch(page_size=7, rows_fall_between_pages=1)
    run = couple.run()
    assert {run.told(row_id) for row_id in orders} == {("exported", "")}


def test_what_is_unknown_after_the_look_too_is_refused(couple: Couple) -> None:
    orders = customers(couple, MANY)
    stranger = couple.order(used("KRAAN"), debtor="7777")
    run = couple.run()
    assert run.told(stranger) == ("refused", "relation_unknown")
    assert {run.told(row_id) for row_id in orders} == {("exported", "")}


def test_where_everybody_is_known_no_record_is_looked_up_by_itself(couple: Couple) -> None:
    customers(couple, MANY)
    couple.forget_requests()
    couple.plan()
    assert not any("$filter=" in r["query"] for r in couple.reeleezee.requests() if r["path"].endswith("/Customers"))
