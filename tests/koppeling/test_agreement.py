"""When two records with one number are one party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.agreement import house_number_of, normal_house_number, normal_name, normal_postcode, same_party


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bakkerij Korenbloem B.V.", "BAKKERIJ KORENBLOEM BV"),
        ("Bakkerij Korenbloem B. V. i.o.", "Bakkerij Korenbloem"),
        ("Jansen & Zonen V.O.F.", "jansen en zonen vof"),
        ("J.P. Jansen", "J. P.  Jansen"),
        ("Mevr. Ö. Yıldız-Bakkér", "Mevr O Yildiz Bakker"),
        ("Dhr. T. 't Hooft", "Dhr. T. ’t Hooft"),
        ("Coöperatie Zon U.A.", "Cooperatie Zon"),
    ],
)
def test_names_agree_without_case_accents_punctuation_and_legal_form(one: str, other: str) -> None:
    assert same_party(one, "", "", other, "", "")


@pytest.mark.parametrize(
    ("one", "other"), [("J. de Vries", "P. de Vries"), ("", ""), ("-", "-"), ("Garage", "Garage Molenaar")]
)
def test_other_or_empty_names_do_not_agree(one: str, other: str) -> None:
    assert not same_party(one, "", "", other, "", "")


def test_a_name_that_is_a_legal_form_stays_a_name() -> None:
    assert normal_name("B.V.") == "bv"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3 A", "3a"),
        ("3-A", "3a"),
        ("003a", "3a"),
        ("Dorpsstraat 3 A", "3a"),
        ("Plein 1945 12", "12"),
        ("1e Dwarsstraat 7", "7"),
        ("Havenkade 2 bis", "2bis"),
        ("12-1", "12-1"),
        ("121", "121"),
        ("3 a.", "3a"),
        ("0", "0"),
        ("000", "0"),
        ("Kerkweg", ""),
        ("-", ""),
    ],
)
def test_a_house_number_is_read_with_its_addition_also_from_a_street(text: str, number: str) -> None:
    assert normal_house_number(text) == number


@pytest.mark.parametrize(
    ("postcode", "house_number", "agrees"),
    [("1234ab", "3-a", True), ("1234 AB", "3", False), ("1234 AC", "3A", False), ("", "3A", False), ("-", "-", False)],
)
def test_addresses_agree_by_postcode_and_whole_house_number(postcode: str, house_number: str, agrees: bool) -> None:
    assert same_party("A", "1234 AB", "3A", "B", postcode, house_number) is agrees


def test_placeholders_for_an_unknown_address_never_agree() -> None:
    assert not same_party("A", "-", "-", "B", "-", "-")


@pytest.mark.parametrize(("postcode", "house_number"), [("1234 AB", ""), ("", "3"), ("1234 AB", "-"), ("-", "3")])
def test_half_an_address_never_agrees_with_the_same_half(postcode: str, house_number: str) -> None:
    assert not same_party("A", postcode, house_number, "B", postcode, house_number)


def test_a_postcode_is_compared_without_space_and_capitals() -> None:
    assert normal_postcode(" 1234 AB ") == "1234ab"


def test_the_street_is_searched_when_the_number_has_no_field_of_its_own() -> None:
    assert [house_number_of("Dorpsstraat 3", number) for number in ("", "-", "4")] == ["Dorpsstraat 3"] * 2 + ["4"]
    assert house_number_of("Dorpsstraat 3", "X") == "X"


texts = st.text(max_size=25)


@given(texts, texts, texts, texts, texts, texts)
def test_agreement_does_not_depend_on_which_is_first(a: str, b: str, c: str, d: str, e: str, f: str) -> None:
    assert same_party(a, b, c, d, e, f) == same_party(d, e, f, a, b, c)


@given(texts)
def test_a_normal_name_is_normal_already(text: str) -> None:
    assert same_party(text, "", "", text, "", "") == bool(normal_name(text))
