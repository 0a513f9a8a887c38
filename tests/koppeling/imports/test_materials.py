"""Materials between two imitated accounts, over HTTP."""

from decimal import Decimal
from typing import Any

import pytest

from koppeling.imports.articles import price_excluding_vat
from koppeling.imports.free_field_5 import FreeField5Inactive
from koppeling.imports.report import ImportReport
from reeleezee.records import Product
from sandbox.reeleezee.lookups import tax_rate_id, unit_id

HIGH, LOW = {"id": tax_rate_id("NL, Hoog Tarief")}, {"id": tax_rate_id("NL, Laag tarief")}
STRANGER = "11111111-2222-4333-8444-555555555555"


def reasons(report: ImportReport) -> list[str]:
    return [row.reason.code for row in report.rows]


def test_a_product_becomes_a_material_with_its_id_in_free_field_5(couple: Any) -> None:
    product = couple.product("KB-15", "Koperbuis 15 mm", "5.1025", UnitOfMeasurement={"id": unit_id("MTR")})
    couple.service("MONT", "Monteursuur")

    report = couple.import_materials()

    assert (report.counts["read"], report.counts["created"]) == (1, 1)
    stored = couple.materials()["KB-15"]
    assert (stored["description"], stored["unit"], stored["freefield5"]) == ("Koperbuis 15 mm", "m", product)
    assert stored["price"].replace(",", ".") == "5.1025"


def test_a_second_run_posts_nothing_and_costs_three_calls(couple: Any) -> None:
    for n in range(10):
        couple.product(f"A-{n}", f"Artikel {n}", f"{n}.50")
    couple.import_materials()

    calls = couple.calls(couple.import_materials)

    assert calls == {"GET /materials": 1, "GET /Products": 1, "GET /UnitOfMeasurements": 1}


@pytest.mark.parametrize("notation", ["comma", "dot"])
def test_prices_are_compared_as_numbers_in_either_notation(couple: Any, notation: str) -> None:
    couple.outsmart.switch(material_decimal=notation)
    couple.product("A-1", "Artikel", "1234.50")
    couple.import_materials()

    assert couple.import_materials().counts["unchanged"] == 1


def test_a_unit_that_the_table_does_not_know_leaves_outsmarts_alone(couple: Any) -> None:
    product = couple.product("A-1", "Artikel")
    couple.import_materials()
    assert couple.materials()["A-1"]["unit"] == "st"
    couple.type_in("materials", "A-1", unit="pallet")
    couple.change("products", product, Description="Nieuw artikel", UnitOfMeasurement=None)

    couple.import_materials()

    assert couple.materials()["A-1"]["unit"] == "pallet"
    assert couple.materials()["A-1"]["description"] == "Nieuw artikel"


def test_a_material_of_the_same_code_with_empty_free_field_5_is_adopted(couple: Any) -> None:
    couple.material("A-1", "Met de hand getypt", note="Magazijn 2", freefield1="HP")
    product = couple.product("A-1", "Artikel")

    assert couple.import_materials().counts["updated"] == 1

    stored = couple.materials()["A-1"]
    assert (stored["freefield5"], stored["note"], stored["freefield1"]) == (product, "Magazijn 2", "HP")


def test_a_material_that_the_export_made_a_product_of_is_recognised(couple: Any) -> None:
    couple.material("X/1", "Door de monteur gebruikt")
    product = couple.product("X1", "Artikel", id=couple.identity.product("X/1"))

    couple.import_materials()

    assert list(couple.materials()) == ["X/1"]
    assert couple.materials()["X/1"]["freefield5"] == product


def test_two_materials_with_one_id_are_a_conflict(couple: Any) -> None:
    product = couple.product("A-1", "Artikel")
    couple.material("A-1", "Een", freefield5=product)
    couple.material("A-2", "Twee", freefield5=product.upper())
    before = couple.materials()

    assert reasons(couple.import_materials()) == ["row_external_id_twice"]
    assert couple.materials() == before


@pytest.mark.parametrize(
    ("typed", "told"), [("magazijn 3", "row_external_id_no_guid"), (STRANGER, "row_external_id_gone")]
)
def test_an_altered_free_field_5_is_a_conflict_and_nothing_is_written(couple: Any, typed: str, told: str) -> None:
    couple.material("A-1", "Getypt", freefield5=typed)
    before = couple.materials()
    couple.product("A-1", "Artikel")

    report = couple.import_materials()

    assert reasons(report) == [told]
    assert report.counts["conflict"] == 1
    assert typed in report.rows[0].reason.nl
    assert couple.materials() == before


def test_free_field_5_of_another_product_is_a_conflict_for_both(couple: Any) -> None:
    other = couple.product("B-1", "Ander artikel")
    couple.product("A-1", "Artikel")
    couple.material("A-1", "Getypt", freefield5=other)
    before = couple.materials()

    report = couple.import_materials()

    assert report.counts["conflict"] == 2
    assert set(reasons(report)) == {"row_external_id_other"}
    assert couple.materials() == before


def test_a_renamed_code_is_posted_under_outsmarts_own_and_told(couple: Any) -> None:
    product = couple.product("A-1", "Artikel")
    couple.import_materials()
    couple.change("products", product, Code="B-1", Description="Zelfde artikel")

    report = couple.import_materials()

    assert reasons(report) == ["row_key_changed"]
    assert list(couple.materials()) == ["A-1"]
    assert couple.materials()["A-1"]["description"] == "Zelfde artikel"


def test_a_product_without_code_is_refused(couple: Any) -> None:
    couple.product("", "Zonder code")

    report = couple.import_materials()

    assert reasons(report) == ["row_code_missing"]
    assert (report.counts["refused"], couple.materials()) == (1, {})


def test_of_two_products_with_one_code_only_the_one_known_by_id_is_written(couple: Any) -> None:
    first = couple.product("A-1", "Artikel")
    couple.import_materials()
    couple.product("a-1", "Dubbele code")
    couple.product("C-1", "Nieuw dubbel")
    couple.product("C-1", "Nieuw dubbel")
    couple.change("products", first, Description="Bijgewerkt")

    report = couple.import_materials()

    assert (report.counts["updated"], report.counts["conflict"]) == (1, 3)
    assert list(couple.materials()) == ["A-1"]
    assert couple.materials()["A-1"]["description"] == "Bijgewerkt"


def test_an_archived_product_is_not_created_and_a_vanished_one_is_told(couple: Any) -> None:
    couple.product("A-1", "Archief", IsArchived=True)
    gone = couple.product("B-1", "Verdwijnt")
    couple.import_materials()
    couple.remove("products", gone)

    report = couple.import_materials()

    assert reasons(report) == ["row_vanished"]
    assert list(couple.materials()) == ["B-1"]


def test_with_free_field_5_inactive_no_material_is_left_and_the_steps_are_told(couple: Any) -> None:
    couple.outsmart.switch(material_free_field_5_active=False)
    for n in range(3):
        couple.product(f"A-{n}", f"Artikel {n}")

    with pytest.raises(FreeField5Inactive, match=r"backoffice.*tot en met nummer 5.*back office") as raised:
        couple.import_materials()

    assert raised.value.restored
    assert couple.materials() == {}


def test_with_free_field_5_inactive_an_existing_material_is_put_back(couple: Any) -> None:
    couple.outsmart.switch(material_free_field_5_active=False)
    couple.material("A-1", "Met de hand getypt", price="3.00", note="Magazijn 2")
    before = couple.materials()
    couple.product("A-1", "Artikel", "9.00")

    with pytest.raises(FreeField5Inactive) as raised:
        couple.import_materials()

    assert raised.value.restored
    assert couple.materials()["A-1"] == before["A-1"]


def test_free_field_5_is_tried_once_and_not_in_a_preview(couple: Any) -> None:
    couple.product("A-1", "Artikel")
    couple.product("A-2", "Artikel")

    preview = couple.calls(lambda: couple.import_materials(preview=True))
    first = couple.calls(couple.import_materials)
    couple.product("A-3", "Artikel")
    later = couple.calls(couple.import_materials)

    assert not [route for route in preview if route.startswith("POST")]
    assert (first["POST /materials"], first["GET /materials"]) == (2, 2)
    assert (later["POST /materials"], later["GET /materials"]) == (1, 1)


def test_prices_including_vat_lose_the_vat_of_the_products_own_rate(couple: Any) -> None:
    couple.product("HOOG", "Hoog", "121.00", TaxRate=HIGH)
    couple.product("LAAG", "Laag", "10.00", TaxRate=LOW)
    couple.product("GEEN", "Geen tarief", "10.00")

    report = couple.import_materials(prices_include_vat=True)

    prices = {code: row["price"].replace(",", ".") for code, row in couple.materials().items()}
    assert {code: price.rstrip("0").rstrip(".") for code, price in prices.items()} == {"HOOG": "100", "LAAG": "9.1743"}
    assert reasons(report) == ["row_vat_rate_missing"]
    assert couple.import_materials(prices_include_vat=True).counts["unchanged"] == 2


def test_a_vat_rate_is_recognised_under_whatever_name_reeleezee_has_for_it(couple: Any) -> None:
    couple.reeleezee.switch(product_tax_property="SalesTaxRate")
    couple.product("HOOG", "Hoog", "121.00", TaxRate=HIGH)

    assert couple.import_materials(prices_include_vat=True).counts["created"] == 1


def test_without_a_list_of_units_materials_are_taken_over_all_the_same(couple: Any) -> None:
    couple.reeleezee.switch(units_route=False)
    couple.product("A-1", "Artikel", UnitOfMeasurement={"id": unit_id("MTR")})

    report = couple.import_materials()

    assert reasons(report) == ["row_units_not_read"]
    assert couple.materials()["A-1"]["unit"] == "st"


@pytest.mark.parametrize(
    ("references", "price"),
    [
        ({"SalesRate": "high", "Unit": "other"}, Decimal(100)),
        ({"SalesRate": "high", "PurchaseRate": "high"}, Decimal(100)),
        ({"SalesRate": "high", "PurchaseRate": "low"}, None),
        ({"Unit": "other"}, None),
        ({}, None),
    ],
)
def test_rates_of_different_height_are_no_basis_for_a_price(references: dict[str, str], price: Decimal | None) -> None:
    product = Product(id="p", price=Decimal(121), references=references)
    assert price_excluding_vat(product, {"high": Decimal("0.21"), "low": Decimal("0.09")}) == price
    assert price_excluding_vat(product, None) == Decimal(121)


def test_free_field_5_is_tried_with_a_new_material_before_an_existing_one(couple: Any) -> None:
    couple.outsmart.switch(material_free_field_5_active=False)
    couple.product("A-1", "Artikel")
    couple.material("A-1", "Met de hand getypt")
    couple.product("B-1", "Nieuw artikel")

    with pytest.raises(FreeField5Inactive) as raised:
        couple.import_materials()

    assert raised.value.code == "B-1"
    assert list(couple.materials()) == ["A-1"]
