"""Decides whether two records with one number are one party, so that a stranger is never overwritten or invoiced.

Names agree when they are equal after leaving out case, accents, punctuation, spaces and the legal form; addresses agree
by postcode and house number. Either is enough; a placeholder such as "-" and an empty text never agree with anything.
"""

from __future__ import annotations

import re
import unicodedata

_LEGAL_FORM = re.compile(r"\s(?:b\s?v\s?b\s?a|b\s?v|n\s?v|v\s?o\s?f|c\s?v|u\s?a|i\s?o|gmbh|ltd|eenmanszaak|maatschap)$")
# Letters that do not fall apart into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})
_JOINING = re.compile(r"[.'’‘`´]")
_NUMBER = r"([0-9]+)\s*(?:([a-z]{1,4}[0-9]{0,3})|[-/ ]\s*([a-z]{1,4}[0-9]{0,3})|[-/]\s*([0-9]{1,4}))?"
_HOUSE_NUMBER = re.compile(_NUMBER)
_BEHIND_STREET = re.compile(rf"\s{_NUMBER}$")


def same_party(
    name_a: str, postcode_a: str, house_number_a: str, name_b: str, postcode_b: str, house_number_b: str
) -> bool:
    """Whether name, or postcode and house number agree. Without house number, give the street: it may hold one."""
    name = normal_name(name_a)
    if name and name == normal_name(name_b):
        return True
    postcode, house_number = normal_postcode(postcode_a), normal_house_number(house_number_a)
    if not postcode or not house_number:
        return False
    return (postcode, house_number) == (normal_postcode(postcode_b), normal_house_number(house_number_b))


def normal_name(text: str) -> str:
    """The name as it is compared: "Bakkerij Korenbloem B.V." and "BAKKERIJ KORENBLOEM BV" are one."""
    words = _plain(text).replace("&", " en ")
    words = " ".join("".join(c if c.isalnum() else " " for c in _JOINING.sub("", words)).split())
    while (shorter := _LEGAL_FORM.sub("", words)) != words:
        words = shorter
    return words.replace(" ", "")


def normal_postcode(text: str) -> str:
    return "".join(c for c in _plain(text) if c.isalnum())


def normal_house_number(text: str) -> str:
    """Number with its addition, also read from inside a street: "3-A", "3 a" and "Dorpsstraat 3 A" are one."""
    plain = _plain(text).strip().rstrip(".")
    match = _HOUSE_NUMBER.fullmatch(plain) or _BEHIND_STREET.search(plain)
    if match is None:
        return ""
    number, *additions = match.groups()
    addition = next((a for a in additions if a), "")
    separator = "-" if addition[:1].isdigit() else ""
    return f"{number.lstrip('0') or '0'}{separator}{addition}"


def house_number_of(street: str, house_number: str) -> str:
    """What to compare as house number: the field of its own, else the street that may end with it."""
    return house_number if house_number.strip(" -") else street


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN_LETTERS)
