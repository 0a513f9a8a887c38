"""One debtor number in several spellings is one number, wherever it is compared: nobody is double or a stranger."""

from __future__ import annotations

from typing import Any

import pytest
from tests.koppeling.export.couple import Couple, Run, used

ELSEWHERE = {"street": "Kade", "house_number": "9", "postal_code": "9999 ZZ", "city": "Zuidhaven"}
SNEL = {
    "CustomerName": "Garage Snel",
    "CustomerStreet": "Kade",
    "CustomerStreetNo": "9",
    "CustomerZIP": "9999 ZZ",
    "CustomerCity": "Zuidhaven",
}
FAR_AWAY = {"Type": 1, "Street": "Verweg", "Number": "3", "Postcode": "5555 XX", "City": "Noorddorp"}


def on_the_order(name: str = "Garage Snel") -> dict[str, str]:
    members = SNEL | {"CustomerName": name}
    return members | {f"{key}Invoice": value for key, value in members.items()}


def billed(couple: Couple, row_id: str) -> Any:
    return (couple.invoice(row_id) or {}).get("Entity", {}).get("id")


def warned(run: Run, row_id: str) -> list[str]:
    return [warning["code"] for warning in run.outcome(row_id)["warnings"]]


@pytest.mark.parametrize("number", ["777", "0777", "777\u200b", "\uff17\uff17\uff17"])
def test_an_id_does_not_count_under_the_number_of_another_customer(couple: Couple, number: str) -> None:
    zon = couple.customer(501, "Bakkerij de Zon", linked=False)
    couple.customer(777, "Iemand Anders", linked=False, AddressList=[FAR_AWAY])
    couple.relation(number, "Slagerij Vlees", external_id=zon, **ELSEWHERE)
    row_id = couple.order(used("KRAAN"), debtor=number)
    assert couple.run().told(row_id) == ("refused", "number_conflict")


@pytest.mark.parametrize("number", ["00042", "42\u200b", "\uff14\uff12"])
def test_a_stranger_on_the_order_is_told_under_such_a_number_too(couple: Couple, number: str) -> None:
    couple.customer(42, "Bakkerij de Zon", linked=False)
    couple.relation(number, "Bakkerij de Zon")
    row_id = couple.order(used("KRAAN"), debtor=number, **on_the_order())
    assert warned(couple.run(), row_id) == ["number_spelled_otherwise", "customer_named_otherwise"]


@pytest.mark.parametrize(("setting", "number"), [("501", "0501"), ("0501", "501"), ("501", "501\u200b")])
def test_a_collective_number_is_one_in_every_spelling(couple: Couple, setting: str, number: str) -> None:
    couple.settings(collective_debtors=setting)
    couple.customer(501, "Particulieren", linked=False)
    couple.relation(number, "Particulieren")
    row_id = couple.order(used("KRAAN"), debtor=number, **on_the_order())
    assert couple.run().told(row_id) == ("exported", "")
    invoice = couple.invoice(row_id)
    assert invoice is not None
    assert "Garage Snel" in invoice["Header"]

    couple.on_order(row_id, set={"status": "Compleet", "WorkStatus": "1", "CustomerNameInvoice": "Garage Langzaam"})
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("relation", "order"),
    [("777 ", "777 "), (" 777", " 777"), ("777\u00a0", "777\u00a0"), ("777", "0777"), ("777", "777\u200b")],
)
def test_a_relation_is_found_in_every_spelling_with_the_id_it_bears(
    couple: Couple, relation: str, order: str, create: bool
) -> None:
    couple.settings(create_relations=create)
    zon = couple.customer(501, "Bakkerij de Zon", linked=False)
    couple.relation(relation, "Bakkerij Nieuw", external_id=zon, **ELSEWHERE)
    row_id = couple.order(used("KRAAN"), debtor=order, **on_the_order("Bakkerij Nieuw"))
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert billed(couple, row_id) == zon
    assert sum(row["Name"].startswith("Bakkerij") for row in couple.customers()) == 2  # Zon, and the couple's own


def test_a_customer_of_ours_is_found_when_its_number_is_spelled_otherwise_later(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("K-1", "Garage Snel", **ELSEWHERE)
    first = couple.order(used("KRAAN"), debtor="K-1")
    couple.run()
    second = couple.order(used("KRAAN"), debtor="k-1", **on_the_order())
    assert couple.run().told(second) == ("exported", "")
    assert billed(couple, second) == billed(couple, first)


def test_of_two_relations_with_one_id_that_with_the_number_in_any_spelling_keeps_it(couple: Couple) -> None:
    zon = couple.customer(501, "Bakkerij de Zon", linked=False)
    couple.relation("0501", "Bakkerij de Zon", external_id=zon)
    couple.relation("900", "Bakkerij de Zon", external_id=zon)
    original, copy = (couple.order(used("KRAAN"), debtor=number) for number in ("0501", "900"))
    run = couple.run()
    assert run.told(original) == ("exported", "")
    assert run.outcome(copy)["outcome"] == "refused"
