"""What a mapping makes of a source, and in which form it compares."""

from decimal import Decimal

import pytest

from koppeling.imports.sources import ArticleSource, RelationSource
from koppeling.mapping import FieldMapping, MappedField, Write
from outsmart.listing import MasterList

PRICE = MappedField("price", "price", Write.ALWAYS, decimals=4)
UNIT = MappedField("unit", "unit", Write.ALWAYS, default="st", table={"MTR": "m"})
STREET = MappedField("street", "street", Write.ALWAYS, default="-", size=20)


def article(**fields: object) -> ArticleSource:
    return ArticleSource(**({"id": "i", "code": "A-1", "description": "Artikel"} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("price", "text"), [("5.1000", "5.1"), ("100", "100"), ("0.00005", "0.0001"), ("1E+2", "100"), ("-0.00", "0")]
)
def test_an_amount_has_one_spelling(price: str, text: str) -> None:
    assert PRICE.value(article(price=Decimal(price))) == text


@pytest.mark.parametrize("stored", ["5,10", "5.1000", "5.1", Decimal("5.10"), " 5,1 "])
def test_what_outsmart_holds_is_compared_as_a_number(stored: object) -> None:
    assert PRICE.stored(stored) == PRICE.value(article(price=Decimal("5.1")))


def test_an_unreadable_amount_in_outsmart_differs_from_every_amount() -> None:
    assert PRICE.stored("op aanvraag") == "op aanvraag"


def test_an_amount_without_decimals_is_whole_and_keeps_its_zeros() -> None:
    whole = MappedField("price", "price", Write.ALWAYS, decimals=0)
    assert [whole.value(article(price=Decimal(price))) for price in ("2.5", "100", "1250.4")] == ["3", "100", "1250"]
    assert whole.stored("100") == "100"


def test_what_outsmart_does_not_hold_is_empty() -> None:
    assert [field.stored(None) for field in (PRICE, UNIT)] == ["", ""]


def test_a_field_without_source_is_empty_and_so_is_one_whose_source_is_absent() -> None:
    assert MappedField("active", "", Write.CREATE_ONLY, "1").value(article()) == ""
    assert MappedField("note", "price", Write.ALWAYS).value(article(price=None)) == ""


def test_a_price_that_cannot_be_told_is_empty_and_not_zero() -> None:
    assert PRICE.value(article(price=None)) == ""


def test_a_table_translates_and_is_empty_for_what_it_does_not_know() -> None:
    assert [UNIT.value(article(unit=code)) for code in ("MTR", "PAL", "")] == ["m", "", ""]


def test_a_text_is_compared_in_the_form_in_which_it_was_cut() -> None:
    source = RelationSource("i", "1", "J. de Vries", street="Burgemeester van Voorbeeldlaan")
    assert STREET.value(source) == "Burgemeester van…"
    assert len(STREET.value(source)) <= STREET.size


def test_defaults_are_for_new_rows_and_for_demanded_fields_that_are_empty() -> None:
    mapping = FieldMapping(MasterList.RELATIONS, (STREET, MappedField("email", "email", Write.ALWAYS)))
    assert mapping.new_row(("", "")) == {"street": "-"}
    assert mapping.defaulted(("", "")) == ("street",)
    assert mapping.defaulted(("Dorpsstraat", "")) == ()
    assert mapping.required_defaults({"street": "Dorpsstraat"}) == {}
    assert mapping.required_defaults({"street": ""}) == {"street": "-"}


def test_source_and_row_are_laid_out_in_the_order_of_the_fields() -> None:
    mapping = FieldMapping(MasterList.MATERIALS, (UNIT, PRICE))
    assert mapping.values(article(unit="MTR", price=Decimal("5.10"))) == ("m", "5.1")
    assert mapping.stored_values({"price": "5,10", "unit": " m "}) == ("m", "5.1")


def test_a_default_of_a_field_that_outsmart_does_not_demand_makes_no_relation_incomplete() -> None:
    mapping = FieldMapping(MasterList.RELATIONS, (MappedField("language", "", Write.CREATE_ONLY, "nl"),))
    assert mapping.defaulted(("",)) == ()


def test_only_relations_are_called_incomplete() -> None:
    assert FieldMapping(MasterList.MATERIALS, (UNIT,)).defaulted(("",)) == ()


def test_values_that_belong_to_other_fields_are_an_error_and_never_a_wrong_row() -> None:
    mapping = FieldMapping(MasterList.RELATIONS, (STREET, MappedField("email", "email", Write.ALWAYS)))
    for lay_out in (mapping.new_row, mapping.defaulted, lambda values: mapping.owned(values, values)):
        with pytest.raises(ValueError, match="zip"):
            lay_out(("a",))


def test_only_filled_fields_that_are_always_ours_count_for_a_difference() -> None:
    country = MappedField("country", "country", Write.CREATE_ONLY)
    mapping = FieldMapping(MasterList.RELATIONS, (STREET, country, MappedField("email", "email", Write.ALWAYS)))
    assert mapping.owned(("Dorpsstraat", "NL", ""), ("a", "b", "c")) == ("a",)
