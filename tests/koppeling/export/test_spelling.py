"""Proves that a code is one code however it is spelled, and that what is in use goes before what is archived."""

import unicodedata

import pytest
from tests.koppeling.export.couple import IDENTITY, NAME, Couple, used, worked

from koppeling.export.lookup import FEW
from koppeling.steps import import_steps


def billed(couple: Couple, row_id: str) -> list[str]:
    return [line["Product"]["id"] for line in couple.lines(row_id)]


def warned(couple: Couple, row_id: str) -> list[str]:
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported", outcome["nl"]
    return [warning["code"] for warning in outcome["warnings"]]


CASES = [
    ("REIS ", "REIS", "REIS"),
    ("REIS", "REIS ", "REIS"),
    ("REIS\u00a0", "REIS", "REIS\u00a0"),
    ("SPOED", "spoed", "spoed"),
    ("spoed", "SPOED", "spoed"),
    ("spoed", "spoed", "SPOED"),
    ("MONT-1", "MONT-1", "MONT-1\u200b"),
    ("caf\u00e9", unicodedata.normalize("NFD", "caf\u00e9"), "CAFE\u0301"),
    ("MONT 2", "MONT  2", "\uff2d\uff2f\uff2e\uff34 2"),
]


@pytest.mark.parametrize(("service", "hour_type", "period"), CASES)
def test_hours_are_billed_however_the_hour_type_is_spelled(
    couple: Couple, service: str, hour_type: str, period: str
) -> None:
    service_id = couple.service(service, "60.00", linked=False)
    row = {"code": hour_type, "name": "Uren", "cost_booking": "0", "sale_booking": "1", "sale_price": "62.50"}
    couple.outsmart.act("hourtypes", row)
    row_id = couple.order(periods=[worked(period, "02:00")])

    assert warned(couple, row_id) == ["code_spelled_otherwise"]
    assert billed(couple, row_id) == [service_id]
    assert couple.amounts(row_id)[0] == "125.00"
    assert couple.status(row_id)[0] == "Afgehandeld"


def test_the_default_hour_type_is_found_in_any_spelling(couple: Couple) -> None:
    couple.settings(default_hour_type="mont")
    row_id = couple.order(periods=[worked("", "01:00")])
    assert warned(couple, row_id) == ["code_spelled_otherwise"]


def test_the_exact_spelling_wins_where_two_services_differ_in_capitals(couple: Couple) -> None:
    small, large = couple.service("spoed", "60.00"), couple.service("SPOED", "90.00")
    order_small = couple.order(periods=[worked("spoed")])
    order_large = couple.order(periods=[worked("SPOED")])
    assert warned(couple, order_small) == []
    assert (billed(couple, order_small), couple.amounts(order_small)[0]) == ([small], "60.00")
    assert (billed(couple, order_large), couple.amounts(order_large)[0]) == ([large], "90.00")


def test_a_spelling_that_is_neither_of_two_is_never_guessed(couple: Couple) -> None:
    couple.service("spoed", "60.00")
    couple.service("SPOED", "90.00")
    row_id = couple.order(periods=[worked("Spoed")])
    assert couple.run().told(row_id) == ("refused", "article_ambiguous")


def test_an_hour_price_is_not_taken_from_the_other_of_two_services(couple: Couple) -> None:
    couple.service("spoed", "60.00", linked=False)
    couple.service("SPOED", "90.00")
    row_id = couple.order(periods=[worked("spoed")])
    assert couple.run().told(row_id) == ("refused", "article_ambiguous")


@pytest.mark.parametrize("period", ["spoed", "SPOED", "Spoed"])
def test_two_services_of_other_spellings_that_no_import_brings_are_named_as_two(couple: Couple, period: str) -> None:
    couple.settings(import_hour_types=True)
    couple.service("spoed", "60.00", linked=False)
    couple.service("SPOED", "90.00", linked=False)
    assert import_steps.sync(NAME, "hour_types", preview=False)["counts"]["created"] == 0
    row_id = couple.order(periods=[worked(period)])
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "article_ambiguous")
    assert "Artikel SPOED, Artikel spoed" in outcome["nl"]


def test_two_materials_of_other_spellings_are_never_guessed(couple: Couple) -> None:
    couple.product("bocht-45")
    couple.product("BOCHT-45")
    row_id = couple.order(used("Bocht-45"))
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "code_ambiguous_in_outsmart")
    assert "BOCHT-45, bocht-45" in outcome["nl"]


@pytest.mark.parametrize("field", ["line", "list", "nowhere"])
@pytest.mark.parametrize("create", [True, False])
def test_a_material_in_other_capitals_is_that_product_and_no_second_is_made(
    couple: Couple, field: str, create: bool
) -> None:
    couple.settings(create_materials=create)
    product_id = couple.product("BOCHT-45", linked=False)
    if field == "list":
        couple.material("BOCHT-45", freefield5=product_id)
    row_id = couple.order(used("bocht-45", free_field_5=product_id if field == "line" else ""))

    assert warned(couple, row_id) == ["code_spelled_otherwise"]
    assert billed(couple, row_id) == [product_id]
    assert [row["Code"] for row in couple.products()].count("bocht-45") == 0


def test_a_product_of_the_exact_spelling_goes_before_an_id_of_another(couple: Couple) -> None:
    other = couple.product("BOCHT-45", linked=False)
    exact = couple.product("bocht-45", linked=False)
    row_id = couple.order(used("bocht-45", free_field_5=other))
    assert warned(couple, row_id) == []
    assert billed(couple, row_id) == [exact]


def test_two_new_spellings_of_one_code_become_one_product(couple: Couple) -> None:
    couple.settings(create_materials=True)
    first, second = couple.order(used("NIEUW-1")), couple.order(used("nieuw-1"))
    both = couple.order(used("ANDER"), used("ander "), used("Ander"))
    results = couple.run().results
    results = couple.run().results if set(results.values()) != {"exported"} else results

    made = {row["Code"]: row["id"] for row in couple.products()}
    assert sorted(code for code in made if code.casefold() in {"nieuw-1", "ander"}) == ["ANDER", "NIEUW-1"]
    assert made["NIEUW-1"] == IDENTITY.product("NIEUW-1")
    assert billed(couple, first) == billed(couple, second) == [made["NIEUW-1"]]
    assert billed(couple, both) == [made["ANDER"]] * 3


def test_the_whole_list_is_read_once_and_only_when_the_exact_spelling_is_not_there(couple: Couple) -> None:
    def whole_lists() -> int:
        asked = [r["query"] for r in couple.reeleezee.requests() if r["path"].endswith("/Products")]
        return sum("$filter=" not in query for query in asked)

    couple.order(used("KRAAN"), periods=[worked("MONT")])
    couple.plan()
    assert whole_lists() == 0
    couple.order(used("kraan"), used("GEEN"), periods=[worked("mont")])
    couple.plan()
    assert whole_lists() == 1


def test_many_codes_in_other_spellings_are_found_in_the_whole_list(couple: Couple) -> None:
    made = [couple.product(f"ART-{n}", linked=False) for n in range(FEW + 1)]
    row_id = couple.order(*[used(f"art-{n}") for n in range(FEW + 1)], periods=[worked("mont")])
    refused = couple.order(used("GEEN"))

    run = couple.run()

    assert run.told(row_id) == ("exported", "")
    assert billed(couple, row_id)[:-1] == made
    assert run.told(refused) == ("refused", "material_unknown")


def test_a_preview_tells_the_spelling_as_the_run_does(couple: Couple) -> None:
    couple.product("BOCHT-45", linked=False)
    couple.order(used("bocht-45"))
    (preview,) = couple.plan(preview=True)["outcomes"]
    assert [warning["code"] for warning in preview["warnings"]] == ["code_spelled_otherwise"]


@pytest.mark.parametrize("by", ["line", "list", "code"])
@pytest.mark.parametrize("spelled", ["KLEP", "klep"])
def test_a_product_in_use_goes_before_an_archived_one_of_the_same_code(couple: Couple, by: str, spelled: str) -> None:
    archived = couple.product("KLEP", linked=False, IsArchived=True, Description="Oude klep")
    in_use = couple.product(spelled, linked=False, Description="Nieuwe klep")
    if by == "list":
        couple.material("KLEP", freefield5=archived)
    row_id = couple.order(used("KLEP", free_field_5=archived if by == "line" else ""))

    told = ["archived_product_replaced"] * (by != "code") + ["code_spelled_otherwise"] * (spelled == "klep")
    assert warned(couple, row_id) == told
    assert billed(couple, row_id) == [in_use]


def test_a_product_that_was_archived_under_another_code_gives_way_to_its_successor(couple: Couple) -> None:
    archived = couple.product("KLEP-OUD", linked=False, IsArchived=True)
    couple.material("KLEP", freefield5=archived)
    in_use = couple.product("KLEP", linked=False)
    row_id = couple.order(used("KLEP"))
    assert warned(couple, row_id) == ["archived_product_replaced"]
    assert billed(couple, row_id) == [in_use]


@pytest.mark.parametrize("by", ["line", "code"])
def test_a_line_on_an_archived_product_that_has_no_successor_is_told(couple: Couple, by: str) -> None:
    archived = couple.product("KLEP", linked=False, IsArchived=True)
    row_id = couple.order(used("KLEP", free_field_5=archived if by == "line" else ""))
    assert warned(couple, row_id) == ["product_archived"]
    assert billed(couple, row_id) == [archived]


def test_a_service_in_use_goes_before_an_archived_one_and_an_archived_one_alone_is_told(couple: Couple) -> None:
    couple.service("AVOND", "70.00", linked=False)
    couple.reeleezee.act(f"products/{couple.products()[-1]['id']}", {"set": {"IsArchived": True}})
    in_use = couple.service("AVOND", "80.00")
    row_id = couple.order(periods=[worked("AVOND")])
    assert warned(couple, row_id) == []
    assert billed(couple, row_id) == [in_use]

    couple.reeleezee.act(f"products/{in_use}", {"delete": True})
    again = couple.order(periods=[worked("AVOND")])
    assert warned(couple, again) == ["product_archived"]


def test_a_code_of_which_nothing_can_be_seen_is_no_code(couple: Couple) -> None:
    couple.settings(create_materials=True, default_hour_type="MONT")
    row_id = couple.order(used("\u200b"), periods=[worked("\u200b")])
    assert warned(couple, row_id) == []
    assert [line["Product"] is None for line in couple.lines(row_id)] == [True, False]
