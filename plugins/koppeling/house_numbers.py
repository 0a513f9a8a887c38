"""Reads where in a street an address is, so that unit 5 of number 10 is never taken for unit 5 of number 20."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from koppeling.party_names import plain

_LONGEST = 120
# What may stand between a house number and the number of something inside: "10 unit 5".
_KINDS = (
    "unit|bus|bte|boite|box|app|apt|appartement|apartment|kamer|hal|loods|toren|gebouw|etage|verdieping|blok|kavel|"
    "perceel|bouwnummer|bouwnr|bnr|locker|lot|ligplaats|standplaats|stand|km|hm|paal|deur|trap|suite|poort"
)
_STOREY = r"[-/ ]?[0-9](?:e|de|ste)? ?(?:hoog|etage|verdieping)"
_ADDITION = "|".join(
    (
        r"[-/ ]?[a-z]{1,2}(?:[-/ ]?[0-9]{1,4})?",
        r"[-/ ]?[a-z]{1,2}[-/ ](?:huis|hs|bis|bs|boven|beneden|hoog)",
        r"[-/ ]?[ivx]{1,4}[-/ ]?hoog",
        r" ?[-/] ?[a-z0-9]{1,5}",
        r" ?(?:t/m|tm|tot en met|-|–) ?[0-9]{1,5}[a-z]?",
        rf"[-/ ]*(?:{_KINDS}) ?[a-z0-9]{{1,5}}(?:[-/ ][a-z0-9]{{1,3}})?",
        _STOREY,
        r"[-/ ]?(?:huis|hs|bis|ter|rood|zwart|wit|boven|beneden|[ivx]{1,4})(?: ?[a-z0-9])?",
    )
)
_OWN_FIELD = re.compile(r"(?:nr|no|nummer|huisnummer)? ?0*([0-9]{1,5})(?![0-9])(.{0,24})")
_BEHIND_STREET = re.compile(rf"(.*?[a-z].*?),? (?:nr |no |nummer )?0*([0-9]{{1,5}})((?:{_ADDITION}))?")
_BEFORE_STREET = re.compile(r"0*([0-9]{1,5})( ?[a-z]| ?bis| ?ter)?(?:,| ) ?([^0-9]*[a-z][^0-9]*)")
_POST_BOX = re.compile(
    r"(?:(postbus|pb|post ?office ?box|po ?box|p o box|postfach|boite postale|bp)|"
    r"(antwoordnummer|antwoordnr)) ?0*([0-9]{1,6})"
)
# "t/o 12" is across the street of number 12, and "achter 12" behind it: neither is number 12 itself.
_NEAR = "t/o|to|t o|t o v|tegenover|naast|nabij|achter|voor|boven|onder|hoek|bij|by|t h v|ter hoogte van"
_NO_STREET_NAME = re.compile(
    rf"(?:.* )?(?:{_KINDS}|{_NEAR}|postbus|pb|box|antwoordnummer|antwoordnr|postfach|poste restante)"
)
_NAMED_AFTER_A_YEAR = re.compile(r"(?:.*plein|laan|park|straat|(?:.* )?van)")
_MONTHS = re.compile(
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r"(?: |plein|straat|laan|weg|$)"
)
_SAME_WORDS = {"huis": "hs", "bte": "bus", "boite": "bus", "box": "bus", "appartement": "app", "apartment": "app"}


@dataclass(frozen=True)
class Place:
    """A place in a street: `number` and `addition` apart, `street` without them; all as they are compared.

    `box` tells a post office box from a house: "Postbus 12" is not number 12. `others` are digits that stand in the
    text of the street, which may tell two places apart that share their number.
    """

    number: str
    addition: str = ""
    street: str = ""
    box: str = ""
    others: str = ""


def read_place(street: str, house_number: str) -> Place | None:
    """The place that street and house number name, wherever the number stands; None where no known form fits."""
    own, text = _tidy(house_number), _tidy(street)
    if _holds_other_digits(street + house_number):
        return None
    if len(own) > _LONGEST or len(text) > _LONGEST:
        return None
    if not own:
        return _in_one_text(text)
    match = _OWN_FIELD.fullmatch(own)
    if match is not None and not int(match[1]):
        return None
    if match is None:
        return _in_one_text(f"{text} {own}") if _ends_with_number(text) else None
    if _POST_BOX.fullmatch(f"{text} {own}"):
        return _in_one_text(f"{text} {own}")
    return _beside(text, Place(_number(match[1]), _normal_addition(match[2])))


def _holds_other_digits(text: str) -> bool:
    """Raised, circled and such numbers, which would run together with the number before them: 12\u00b2 is not 122."""
    return any(unicodedata.category(c) == "No" for c in text)


def _beside(street: str, own: Place) -> Place:
    """The number of its own field with the street beside it; a number that the street repeats is no further one."""
    told = _in_one_text(street)
    is_repeated = told is not None and told.number == own.number
    if told is not None and is_repeated and (not own.addition or told.addition in {"", own.addition}):
        return replace(told, addition=own.addition or told.addition)
    return replace(own, street=_letters(street), others=_digits(street))


def _ends_with_number(text: str) -> bool:
    return re.search(r"[0-9]$", text) is not None


def _in_one_text(text: str) -> Place | None:
    if box := _POST_BOX.fullmatch(text):
        return Place(_number(box[3]), box="answer" if box[2] else "post")
    if before := _BEFORE_STREET.fullmatch(text):
        number, addition, street = before.groups()
        return None if _MONTHS.match(street) else Place(_number(number), _normal_addition(addition), _letters(street))
    behind = _BEHIND_STREET.fullmatch(text)
    if behind is None or _is_no_house_number(behind[1], behind[2]):
        return None
    return Place(_number(behind[2]), _normal_addition(behind[3]), _letters(behind[1]), others=_digits(behind[1]))


def _is_no_house_number(street: str, number: str) -> bool:
    """Whether the number belongs to a unit or a plot without house number, or is the year in the street's name."""
    if not int(number):
        return True
    is_year = len(number) == 4 and number[:2] in {"15", "16", "17", "18", "19", "20"}
    return bool(_NO_STREET_NAME.fullmatch(street)) or (is_year and bool(_NAMED_AFTER_A_YEAR.fullmatch(street)))


def _normal_addition(text: str | None) -> str:
    """Letters and digits; what stands between two digits keeps them apart: 2-1 is not 21."""
    words = re.sub(r"t/m|\btm\b|tot en met|–", "-", text or "")
    words = re.sub(r"[a-z]+", lambda word: _SAME_WORDS.get(word[0], word[0]), words)
    kept = re.sub(r"(?<=[0-9])[^a-z0-9]+(?=[0-9])", "-", words.strip(" -/.,")).translate(_SEPARATORS)
    return re.sub(r"(?<![0-9])-|-(?![0-9])", "", kept)


_SEPARATORS = str.maketrans("", "", " /.,")


def _number(text: str) -> str:
    return text.lstrip("0") or "0"


def _tidy(text: str) -> str:
    """Small plain letters, one blank between words; a placeholder such as "-" is empty."""
    told = "".join(c for c in plain(text) if c.isprintable() or c.isspace())
    told = re.sub(r"[.;:()]", " ", re.sub(r"\bp\.? ?o\.? (?=box)", "po ", told))
    told = re.sub(r" *, *", " ", told)
    return " ".join(told.split()).strip(" -/")


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _digits(text: str) -> str:
    return "-".join(re.findall(r"[0-9]+", text))
