"""One number or code stays one key, however a person or a program spells it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.keys import Spelled, debtor_key, normal_key, same_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("REIS", "REIS "),
        ("REIS", "REIS\u00a0"),
        ("spoed", "SPOED"),
        ("BOCHT-45", "bocht-45"),
        ("1201", "1201\u200b"),
        ("1201", "\ufeff1201"),
        ("KB 22", "KB  22"),
        ("KB 22", "KB\u00a022"),
        ("KB 22", "KB\t22"),
        ("KB-22", "\uff2b\uff22\uff0d\uff12\uff12"),
        ("CAFÉ", "cafe\u0301"),
        ("STRASSE", "straße"),
        ("MONT", "MO\u00adNT"),
        ("MONT", "MONT\ufe0f"),
    ],
)
def test_spellings_of_one_key(one: str, other: str) -> None:
    assert same_key(one, other)


@pytest.mark.parametrize(("one", "other"), [("KB-22", "KB22"), ("KB 22", "KB22"), ("042", "42"), ("A", "Ä"), ("", "")])
def test_other_keys_stay_other_keys(one: str, other: str) -> None:
    assert not same_key(one, other)


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\u00a0\u2060", "\x00", "\ud83d"])
def test_what_cannot_be_seen_is_no_key(nothing: str) -> None:
    assert normal_key(nothing) == ""


def test_the_exact_spelling_goes_before_the_others() -> None:
    spelled = Spelled([("SPOED", 1), ("spoed", 2), ("spoed ", 3), ("\u200b", 4)])
    assert spelled.called("spoed") == (2,)
    assert spelled.called("spoed ") == (3,)
    assert spelled.called(" SPOED") == (1,)
    assert spelled.called("Spoed") == (1, 2, 3)
    assert spelled.alike("spoed") == (1, 2, 3)
    assert spelled.called("REIS") == spelled.called("\u200b") == spelled.alike("") == ()


@pytest.mark.parametrize(
    ("typed", "key"),
    [("00042", "42"), ("42\u200b", "42"), ("0", "0"), ("000", "0"), ("K-007", "k-007"), ("0x", "0x"), ("", "")],
)
def test_leading_zeros_make_no_other_debtor_number(typed: str, key: str) -> None:
    assert debtor_key(typed) == key


@given(st.text(max_size=12))
def test_a_normal_key_is_its_own_and_that_of_every_form(text: str) -> None:
    key = normal_key(text)
    assert normal_key(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normal_key(unicodedata.normalize(form, text)) == key
