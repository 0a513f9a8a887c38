"""A relation that was copied in OutSmart with the external id of the original, and an id that names somebody else."""

from typing import Any

import pytest

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "Postcode": "1234 AB", "City": "Lindedorp"}
ELSEWHERE = {"street": "Molenweg", "house_number": "9", "postal_code": "4321 BA", "city": "Molendam"}
MOVED = {"Street": "Kade", "Number": "7", "Postcode": "5678 CD", "City": "Havendam"}


def told(report: Any) -> list[tuple[str, str]]:
    return [(row.key, row.reason.code) for row in report.rows]


def test_the_relation_with_the_customers_number_keeps_the_id_and_the_copy_is_told(couple: Any) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=501, address=ADDRESS)
    couple.relation("777", "Kapsalon Knip", external_id=customer, **ELSEWHERE)
    couple.relation("501", "J. de Vries", external_id=customer, email="oud@example.nl")
    couple.change("customers", customer, Name="J. de Vries en Zn.")

    report = couple.import_relations()

    assert told(report) == [("777", "row_external_id_copied")]
    assert "501 ('J. de Vries')" in report.rows[0].reason.nl
    assert couple.relations()["501"]["name"] == "J. de Vries en Zn."
    assert couple.relations()["777"]["name"] == "Kapsalon Knip"


def test_the_number_decides_also_when_both_agree_or_the_original_moved_and_was_renamed(couple: Any) -> None:
    customer = couple.customer(Name="Nieuwe naam", IdentifierNumber=501, address=MOVED)
    couple.relation("501", "Oude naam", external_id=customer)
    couple.relation("502", "Nieuwe naam", external_id=customer, street="Kade", house_number="7")

    assert told(couple.import_relations()) == [("502", "row_external_id_copied")]
    assert couple.relations()["501"]["name"] == "Nieuwe naam"


def test_failing_the_number_the_one_that_alone_agrees_keeps_the_id(couple: Any) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=501, address=ADDRESS)
    couple.relation("D-1", "J. de Vries", external_id=customer, **ELSEWHERE)
    couple.relation("D-2", "Kapsalon Knip", external_id=customer, **ELSEWHERE)
    before = couple.relations()["D-2"]

    report = couple.import_relations()

    assert ("D-2", "row_external_id_copied") in told(report)
    assert couple.relations()["D-1"]["street"] == "Dorpsstraat"
    assert couple.relations()["D-2"] == before


@pytest.mark.parametrize("name", ["J. de Vries", "Iemand anders"])
def test_where_nothing_decides_neither_is_written(couple: Any, name: str) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=501, address=ADDRESS)
    couple.relation("D-1", name, external_id=customer, **ELSEWHERE)
    couple.relation("D-2", name, external_id=customer, **ELSEWHERE)
    before = couple.relations()

    assert [code for _, code in told(couple.import_relations())] == ["row_external_id_twice"]
    assert couple.relations() == before


def test_the_copy_becomes_the_customer_of_its_own_number(couple: Any) -> None:
    original = couple.customer(Name="J. de Vries", IdentifierNumber=501, address=ADDRESS)
    other = couple.customer(Name="Kapsalon Knip", IdentifierNumber=777, address=MOVED)
    couple.relation("501", "J. de Vries", external_id=original)
    couple.relation("777", "Kapsalon Knip", external_id=original, **ELSEWHERE)

    report = couple.import_relations()

    assert told(report) == [("777", "row_external_id_copied")]
    assert {n: r["external_id"] for n, r in couple.relations().items()} == {"501": original, "777": other}
    assert couple.import_relations().rows == ()


def test_a_copy_whose_original_lost_the_id_does_not_become_the_customer(couple: Any) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=501, address=ADDRESS)
    couple.relation("501", "J. de Vries")
    couple.relation("777", "Kapsalon Knip", external_id=customer, **ELSEWHERE)

    assert told(couple.import_relations()) == [("777", "row_external_id_copied")]
    assert couple.relations()["501"]["external_id"] == customer
    assert couple.relations()["777"]["name"] == "Kapsalon Knip"


def test_an_id_is_followed_through_a_new_name_together_with_a_move(couple: Any) -> None:
    customer = couple.customer(Name="Bakkerij de Zon", IdentifierNumber=501, address=ADDRESS)
    couple.import_relations()
    couple.remove("customers", customer)
    moved = couple.customer(id=customer, Name="Brood en Zo", IdentifierNumber=501, address=MOVED)
    assert moved == customer

    report = couple.import_relations()

    assert (report.counts["updated"], report.rows) == (1, ())
    assert (couple.relations()["501"]["name"], couple.relations()["501"]["city"]) == ("Brood en Zo", "Havendam")


def test_an_id_does_not_rename_a_stranger_that_bears_the_number_of_somebody_else(couple: Any) -> None:
    customer = couple.customer(Name="Frituur", IdentifierNumber=501, address=ADDRESS)
    couple.customer(Name="Notaris", IdentifierNumber=777, address=MOVED)
    couple.relation("777", "Notaris", external_id=customer, **ELSEWHERE)
    before = couple.relations()

    report = couple.import_relations()

    assert sorted(code for _, code in told(report)) == ["row_external_id_of_another", "row_number_conflict"]
    assert couple.relations() == before


@pytest.mark.parametrize("first", ["archived", "in use"])
@pytest.mark.parametrize("linked", [True, False])
def test_a_customer_in_use_takes_the_place_of_an_archived_one_of_its_number(
    couple: Any, first: str, linked: bool
) -> None:
    def make(is_archived: bool) -> str:
        return str(couple.customer(Name="J. de Vries", IdentifierNumber=501, IsArchived=is_archived, address=ADDRESS))

    made = {is_archived: make(is_archived) for is_archived in ((True, False) if first == "archived" else (False, True))}
    couple.relation("501", "J. de Vries", **({"external_id": made[True]} if linked else {}))

    report = couple.import_relations()

    assert told(report) == ([("501", "row_external_id_replaced")] if linked else [])
    assert couple.relations()["501"]["external_id"] == made[False]
    assert couple.import_relations().rows == ()


def test_a_stranger_in_use_does_not_take_the_place_of_an_archived_customer(couple: Any) -> None:
    archived = couple.customer(Name="J. de Vries", IdentifierNumber=501, IsArchived=True, address=ADDRESS)
    couple.customer(Name="Notaris", IdentifierNumber=501, address=MOVED)
    couple.relation("501", "J. de Vries", external_id=archived, **ELSEWHERE)
    before = couple.relations()

    assert "row_number_conflict" in [code for _, code in told(couple.import_relations())]
    assert couple.relations() == before


@pytest.mark.parametrize(
    "name", ["Vereniging van Eigenaars Appartementencomplex De …", "Vereniging van Eigenaars Appartementencomplex De O"]
)
def test_a_name_that_was_cut_at_reeleezees_length_is_the_same_name(couple: Any, name: str) -> None:
    customer = couple.customer(Name=name, IdentifierNumber=501, address=MOVED)
    whole = "Vereniging van Eigenaars Appartementencomplex De Oude Molen"
    couple.relation("501", whole, **ELSEWHERE)

    report = couple.import_relations()

    assert (report.counts["conflict"], report.counts["created"]) == (0, 0)
    assert couple.relations()["501"]["external_id"] == customer
