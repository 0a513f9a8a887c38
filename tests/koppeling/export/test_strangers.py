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
