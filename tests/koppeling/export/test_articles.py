"""Proves how the product of a material line is found again, and that an altered external id is noticed."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used

GONE = "3c5e1a52-77aa-4c3b-9a55-0d7a3f0b1c2d"


def product_of(couple: Couple, row_id: str) -> str | None:
    (line,) = couple.lines(row_id)
    return line["Product"] and str(line["Product"]["id"])


def product_id(couple: Couple, code: str) -> str:
    (found,) = [row["id"] for row in couple.products() if row["Code"] == code]
    return str(found)


@pytest.mark.parametrize("on_line", ["", GONE, "geen guid"])
def test_an_emptied_or_altered_field_on_the_line_leaves_it_to_the_material_list(couple: Couple, on_line: str) -> None:
    row_id = couple.order(used("KRAAN", free_field_5=on_line))
    assert couple.run().told(row_id) == ("exported", "")
    assert product_of(couple, row_id) == product_id(couple, "KRAAN")


def test_a_field_on_the_line_that_names_another_product_is_not_followed(couple: Couple) -> None:
    other = couple.product("BOCHT", "99.00")
    row_id = couple.order(used("KRAAN", free_field_5=other))
    assert couple.run().told(row_id) == ("exported", "")
    assert product_of(couple, row_id) == product_id(couple, "KRAAN")


def test_a_field_of_the_material_that_names_a_product_with_another_material_as_well_is_refused(couple: Couple) -> None:
    couple.material("KRAAN-KOPIE", freefield5=product_id(couple, "KRAAN"))
    copied = couple.order(used("KRAAN-KOPIE"))
    outcome = couple.run().outcome(copied)
    assert outcome["reason"] == "external_id_altered"
    assert product_id(couple, "KRAAN") in outcome["nl"]


def test_a_field_of_the_material_that_names_a_product_that_is_gone_is_refused(couple: Couple) -> None:
    couple.material("OUD", freefield5=GONE)
    row_id = couple.order(used("OUD", free_field_5=GONE))
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "external_id_altered"
    assert GONE in outcome["nl"]
    assert couple.status(row_id) == ("Compleet", "99")


def test_a_field_of_the_material_that_is_no_id_is_refused(couple: Couple) -> None:
    couple.material("ANDERS", freefield5="doos 4")
    row_id = couple.order(used("ANDERS"))
    assert couple.run().told(row_id) == ("refused", "external_id_altered")


def test_a_field_altered_to_another_product_while_a_third_bears_the_code_is_refused(couple: Couple) -> None:
    other = couple.product("BOCHT", linked=False)
    couple.product("T-STUK", linked=False)
    couple.material("T-STUK", freefield5=other)
    row_id = couple.order(used("T-STUK"))
    assert couple.run().told(row_id) == ("refused", "external_id_altered")


def test_a_product_that_was_renamed_is_still_that_product_and_told(couple: Couple) -> None:
    couple.reeleezee.act(f"products/{product_id(couple, 'KRAAN')}", {"set": {"Code": "KRAAN2"}})
    row_id = couple.order(used("KRAAN"))
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["code_renamed"]
    assert product_of(couple, row_id) == product_id(couple, "KRAAN2")


def test_a_material_without_external_id_is_found_by_its_code(couple: Couple) -> None:
    found = couple.product("BUIS", linked=False)
    couple.material("BUIS")
    row_id = couple.order(used("BUIS"))
    assert couple.run().told(row_id) == ("exported", "")
    assert product_of(couple, row_id) == found


def test_a_code_that_two_products_bear_is_refused_with_both_names(couple: Couple) -> None:
    couple.product("BUIS", linked=False, Description="Buis koper")
    couple.product("BUIS", linked=False, Description="Buis pvc")
    row_id = couple.order(used("BUIS"))
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "article_ambiguous"
    assert "Buis koper" in outcome["nl"]
    assert "Buis pvc" in outcome["nl"]


def test_an_unknown_material_is_made_once_also_when_two_orders_need_it(couple: Couple) -> None:
    couple.settings(create_materials=True)
    orders = [
        couple.order(used("NIEUW", "2", "7.50", name="Nieuw onderdeel")),
        couple.order(used("NIEUW", "1", "7.50")),
    ]
    run = couple.run()
    assert [run.told(o) for o in orders] == [("exported", "")] * 2
    (made,) = [row for row in couple.products() if row["Code"] == "NIEUW"]
    assert made["id"] == IDENTITY.product("NIEUW")
    assert (made["Description"], made["Price"], made["ProductKind"]) == ("Nieuw onderdeel", 7.5, 1)
    assert [couple.amounts(o)[0] for o in orders] == ["15.00", "7.50"]
    assert {product_of(couple, o) for o in orders} == {made["id"]}


def test_a_made_product_is_recognised_by_the_next_run(couple: Couple) -> None:
    couple.settings(create_materials=True)
    couple.order(used("NIEUW"))
    couple.run()
    row_id = couple.order(used("NIEUW"))
    assert couple.run().told(row_id) == ("exported", "")
    assert sum(row["Code"] == "NIEUW" for row in couple.products()) == 1


def test_an_unknown_material_is_refused_while_new_materials_are_off(couple: Couple) -> None:
    row_id = couple.order(used("NIEUW"))
    assert couple.run().told(row_id) == ("refused", "material_unknown")
    assert not any(row["Code"] == "NIEUW" for row in couple.products())


def test_no_product_is_made_for_an_order_that_is_refused_anyway(couple: Couple) -> None:
    couple.settings(create_materials=True)
    row_id = couple.order(used("NIEUW"), used("KRAAN", "veel"))
    assert couple.run().told(row_id) == ("refused", "unreadable_value")
    assert not any(row["Code"] == "NIEUW" for row in couple.products())


@pytest.mark.parametrize(("include", "price"), [(True, 12.1), (False, 10)])
def test_a_made_product_is_priced_as_the_administration_keeps_prices(
    couple: Couple, include: bool, price: float
) -> None:
    couple.reeleezee.act("administration", {"SalesVATIncluded": True})
    couple.settings(prices_include_vat=True, create_materials=True, product_prices_include_vat=include)
    row_id = couple.order(used("NIEUW"))
    assert couple.run().told(row_id) == ("exported", "")
    (made,) = [row for row in couple.products() if row["Code"] == "NIEUW"]
    assert made["Price"] == price
    assert couple.amounts(row_id) == ("10.00", "2.10", "12.10")


def test_a_code_that_is_too_long_for_a_product_is_refused(couple: Couple) -> None:
    couple.settings(create_materials=True)
    row_id = couple.order(used("X" * 33))
    assert couple.run().told(row_id) == ("refused", "material_number_too_long")


def test_a_made_product_that_was_renamed_in_reeleezee_is_not_made_again(couple: Couple) -> None:
    couple.settings(create_materials=True)
    couple.order(used("NIEUW"))
    couple.run()
    made = IDENTITY.product("NIEUW")
    couple.reeleezee.act(f"products/{made}", {"set": {"Code": "NIEUW-2026"}})
    before = len(couple.products())
    row_id = couple.order(used("NIEUW"))
    assert couple.run().told(row_id) == ("exported", "")
    assert product_of(couple, row_id) == made
    assert len(couple.products()) == before
