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
        ("Dorpsstraat 0", ""),
        ("Dorpsstraat", "0"),
        ("Dorpsstraat", "000"),
        ("Dorpsstraat", "12\u00b2"),
        ("Dorpsstraat", "12\u2460"),
        ("Dorpsstraat 12\u00b9", ""),
        ("Dorpsstraat t/o 12", ""),
        ("Dorpsstraat tegenover 12", ""),
        ("Dorpsstraat naast 12", ""),
        ("Dorpsstraat achter 12", ""),
        ("Dorpsstraat bij 12", ""),
        ("Dorpsstraat boven 12", ""),
        ("Dorpsstraat hoek 12", ""),
        ("Dorpsstraat to 12", ""),
        ("Dorpsstraat by 12", ""),
        ("Bouwnr. 12", ""),
        ("Bnr. 12", ""),
        ("Locker 12", ""),
        ("Poste restante 12", ""),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 A-hs", "12 A hs"),
        ("12 a 1", "12a-1"),
        ("12 A-bis", "12 a bis"),
        ("12 ii hoog", "12 II-hoog"),
        ("12-hs", "12 hs"),
        ("12/A", "12-a"),
    ],
)
@pytest.mark.parametrize("street", ["Dorpsstraat", ""], ids=["number apart", "behind the street"])
def test_what_stands_between_number_and_letters_makes_no_other_place(street: str, one: str, other: str) -> None:
    if street:
        places = [read_place(street, number) for number in (one, other)]
    else:
        places = [read_place(f"Dorpsstraat {number}", "") for number in (one, other)]
    assert places[0] == places[1] is not None


@pytest.mark.parametrize(("one", "other"), [("12-1", "121"), ("12 a", "12 b"), ("12 A-1", "12 A-2"), ("12-1", "12-2")])
def test_but_other_numbers_and_letters_do(one: str, other: str) -> None:
    assert read_place("Dorpsstraat", one) != read_place("Dorpsstraat", other)


def test_a_post_office_box_is_known_by_its_abbreviation() -> None:
    assert read_place("Pb. 12", "") == read_place("Postbus 12", "")
    assert read_place("Antwoordnr. 12", "") == read_place("Antwoordnummer 12", "")
