"""Where in a street an address is, however people type it."""

import pytest

from koppeling.house_numbers import Place, read_place


@pytest.mark.parametrize(
    ("street", "house_number", "number", "addition"),
    [
        ("", "3 A", "3", "a"),
        ("", "3-A", "3", "a"),
        ("", "003a", "3", "a"),
        ("", "3 a.", "3", "a"),
        ("", "12-1", "12", "1"),
        ("", "121", "121", ""),
        ("", "0", "0", ""),
        ("", "000", "0", ""),
        ("", "nr. 12", "12", ""),
        ("Dorpsstraat 3 A", "", "3", "a"),
        ("Dorpsstraat 3 A", "-", "3", "a"),
        ("Dorpsstraat 3", "a", "3", "a"),
        ("Dorpsstraat 3", "3", "3", ""),
        ("Dorpsstraat 3 bis", "3", "3", "bis"),
        ("Dorpsstraat nr. 3", "", "3", ""),
        ("1e Dwarsstraat 7", "", "7", ""),
        ("4 Novemberstraat 7", "", "7", ""),
        ("Havenkade 2 bis", "", "2", "bis"),
        ("Havenkade 2 hs", "", "2", "hs"),
        ("Havenkade", "2-huis", "2", "hs"),
        ("Havenkade 2 3 hoog", "", "2", "3hoog"),
        ("Industrieweg 10 unit 5", "", "10", "unit5"),
        ("Industrieweg 10, Unit 5", "", "10", "unit5"),
        ("Industrieweg 10", "unit 5", "10", "unit5"),
        ("Industrieweg", "10-unit 5", "10", "unit5"),
        ("Industrieweg 12 - 14", "", "12", "14"),
        ("Industrieweg 12 t/m 14", "", "12", "14"),
        ("Industrieweg", "12-14", "12", "14"),
        ("Meir 12 bus 3", "", "12", "bus3"),
        ("Meir", "12/bte 3", "12", "bus3"),
        ("12 Rue de la Paix", "", "12", ""),
        ("12 bis, rue de la Paix", "", "12", "bis"),
        ("Plein 1945 12", "", "12", ""),
        ("Plein 1945", "12", "12", ""),
        ("Laan van 1813 22", "", "22", ""),
        ("Ｄorpsstraat １２", "", "12", ""),
    ],
)
def test_number_and_addition_are_read_apart(street: str, house_number: str, number: str, addition: str) -> None:
    found = read_place(street, house_number)
    assert found is not None
    assert (found.number, found.addition) == (number, addition)


@pytest.mark.parametrize(
    ("street", "house_number"),
    [
        ("", ""),
        ("Kerkweg", ""),
        ("-", "-"),
        ("Industrieweg unit 5", ""),
        ("Kavel 12", ""),
        ("Toren 3 kamer 5", ""),
        ("Plein 1945", ""),
        ("Plein 1940-1945", ""),
        ("Laan van 1813", ""),
        ("1 Meistraat", ""),
        ("Kade 12 unit 5 kamer 3", ""),
        ("Kerkweg", "naast de kerk"),
        ("Kerkweg 1" * 40, ""),
    ],
)
def test_what_fits_no_known_form_is_no_place(street: str, house_number: str) -> None:
    assert read_place(street, house_number) is None


@pytest.mark.parametrize("street", ["Postbus 12", "postbus 0012", "P.O. Box 12", "PO Box 12", "Postfach 12"])
def test_a_box_is_no_house(street: str) -> None:
    assert read_place(street, "") == Place("12", box="post")


def test_a_box_may_have_its_number_in_a_field_of_its_own_and_an_answer_number_is_another_box() -> None:
    assert read_place("Postbus", "12") == Place("12", box="post")
    assert read_place("Antwoordnummer 12", "") == Place("12", box="answer")


def test_digits_in_the_name_of_a_street_are_kept_since_they_may_tell_two_places_apart() -> None:
    found = [read_place("Dorpsstraat 12", "14"), read_place("Dorpsstraat 16 14", ""), read_place("Laan 1813 22", "")]
    assert [place.others if place else None for place in found] == ["12", "16", "1813"]
