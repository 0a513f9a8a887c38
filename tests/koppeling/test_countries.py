"""A country is read however people type it, and nothing that is no country is taken for one."""

import pytest

from koppeling.countries import country_code, country_name, is_understood
from koppeling.reasons import Both

SPELLED = {
    "NL": "NL| nl |Nederland|the netherlands|Holland|Niederlande|N.L.|NL.|NLD|528|Pays-Bas|NL - Nederland"
    "|Nederland (NL)|NL\u200b|ＮＬ|Países Bajos|Koninkrijk der Nederlanden|the Kingdom of the Netherlands",
    "BE": "België|Belgie|Belgique|Belgien|B|BEL|B.|België/Belgique",
    "DE": "D|Duitsland|Deutschland|GERMANY|BRD|Bundesrepublik Deutschland|DEU|Allemagne",
    "GR": "EL|GR|Griekenland|Ελλάδα|Hellas",
    "GB": "UK|U.K.|Great Britain|Groot-Brittannië|Verenigd  Koninkrijk|VK|GBR|Engeland|England, UK|Scotland|XI",
    "US": "USA|U.S.A.|US|VS|V.S.|United States|Verenigde Staten",
    "FR": "F|FRA|Frankrijk|France",
    "LU": "L|Luxemburg|Luxembourg|Groothertogdom Luxemburg",
    "CH": "CH|Zwitserland|Suisse|Schweiz",
    "CW": "Curaçao|Curacao|CW",
    "GW": "Guinea-Bissau",
    "TT": "Trinidad en Tobago|Trinidad & Tobago",
}


@pytest.mark.parametrize(("code", "typed"), [(c, t) for c, all_typed in SPELLED.items() for t in all_typed.split("|")])
def test_a_country_is_understood_however_it_is_typed(code: str, typed: str) -> None:
    assert country_code(typed) == code
    assert is_understood(typed)


@pytest.mark.parametrize(
    "typed", ["EU", "ZZ", "onbekend gebied", "001", "wereld", "Atlantis", "Antwerpen", "NL / BE", "9"]
)
def test_what_is_no_country_is_not_taken_for_one(typed: str) -> None:
    assert country_code(typed) == ""
    assert not is_understood(typed)


@pytest.mark.parametrize("typed", ["", " ", "-", ".", "\u200b"])
def test_nothing_filled_in_is_nothing_to_tell(typed: str) -> None:
    assert country_code(typed) == ""
    assert is_understood(typed)


def test_a_country_is_named_in_both_languages() -> None:
    assert country_name("DE") == Both("Duitsland", "Germany")
    assert country_name("Q7") == "Q7"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Hong Kong", "HK"), ("Bonaire", "BQ"), ("Bondsrepubliek Duitsland", "DE"), ("DE-Deutschland", "DE")],
)
def test_some_more_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["n.v.t.", "onbekend", "-"])
def test_a_filler_says_nothing(text: str) -> None:
    assert is_understood(text)
