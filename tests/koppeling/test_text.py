"""How typed texts are cleaned and cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.text import clean, cut


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  twee   spaties\t en een tab ", "twee spaties en een tab"),
        ("regel 1\r\nregel 2", "regel 1\nregel 2"),
        ("oude\rMac", "oude Mac"),
        ("boven\x0bonder", "boven onder"),
        ("nul\x00len\x07", "nullen"),
        ("\ufeffbyte order mark en zacht\u00adteken", "byte order mark en zachtteken"),
        ("half teken \ud83d.", "half teken ."),
        ("\n\n  \nniets\n\n", "niets"),
        ("", ""),
    ],
)
def test_control_characters_and_needless_space_go(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    "text", ['<b>Let op</b> & "zo"', "👩\u200d🔧 langs geweest", "\U0001fae8 nieuw", "€ 5 × 2 ≠ 11"]
)
def test_html_emoji_and_signs_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("precies tien", 12, "precies tien"),
        ("een twee drie", 12, "een twee…"),
        ("een twee drie", 9, "een twee…"),
        ("een twee\ndrie vier", 12, "een twee…"),
        ("regelaar\nafsluiter", 15, "regelaar…"),
        ("onafgebrokenwoord", 8, "onafgeb…"),
        ("a onafgebrokenwoord", 10, "a onafgeb…"),
        ("een twee dr vier", 12, "een twee dr…"),  # the cut falls just behind a word
        ("abcd efghijkl", 9, "abcd…"),  # a word ends half-way: there
        ("abcd efghijkl", 10, "abcd…"),
        ("abc efghijklm", 10, "abc efghi…"),  # before half-way: too little would be left
        ("een twee  drie vier", 12, "een twee…"),
        ("bel de heer MAX-ZES morgen", 17, "bel de heer…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_a_word_and_marked(text: str, size: int, expected: str) -> None:
    assert cut(text, size) == expected


def test_an_emoji_takes_two_places_as_reeleezee_counts() -> None:
    assert cut("🔧" * 5, 10) == "🔧" * 5
    assert cut("🔧" * 6, 10) == "🔧" * 4 + "…"
    assert cut("a" + "🔧" * 5, 10) == "a" + "🔧" * 4 + "…"
    assert cut("\uffff" * 10, 10) == "\uffff" * 10


def test_no_joiner_of_a_broken_emoji_is_left_hanging() -> None:
    assert cut("👩\u200d🔧👩\u200d🔧", 9) == "👩\u200d🔧👩…"


@given(st.text(max_size=200), st.integers(min_value=2, max_value=120))
def test_a_cut_text_is_never_too_long_and_begins_as_the_original(text: str, size: int) -> None:
    short = cut(text, size)

    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= size
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
