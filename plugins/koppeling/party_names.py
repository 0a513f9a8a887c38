"""Reads a party's name as it is compared, so that a title, a legal form or a spelling makes nobody a stranger."""

from __future__ import annotations

import re
import unicodedata

NAME_SIZE = 50
"""The longest name of a customer that Reeleezee keeps."""

_LEGAL_FORMS = (
    r"b ?v ?b ?a|b ?v|n ?v|v ?o ?f|c ?v|u ?a|i ?o|besloten vennootschap|vennootschap onder firma|eenmanszaak|maatschap|"
    r"gmbh(?:(?: en)? co kg)?|ag|kg|ohg|e ?k|ltd|limited|plc|inc|llc|sa|sas|sarl|srl|sprl|eurl|cvba|commv|vzw"
)
_LEGAL_FORM_BEHIND = re.compile(rf" (?:{_LEGAL_FORMS})$")
_LEGAL_FORM_BEFORE = re.compile(r"^(?:b ?v|n ?v|v ?o ?f|vennootschap onder firma|maatschap|firma|fa) (?=.)")
_DUTCH_TITLES = {"familie", "fam", "dhr", "heer", "hr", "meneer", "mevrouw", "mevr", "mej", "mw"}
_TITLES = frozenset({*_DUTCH_TITLES, "mrs", "mr", "ms", "monsieur", "madame", "mme", "herr", "frau"})
_BETWEEN_TITLES = frozenset({"de", "en", "of", "und", "et", "and"})
_PLACEHOLDERS = frozenset({"nvt", "onbekend", "unknown", "geen", "leeg", "null", "none", "x", "xx", "xxx", "naam"})
_JOINING = re.compile(r"[.'’‘`´]")
# Letters that do not fall apart into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})
_SHORTEST_CUT = NAME_SIZE // 2 - 1


def normal_name(text: str) -> str:
    """The name as it is compared: "Bakkerij Korenbloem B.V." and "BAKKERIJ KORENBLOEM BV" are one.

    Empty for what names nobody: an empty text, "-", "n.v.t.", or nothing but a title.
    """
    words = _words(text)
    while (shorter := _LEGAL_FORM_BEHIND.sub("", words)) != words:
        words = shorter
    return _named(_LEGAL_FORM_BEFORE.sub("", words).replace(" ", ""))


def same_name(one: str, other: str) -> bool:
    """Whether the names agree: they are equal, or one is the other cut at the length that Reeleezee keeps."""
    name = normal_name(one)
    if not name or not normal_name(other):
        return False
    return name == normal_name(other) or _is_cut_of(one, other) or _is_cut_of(other, one)


def plain(text: str) -> str:
    """Small letters without accents; full-width and other forms of a character become the usual one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN_LETTERS)


def is_placeholder(text: str) -> bool:
    """Whether a field is as good as empty: nothing but punctuation, or a word that says that there is nothing."""
    return not _named("".join(c for c in plain(text) if c.isalnum()))


def _named(name: str) -> str:
    return "" if name in _PLACEHOLDERS else name


def _words(text: str) -> str:
    told = re.sub(r"[&+]", " en ", plain(text))
    words = " ".join("".join(c if c.isalnum() else _gap(c) for c in _JOINING.sub("", told)).split())
    return " ".join(_without_titles(words.split()))


def _without_titles(words: list[str]) -> list[str]:
    """Fam., Dhr., "de heer", "Dhr. en mevr.": how somebody is addressed is no name."""
    start = 0
    for place, word in enumerate(words):
        if word in _TITLES:
            start = place + 1
        elif word not in _BETWEEN_TITLES:
            break
    return words[start:]


def _gap(character: str) -> str:
    """An invisible character parts no words."""
    return "" if unicodedata.category(character) == "Cf" else " "


def _is_cut_of(short: str, whole: str) -> bool:
    short, whole = " ".join(short.split()), " ".join(whole.split())
    if len(whole) < NAME_SIZE or len(whole) <= len(short.rstrip("….")):
        return False
    head = short.removesuffix("…").removesuffix("...")
    is_marked = head != short and _SHORTEST_CUT <= len(head) < NAME_SIZE
    # A blank at the place of the cut is lost with it; an emoji counts for two.
    is_bare = head == short and NAME_SIZE - 1 <= _length(short) <= NAME_SIZE < _length(whole)
    begin = _words(head).replace(" ", "")
    return (is_marked or is_bare) and bool(begin) and _words(whole).replace(" ", "").startswith(begin)


def _length(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)
