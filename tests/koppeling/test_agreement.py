"""When two records with one number are one party."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.agreement import Agreement, PartyFacts, compared, normal_postcode, same_address, same_party

HOME = PartyFacts("A", "Dorpsstraat", "3A", "1234 AB", "Lindedorp", "NL")
FRIES = PartyFacts("Frituur", "Meir", "12", "2000", "Antwerpen", "BE")


@pytest.mark.parametrize(
    "there",
    [
        PartyFacts("B", "Dorpsstraat", "3-a", "1234ab", "Lindedorp", "NL"),
        PartyFacts("B", "Dorpsstr. 3A", "", "1234 AB"),
        PartyFacts("B", "", "3 a", "NL-1234AB", "Elders", "Nederland"),
        PartyFacts("B", "Dorpsstraat", "3a", "１２３４ AB", "Lindedorp", ""),
    ],
)
def test_at_home_postcode_and_whole_house_number_identify_an_address(there: PartyFacts) -> None:
    assert same_party(HOME, there)
    assert compared(there, HOME) is Agreement.AGREES


@pytest.mark.parametrize(
    "changed",
    [
        {"house_number": "3"},
        {"house_number": "3B"},
        {"house_number": "33A"},
        {"postcode": "1234 AC"},
        {"postcode": ""},
        {"postcode": "-"},
        {"street": "Postbus 3a", "house_number": ""},
        {"country": "BE"},
    ],
)
def test_at_home_another_or_half_an_address_does_not_agree(changed: dict[str, str]) -> None:
    assert not same_address(HOME, replace(HOME, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"country": ""},
        {"street": "MEIR 12", "house_number": ""},
        {"street": "12 Meir", "house_number": ""},
        {"postcode": "B-2000"},
    ],
)
def test_abroad_the_same_street_number_and_town_agree(changed: dict[str, str]) -> None:
    assert same_address(FRIES, replace(FRIES, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"street": "Groenplaats"},
        {"street": ""},
        {"city": "Gent"},
        {"city": ""},
        {"city": "-"},
        {"house_number": "12 bus 3"},
        {"country": "FR"},
        {"postcode": "2018"},
    ],
)
def test_abroad_street_and_town_count_too(changed: dict[str, str]) -> None:
    assert not same_address(FRIES, replace(FRIES, **changed))


@pytest.mark.parametrize("country", ["Verweggistan", "n/a 2"])
def test_a_country_that_nobody_understands_tells_no_two_places_apart(country: str) -> None:
    assert same_address(HOME, replace(HOME, country=country))
    assert same_address(FRIES, replace(FRIES, country=country))
    assert not same_address(HOME, replace(HOME, street="Elders", country=country))
    assert not same_address(FRIES, replace(FRIES, street="Groenplaats", country=country))


@pytest.mark.parametrize("country", ["", "BE", "NL"])
def test_a_chip_shop_and_a_notary_with_one_belgian_postcode_and_number_are_two(country: str) -> None:
    notary = PartyFacts("Notaris Peeters", "Groenplaats", "12", "2000", "Antwerpen", country)
    assert compared(replace(FRIES, country=country), notary) is Agreement.DIFFERS


def test_units_of_two_numbers_are_two() -> None:
    one, other = (PartyFacts(n, f"Industrieweg {n} unit 5", "", "1234 AB", "Lindedorp") for n in ("10", "20"))
    assert compared(one, other) is Agreement.DIFFERS
    assert compared(one, replace(one, name="Huurder")) is Agreement.AGREES


@pytest.mark.parametrize("house_number", ["", "-"])
def test_half_an_address_never_agrees_with_the_same_half(house_number: str) -> None:
    half = PartyFacts("", "Dorpsstraat", house_number, "1234 AB", "Lindedorp", "NL")
    assert not same_party(half, half)


@pytest.mark.parametrize("empty", ["", "-", "n.v.t.", "onbekend", " "])
def test_what_is_empty_on_one_side_decides_nothing(empty: str) -> None:
    nobody = PartyFacts(empty, empty, empty, empty, empty, "NL")
    assert compared(nobody, HOME) is compared(HOME, nobody) is compared(nobody, nobody) is Agreement.NOTHING
    assert compared(replace(nobody, name="B"), HOME) is Agreement.DIFFERS


def test_a_postcode_is_compared_without_space_capitals_and_country() -> None:
    assert normal_postcode(" 1234 AB ") == normal_postcode("NL-1234ab") == "1234ab"
    assert normal_postcode("-") == ""


texts = st.text(max_size=25)
parties = st.builds(PartyFacts, texts, texts, texts, texts, texts, texts)


@given(parties, parties)
def test_agreement_does_not_depend_on_which_is_first(one: PartyFacts, other: PartyFacts) -> None:
    assert compared(one, other) is compared(other, one)
