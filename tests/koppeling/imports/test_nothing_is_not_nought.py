"""A price that Reeleezee does not tell is none, and a price that becomes 0 is for a person."""

from dataclasses import replace
from typing import Any

import pytest
from tests.koppeling.imports.conftest import MAPPINGS

from koppeling.mapping import FieldMapping
from koppeling.mapping_file import load_mapping
from sandbox.reeleezee.lookups import tax_rate_id


def with_zero_allowed(name: str) -> FieldMapping:
    mapping = load_mapping(MAPPINGS / f"{name}.yaml")
    return replace(mapping, fields=tuple(replace(f, zero_allowed=f.decimals is not None) for f in mapping.fields))


def told(report: Any) -> list[tuple[str, str]]:
    return [(str(row.outcome), row.reason.code) for row in report.rows]


def test_an_hour_price_that_is_null_leaves_that_of_outsmart(couple: Any) -> None:
    service = couple.service("MONT", "Monteursuur", "95.00")
    couple.import_hour_types()
    couple.change("products", service, Price=None, Description="Monteur")

    report = couple.import_hour_types()

    assert couple.hour_types()["MONT"]["sale_price"] == "95.00"
    assert couple.hour_types()["MONT"]["name"] == "Monteur"
    assert told(report) == [("remark", "row_price_missing")]


@pytest.mark.parametrize("include_vat", [False, True])
def test_a_material_price_that_is_null_leaves_that_of_outsmart(couple: Any, include_vat: bool) -> None:
    product = couple.product("A-1", "Buis", "12.10", TaxRate={"id": tax_rate_id("NL, Hoog Tarief")})
    couple.import_materials(prices_include_vat=include_vat)
    before = couple.materials()["A-1"]["price"]
    couple.change("products", product, Price=None)

    assert couple.import_materials(prices_include_vat=include_vat).counts["unchanged"] == 1
    assert couple.materials()["A-1"]["price"] == before
    assert before.startswith("10" if include_vat else "12.1")


def test_an_hour_price_that_becomes_0_is_a_conflict_and_nothing_is_written(couple: Any) -> None:
    service = couple.service("MONT", "Monteursuur", "95.00")
    couple.import_hour_types()
    couple.change("products", service, Price=0, Description="Monteur")

    report = couple.import_hour_types()

    assert told(report) == [("conflict", "row_price_becomes_zero")]
    assert (report.counts["conflict"], report.counts["updated"]) == (1, 0)
    assert couple.hour_types()["MONT"]["sale_price"] == "95.00"
    assert couple.hour_types()["MONT"]["name"] == "Monteursuur"


@pytest.mark.parametrize("stored", ["95.00", "0.01", "-5"])
def test_a_price_that_is_0_after_rounding_is_a_conflict_as_well(couple: Any, stored: str) -> None:
    couple.service("MONT", "Monteursuur", "0.0049")
    couple.outsmart.act("hourtypes", {"code": "MONT", "name": "Monteursuur", "sale_price": stored})

    assert told(couple.import_hour_types()) == [("conflict", "row_price_becomes_zero")]


def test_a_material_price_that_becomes_0_is_a_conflict_and_the_others_are_written(couple: Any) -> None:
    product, other = couple.product("A-1", "Buis", "12.00"), couple.product("A-2", "Bocht", "3.00")
    couple.import_materials()
    couple.change("products", product, Price=0)
    couple.change("products", other, Price=4.0)

    report = couple.import_materials()

    assert told(report) == [("conflict", "row_price_becomes_zero")]
    assert "12" in report.rows[0].reason.nl
    assert {code: row["price"] for code, row in couple.materials().items()} == {"A-1": "12.00", "A-2": "4.00"}


def test_where_the_mapping_allows_it_a_price_becomes_0(couple: Any) -> None:
    service = couple.service("MONT", "Monteursuur", "95.00")
    couple.import_hour_types()
    couple.change("products", service, Price=0)

    report = couple.import_hour_types(mapping=with_zero_allowed("hourtypes"))

    assert report.counts["updated"] == 1
    assert couple.hour_types()["MONT"]["sale_price"] == "0.00"


def test_a_price_that_was_0_stays_0_without_a_word(couple: Any) -> None:
    couple.service("MONT", "Monteursuur", "0")
    couple.import_hour_types()

    report = couple.import_hour_types()

    assert (report.counts["unchanged"], report.rows) == (1, ())


def test_a_new_article_without_price_is_refused_and_not_made_for_0(couple: Any) -> None:
    couple.reeleezee.act("products", {"Code": "MONT", "Description": "Uur", "Price": None, "ProductKind": 2})
    couple.reeleezee.act("products", {"Code": "A-1", "Description": "Buis", "Price": None, "ProductKind": 1})

    hours, materials = couple.import_hour_types(), couple.import_materials()

    assert told(hours) == told(materials) == [("refused", "row_required_missing")]
    assert (couple.hour_types(), couple.materials()) == ({}, {})
