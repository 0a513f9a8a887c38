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


def test_only_filled_fields_that_are_always_ours_count_for_a_difference() -> None:
    country = MappedField("country", "country", Write.CREATE_ONLY)
    mapping = FieldMapping(MasterList.RELATIONS, (STREET, country, MappedField("email", "email", Write.ALWAYS)))
    assert mapping.owned(("Dorpsstraat", "NL", ""), ("a", "b", "c")) == ("a",)
