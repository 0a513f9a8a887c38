"""A new debtor at the very address of a customer of the same name is no second customer, however it is written."""

from __future__ import annotations

import pytest
from tests.koppeling.export.couple import Couple, used


def address(street: str, number: str, postcode: str = "1234 AB") -> dict[str, object]:
    return {"Type": 1, "Street": street, "Number": number, "Postcode": postcode, "City": "Lindedorp"}


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("12 A-hs", "12 A hs"),
        ("12 a 1", "12a-1"),
        ("12 A-bis", "12 a bis"),
        ("12 II", "12-ii"),
        ("12 ii hoog", "12 II-hoog"),
    ],
)
def test_of_another_spelling_of_the_house_number(couple: Couple, there: str, here: str) -> None:
    couple.settings(create_relations=True)
    couple.customer(505, "Bakkerij de Zon", linked=False, AddressList=[address("Dorpsstraat", there)])
    couple.relation("950", "Bakkerij de Zon", street="Dorpsstraat", house_number=here)
    row_id = couple.order(used("KRAAN"), debtor="950")
    assert couple.run().told(row_id) == ("refused", "customer_under_other_number")


@pytest.mark.parametrize(
    ("street", "number", "postcode"),
    [
        ("Dorpsstraat", "", "1234 AB"),
        ("Havengebied", "", ""),
        ("Buitenterrein achter de loods", "x9-y", "1234 AB"),
        ("Dorpsstraat", "t/o 12", "1234 AB"),
    ],
)
def test_in_which_no_house_number_can_be_read(couple: Couple, street: str, number: str, postcode: str) -> None:
    couple.settings(create_relations=True)
    couple.customer(505, "Bakkerij de Zon", linked=False, AddressList=[address(street, number, postcode)])
    couple.relation("950", "Bakkerij de Zon", street=street, house_number=number, postal_code=postcode)
    row_id = couple.order(used("KRAAN"), debtor="950")
    assert couple.run().told(row_id) == ("refused", "customer_under_other_number")


def test_but_one_of_another_text_is_made(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.customer(505, "Bakkerij de Zon", linked=False, AddressList=[address("Havengebied", "")])
    couple.relation("950", "Bakkerij de Zon", street="Buitengebied", house_number="")
    row_id = couple.order(used("KRAAN"), debtor="950")
    assert couple.run().told(row_id) == ("exported", "")


@pytest.mark.parametrize("vat_number", ["NL123456782B01", "nl 1234.56.782.b01"])
def test_a_vat_number_alike_at_another_address_is_told(couple: Couple, vat_number: str) -> None:
    couple.settings(create_relations=True)
    fiscal = [{"IdentificationNumber": "NL123456782B01", "Type": 1}]
    couple.customer(505, "Scholengroep Noord", linked=False, FiscalProcessParametersList=fiscal)
    couple.relation("950", "De Linde", vat_number=vat_number, street="Kade", house_number="9", postal_code="9999 ZZ")
    row_id = couple.order(used("KRAAN"), debtor="950")
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert [warning["code"] for warning in run.outcome(row_id)["warnings"]] == ["customer_made_beside_another"]
