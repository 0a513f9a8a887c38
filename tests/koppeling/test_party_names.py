"""Whose name it is, whatever title, legal form or spelling stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.party_names import is_placeholder, normal_name, same_name

LONG = "Vereniging van Eigenaars Appartementencomplex De Lindenhof te Lindedorp"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bakkerij Korenbloem B.V.", "BAKKERIJ KORENBLOEM BV"),
        ("Bakkerij Korenbloem B. V. i.o.", "Bakkerij Korenbloem"),
        ("Jansen & Zonen V.O.F.", "jansen en zonen vof"),
        ("Jansen + Zonen", "VOF Jansen en Zonen"),
        ("J.P. Jansen", "J. P.  Jansen"),
        ("Mevr. Ö. Yıldız-Bakkér", "Mevr O Yildiz Bakker"),
        ("Dhr. T. 't Hooft", "Dhr. T. ’t Hooft"),
        ("Coöperatie Zon U.A.", "Cooperatie Zon"),
        ("Fam. de Vries", "de Vries"),
        ("Familie de Vries", "Dhr. De Vries"),
        ("De heer J. Jansen", "J. Jansen"),
        ("Dhr. en mevr. Jansen", "Jansen"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Frituur Meir BVBA", "Frituur Meir"),
        ("Ｊａｎｓｅｎ", "Jansen"),
        ("Jan\u200bsen", "Jansen"),
    ],
)
def test_names_agree_without_case_accents_punctuation_title_and_legal_form(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    "short",
    [
        "Vereniging van Eigenaars Appartementencomplex De L",
        "Vereniging van Eigenaars Appartementencomplex De…",
        "VERENIGING VAN EIGENAARS APPARTEMENTENCOMPLEX...",
    ],
)
def test_a_name_agrees_with_itself_cut_at_reeleezees_length(short: str) -> None:
    assert same_name(short, LONG)
    assert same_name(LONG, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. de Vries", "P. de Vries"),
        ("", ""),
        ("-", "-"),
        ("Fam.", "Fam."),
        ("Onbekend", "onbekend"),
        ("n.v.t.", "N.V.T."),
        ("Garage", "Garage Molenaar"),
        ("Garage…", "Garage Molenaar"),
        ("Vereniging van Eigenaars", LONG),
        ("Vereniging van Eigenaars Appartementencomplex De K", LONG),
        ("Vereniging van Eigenaars Flat…", LONG),
        (LONG, LONG.replace("Lindedorp", "Eikendorp")),
        ("Vereniging van Eigenaars…", "Vereniging van Eigenaars Noord"),
    ],
)
def test_other_or_empty_names_do_not_agree(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_a_name_that_is_a_legal_form_stays_a_name() -> None:
    assert normal_name("B.V.") == "bv"


def test_a_placeholder_is_no_text() -> None:
    assert all(map(is_placeholder, ("", " ", "-", "--", ".", "?", "n.v.t.", "Onbekend", "\u200b")))
    assert not any(map(is_placeholder, ("a", "12", "Noord")))


@given(st.text(max_size=80), st.text(max_size=80))
def test_whose_name_stands_first_does_not_matter_and_a_name_agrees_with_itself(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) == bool(normal_name(one))
