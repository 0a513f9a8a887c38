"""Proves that an invoice never goes to somebody who shares no more than a number, an id or a piece of an address."""

import pytest
from tests.koppeling.export.couple import Couple, used

MEIR = {"Type": 1, "Street": "Meir", "Number": "12", "Postcode": "2000", "City": "Antwerpen", "Country": {"id": "BE"}}


@pytest.mark.parametrize("country", ["", "BE", "België", "NL"])
def test_a_belgian_postcode_and_number_are_no_address(couple: Couple, country: str) -> None:
    couple.customer(4001, "Frituur Meir", linked=False, AddressList=[MEIR])
    notary = {"street": "Groenplaats", "house_number": "12", "postal_code": "2000", "city": "Antwerpen"}
    couple.relation("4001", "Notaris Peeters", **notary, country=country)
    row_id = couple.order(used("KRAAN"), debtor="4001")
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "number_conflict")
    assert "Notaris Peeters" in outcome["nl"]
    assert "Frituur Meir" in outcome["nl"]
    assert couple.invoice(row_id) is None


def test_units_of_two_house_numbers_are_two_addresses(couple: Couple) -> None:
    at_10 = {"Type": 1, "Street": "Industrieweg 10 unit 5", "Number": "", "Postcode": "1234 AB", "City": "Lindedorp"}
    couple.customer(4002, "Garage Snel", linked=False, AddressList=[at_10])
    couple.relation("4002", "Drukkerij Inkt", street="Industrieweg 20 unit 5", house_number="")
    row_id = couple.order(used("KRAAN"), debtor="4002")
    assert couple.run().told(row_id) == ("refused", "number_conflict")
    couple.relation("4002", "Garage Sneller", street="Industrieweg", house_number="10-unit 5")
    other = couple.order(used("KRAAN"), debtor="4002")
    assert couple.run().told(other) == ("exported", "")


SNEL = {
    "CustomerName": "Garage Snel",
    "CustomerStreet": "Kade",
    "CustomerStreetNo": "9",
    "CustomerZIP": "9999 ZZ",
    "CustomerCity": "Zuidhaven",
}
SNEL_INVOICE = {f"{name}Invoice": value for name, value in SNEL.items()}


def warned(couple: Couple, row_id: str) -> list[str]:
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported", outcome
    return [warning["code"] for warning in outcome["warnings"]]


def billed(couple: Couple, row_id: str) -> str:
    return str((couple.invoice(row_id) or {})["Entity"]["id"])


def test_an_order_with_name_and_address_of_somebody_else_is_refused_though_the_relation_bears_the_id(
    couple: Couple,
) -> None:
    couple.customer(501, "Bakkerij de Zon")
    row_id = couple.order(used("KRAAN"), debtor="501", **SNEL, **SNEL_INVOICE)
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "refused"
    assert "Garage Snel" in outcome["nl"]
    assert "Bakkerij de Zon" in outcome["nl"]
    assert couple.invoice(row_id) is None


def test_a_copied_relation_is_never_billed_to_the_original(couple: Couple) -> None:
    original = couple.customer(501, "Bakkerij de Zon")
    couple.relation("900", "Garage Snel", external_id=original, street="Kade", postal_code="9999 ZZ", city="Zuidhaven")
    ours, copy = couple.order(used("KRAAN"), debtor="501"), couple.order(used("KRAAN"), debtor="900")
    run = couple.run()
    assert (run.told(ours), run.told(copy)) == (("exported", ""), ("refused", "relation_unknown"))
    assert billed(couple, ours) == original
    couple.settings(create_relations=True)
    again = couple.order(used("KRAAN"), debtor="900")
    assert couple.run().told(again) == ("exported", "")
    assert billed(couple, again) not in {original, ""}


@pytest.mark.parametrize("number", ["00042", "42\u200b", "\uff14\uff12"])
def test_a_number_in_another_spelling_makes_no_second_customer(couple: Couple, number: str) -> None:
    couple.settings(create_relations=True)
    known = couple.customer(42, "Bakkerij de Zon", linked=False)
    couple.relation(number, "Bakkerij de Zon")
    row_id = couple.order(used("KRAAN"), debtor=number)
    assert warned(couple, row_id) == ["number_spelled_otherwise"]
    assert billed(couple, row_id) == known
    assert len(couple.customers()) == 2


@pytest.mark.parametrize("linked", [True, False])
def test_of_an_archived_customer_and_one_in_use_the_one_in_use_gets_the_invoice(couple: Couple, linked: bool) -> None:
    couple.customer(501, "Bakkerij de Zon", linked=linked, IsArchived=True)
    used_now = couple.customer(501, "Bakkerij de Zon B.V.", linked=False)
    if not linked:
        couple.relation("501", "Bakkerij de Zon")
    row_id = couple.order(used("KRAAN"), debtor="501")
    assert warned(couple, row_id) == ["customer_in_use_taken"]
    assert billed(couple, row_id) == used_now


@pytest.mark.parametrize("expands", [True, False])
def test_no_second_customer_is_made_of_one_with_the_same_name_and_address(couple: Couple, expands: bool) -> None:
    couple.reeleezee.switch(collection_expands_lists=expands)
    couple.settings(create_relations=True)
    couple.customer(505, "Bakkerij de Zon", linked=False)
    couple.relation("950", "Bakkerij de Zon B.V.")
    row_id = couple.order(used("KRAAN"), debtor="950")
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "customer_under_other_number")
    assert "505" in outcome["nl"]
    assert len(couple.customers()) == 2
    by_hand = couple.customer(950, "Bakkerij de Zon B.V.", linked=False)
    assert couple.run(retry_refused=True).told(row_id) == ("exported", "")
    assert billed(couple, row_id) == by_hand


def test_a_namesake_elsewhere_and_a_neighbour_of_another_name_are_other_customers(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.customer(505, "J. de Vries", linked=False)
    couple.relation("950", "J. de Vries", street="Kade", postal_code="9999 ZZ")
    couple.relation("951", "P. Bakker")
    orders = [couple.order(used("KRAAN"), debtor=number) for number in ("950", "951")]
    run = couple.run()
    assert [run.told(o) for o in orders] == [("exported", "")] * 2


def test_two_new_numbers_of_one_party_make_one_customer(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("950", "Bakkerij de Zon")
    couple.relation("951", "Bakkerij de Zon B.V.")
    first, second = (couple.order(used("KRAAN"), debtor=number) for number in ("950", "951"))
    run = couple.run()
    assert sorted([run.told(first), run.told(second)]) == [("exported", ""), ("refused", "customer_under_other_number")]
    assert len(couple.customers()) == 2


def test_a_branch_with_the_same_registration_is_made_and_told(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.customer(505, "Scholengroep Noord", linked=False, ChamberOfCommerceNumber="12345678")
    couple.relation("950", "Basisschool De Linde", street="Kade", postal_code="9999 ZZ", kvk_number="1234 5678")
    row_id = couple.order(used("KRAAN"), debtor="950")
    assert warned(couple, row_id) == ["customer_made_beside_another"]
    assert len(couple.customers()) == 3


def test_under_a_collective_number_the_invoice_says_whom_it_is_for(couple: Couple) -> None:
    couple.settings(collective_debtors="999, 501")
    known = couple.customer(501, "Particulieren")
    row_id = couple.order(used("KRAAN"), debtor="501", **SNEL, **SNEL_INVOICE)
    assert warned(couple, row_id) == []
    assert billed(couple, row_id) == known
    assert "Garage Snel, Kade 9, 9999 ZZ Zuidhaven" in (couple.invoice(row_id) or {})["Header"]


def test_a_collective_orders_name_belongs_to_the_version_that_was_billed(couple: Couple) -> None:
    couple.settings(collective_debtors="501")
    couple.customer(501, "Particulieren")
    row_id = couple.order(used("KRAAN"), debtor="501", **SNEL, **SNEL_INVOICE)
    couple.run()
    couple.on_order(row_id, set={"status": "Compleet", "WorkStatus": "1", "CustomerNameInvoice": "Garage Langzaam"})
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
