"""One number or code spelled in two ways is one row in OutSmart, and nothing is posted for it again and again."""

import unicodedata
from typing import Any

import pytest

ADDRESS = {"Street": "Dorpsstraat", "Number": "1", "Postcode": "1234 AB", "City": "Lindedorp"}
CODES = [
    ("REIS ", "REIS"),
    ("REIS\u00a0", "REIS"),
    ("REIS", "REIS "),
    ("REIS", "REIS\u00a0"),
    ("REIS\u200b", "REIS"),
    ("spoed", "SPOED"),
    ("caf\u00e9", unicodedata.normalize("NFD", "caf\u00e9")),
    ("KB  22", "KB 22"),
    ("MONT", "\uff2d\uff2f\uff2e\uff34"),
]


def codes(report: Any) -> list[str]:
    return [row.reason.code for row in report.rows]


@pytest.fixture(params=["exact", "collation"])
def comparing(couple: Any, request: pytest.FixtureRequest) -> Any:
    couple.outsmart.switch(key_comparison=request.param)
    return couple


@pytest.mark.parametrize(("there", "here"), CODES)
def test_a_service_is_the_hour_type_of_another_spelling(comparing: Any, there: str, here: str) -> None:
    comparing.service(there, "Reistijd", "70.00")
    row = {"code": here, "name": "Reis", "cost_booking": "0", "sale_booking": "1", "sale_price": "60.00"}
    comparing.outsmart.act("hourtypes", row)

    first, second = comparing.import_hour_types(), comparing.import_hour_types()

    assert (first.counts["created"], first.counts["updated"], first.counts["conflict"]) == (0, 1, 0)
    assert [(r["name"], r["sale_price"]) for r in comparing.hour_types().values()] == [("Reistijd", "70.00")]
    assert (second.counts["unchanged"], second.counts["updated"]) == (1, 0)
    assert set(codes(first)) <= {"row_key_spelled_otherwise"}


@pytest.mark.parametrize(("there", "here"), CODES)
def test_a_product_is_the_material_of_another_spelling(comparing: Any, there: str, here: str) -> None:
    product = comparing.product(there, "Bocht 45 graden")
    comparing.material(here, "Bocht")

    first, second = comparing.import_materials(), comparing.import_materials()

    assert (first.counts["created"], first.counts["updated"], first.counts["conflict"]) == (0, 1, 0)
    assert [row["freefield5"] for row in comparing.materials().values()] == [product]
    assert (second.counts["unchanged"], second.counts["updated"]) == (1, 0)


@pytest.mark.parametrize("here", ["00042", "042", "42\u200b", "\uff14\uff12", "42\u00a0"])
def test_a_number_with_zeros_or_unseen_characters_is_that_customer_when_it_agrees(comparing: Any, here: str) -> None:
    customer = comparing.customer(Name="J. de Vries", IdentifierNumber=42, address=ADDRESS)
    comparing.relation(here, "J. de Vries")

    report = comparing.import_relations()

    assert [row["external_id"] for row in comparing.relations().values()] == [customer]
    assert set(codes(report)) <= {"row_key_spelled_otherwise"}
    assert comparing.import_relations().counts["unchanged"] == 1


def test_the_remark_names_both_spellings(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=42, address=ADDRESS)
    couple.relation("00042", "J. de Vries")
    (row,) = couple.import_relations().rows
    assert row.reason.code == "row_key_spelled_otherwise"
    assert row.reason.nl.startswith("00042 in OutSmart is in Reeleezee anders geschreven (42)")


def test_a_stranger_under_a_number_with_zeros_stays_a_stranger(couple: Any) -> None:
    couple.customer(Name="Notaris", IdentifierNumber=42, address=ADDRESS)
    couple.relation("00042", "Frituur", street="Kade", house_number="7", postal_code="5678 CD")

    report = couple.import_relations()

    assert (report.counts["created"], report.counts["conflict"]) == (1, 0)
    assert {n: row["name"] for n, row in couple.relations().items()} == {"00042": "Frituur", "42": "Notaris"}


def test_a_stranger_under_the_same_number_with_an_unseen_character_is_a_conflict(couple: Any) -> None:
    couple.customer(Name="Notaris", IdentifierNumber=42, address=ADDRESS)
    couple.relation("42\u200b", "Frituur", street="Kade", house_number="7", postal_code="5678 CD")
    assert codes(couple.import_relations()) == ["row_number_conflict"]


def test_of_two_spellings_the_exact_one_and_else_the_one_that_agrees_is_taken(couple: Any) -> None:
    one = couple.customer(Name="J. de Vries", IdentifierNumber=42, address=ADDRESS)
    two = couple.customer(Name="Notaris", IdentifierNumber=43, address=ADDRESS)
    couple.relation("042", "J. de Vries")
    couple.relation("42", "J. de Vries")
    couple.relation("043", "Notaris")
    couple.relation("0043", "Frituur", street="Kade", house_number="7", postal_code="5678 CD")

    couple.import_relations()

    ids = {number: row["external_id"] for number, row in couple.relations().items()}
    assert (ids["42"], ids["043"], ids["042"], ids["0043"]) == (one, two, "", "")


def test_two_spellings_that_both_agree_are_a_conflict(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=42, address=ADDRESS)
    couple.relation("042", "J. de Vries")
    couple.relation("0042", "J. de Vries")
    assert codes(couple.import_relations()) == ["row_spelled_twice"]
    assert len(couple.relations()) == 2


def test_two_services_that_differ_in_capitals_are_told_apart_where_outsmart_has_both(couple: Any) -> None:
    couple.service("spoed", "Klein", "60.00")
    couple.service("SPOED", "Groot", "90.00")
    assert codes(couple.import_hour_types()) == ["row_key_twice", "row_key_twice"]
    assert couple.hour_types() == {}
    for code in ("spoed", "SPOED"):
        row = {"code": code, "name": "?", "cost_booking": "0", "sale_booking": "1", "sale_price": "1.00"}
        couple.outsmart.act("hourtypes", row)

    assert couple.import_hour_types().rows == ()
    assert {c: row["name"] for c, row in couple.hour_types().items()} == {"spoed": "Klein", "SPOED": "Groot"}


@pytest.mark.parametrize("spelled", ["KLEP", "klep"])
@pytest.mark.parametrize("linked", [True, False])
def test_a_product_in_use_takes_the_place_of_an_archived_one_of_its_code(
    couple: Any, linked: bool, spelled: str
) -> None:
    archived = couple.product("KLEP", "Oude klep", IsArchived=True)
    in_use = couple.product(spelled, "Nieuwe klep")
    couple.material("KLEP", "Klep", freefield5=archived if linked else "")

    first, second = couple.import_materials(), couple.import_materials()

    assert ("row_archived_replaced" in codes(first)) is linked
    assert (first.counts["conflict"], first.counts["created"]) == (0, 0)
    assert couple.materials()["KLEP"]["freefield5"] == in_use
    assert (second.counts["unchanged"], second.counts["updated"]) == (1, 0)


def test_a_code_of_which_nothing_can_be_seen_is_none(couple: Any) -> None:
    couple.service("\u200b", "Onzichtbaar")
    assert codes(couple.import_hour_types()) == ["row_code_missing"]
    assert couple.hour_types() == {}
