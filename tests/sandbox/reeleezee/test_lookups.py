"""The standard records are the same in every administration and every version."""

import pytest

from sandbox.reeleezee import lookups


def test_the_publicly_known_ids_are_kept() -> None:
    assert lookups.tax_rate_id("NL, Hoog Tarief") == "1e44993a-15f6-419f-87e5-3e31ac3d9383"
    assert lookups.tax_rate_id("NL, Laag tarief") == "3a44e504-aceb-4ea9-a9a4-aa8b689676df"
    assert lookups.tax_rate_id("NL, Geen BTW (Vrijgesteld)") == "4c8a31dd-d20b-4335-b4e3-9dd623589d62"
    assert lookups.tax_rate_id("EU, Producten Hoog tarief") == "e984f42c-de46-4408-84a4-24965a64029a"


def test_the_computed_ids_never_change() -> None:
    assert lookups.unit_id("ST") == "28c1f25d-b4d1-5162-a4e9-146705d03bad"
    assert lookups.category_account_id("8000") == "072c6c54-078b-5afa-b4d5-0455fc96683d"
    assert lookups.entity_type_id("Person") == "2a569098-f750-57cb-acc8-73446ac1dee9"


def test_several_rates_share_a_percentage_and_all_have_their_own_id() -> None:
    assert len(lookups.TAX_RATES) == len({row["id"] for row in lookups.TAX_RATES}) == 22
    assert len([row for row in lookups.TAX_RATES if row["Percentage"] == lookups.TAX_RATES[0]["Percentage"]]) > 1


def test_an_unknown_name_is_a_lookup_error() -> None:
    with pytest.raises(LookupError, match="Maan"):
        lookups.tax_rate_id("Maan, Hoog tarief")
    with pytest.raises(LookupError, match="sales category"):
        lookups.category_account_id("1300")
