"""Reads the country of an address, however it was typed, so that warning, address and home never disagree about it.

One table: the names that Babel knows in many languages, the codes of ISO 3166 (two letters, three letters, digits),
what stands on cars and in VAT numbers, and the usual abbreviations. Capitals, accents and punctuation do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from koppeling.party_names import is_placeholder
from koppeling.reasons import Both

HOME = "NL"
# The first languages win where two languages give one name to different countries.
_LANGUAGES = ("nl", "en", "de", "fr")
_MORE_LANGUAGES = ("es", "it", "pt", "pl", "da", "sv", "nb", "fi", "cs", "sk", "hu", "ro", "bg", "el", "tr", "lb", "fy")
# CLDR names these as territories, and they are no countries of ISO 3166.
_NO_COUNTRIES = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_ABBREVIATED = {
    "AT": "a aut oesterreich",
    "BE": "b belg",
    "BG": "bul",
    "CH": "sui zwits schweiz suisse svizzera helvetia",
    "CZ": "tsjechie czechrepublic tsjechischerepubliek",
    "DE": "d ger brd ddr duitsl germ bundesrepublikdeutschland bondsrepubliekduitsland",
    "DK": "den dan",
    "ES": "e esp sp spa",
    "FI": "fin",
    "FR": "f fra frankr",
    "GB": "uk gbr gtbritain greatbritain grootbrittannie grossbritannien grandebretagne engeland england angleterre "
    "eng sco schotland scotland schottland ecosse wales wal noordierland northernireland nordirland xi "
    "verenigdkoninkrijk vk brittain britain brittannie",
    "GR": "el gre hellas",
    "BQ": "bonaire saba sinteustatius",
    "HK": "hongkong",
    "HR": "cro kroatie",
    "HU": "h hun",
    "IE": "irl roi eire ierland republicofireland repofireland ierserepubliek",
    "IT": "i ita",
    "LU": "l lux luxemb luxembg grandduchedeluxembourg groothertogdomluxemburg",
    "NL": "holl hol holland nederl ned nedl nld neth netherl hollande olanda holanda niederlanden "
    "koninkrijkdernederlanden kingdomofthenetherlands",
    "NO": "n nor",
    "PL": "pol",
    "PT": "p por",
    "SE": "s swe zwed",
    "SI": "slo",
    "TR": "turkije turkey turkei turquie",
    "US": "usa us vs vsa unitedstates verenigdestatenvanamerika amerika america unitedstatesofamerica etatsunis "
    "vereinigtestaaten",
}
_ARTICLES = re.compile(r"^(?:the|de|het|die|der|la|le|les|el|los|l)\s+")
_BETWEEN = re.compile(r"[,/;|()\[\]–—]+|\s-\s|:|(?<=^[A-Za-z]{2})-")


def country_code(text: str) -> str:
    """ISO alpha-2 of a country's code, name or abbreviation; "" where nothing was filled in or it is not understood."""
    return _one(text) or _of_parts(text)


def is_understood(text: str) -> bool:
    """Whether the text is a country, or says nothing at all (empty, or a filler such as `-`)."""
    return is_placeholder(text) or bool(country_code(text))


def country_name(code: str) -> Both | str:
    """A country of ISO alpha-2 as a person of either language calls it; an unknown code stays as it is."""
    dutch, english = (Locale(language).territories.get(code) for language in ("nl", "en"))
    return Both(dutch, english) if dutch and english else code


def _one(text: str) -> str:
    words = " ".join(_without_accents(text).split())
    known = _countries()
    return known.get(_plain(words)) or known.get(_plain(_ARTICLES.sub("", words)), "")


def _of_parts(text: str) -> str:
    """ "NL - Nederland" and "Germany (DE)" name one country twice; two different ones are none."""
    parts = [part for part in _BETWEEN.split(text) if _plain(part)]
    found = {_one(part) for part in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else ""


@cache
def _countries() -> Mapping[str, str]:
    """The code by every plain spelling; what was entered later goes before what was entered earlier."""
    names = _names(_MORE_LANGUAGES)
    for language in reversed(_LANGUAGES):
        names |= _names((language,))
    codes = {c: c for c in _territories("en")}
    aliases = {alias: to[0] for alias, to in get_global("territory_aliases").items() if len(to) == 1 and to[0] in codes}
    of_three = {alias: code for alias, code in aliases.items() if len(alias) == 3}
    abbreviated = {word: code for code, words in _ABBREVIATED.items() for word in words.split()}
    plain = {_plain(word): code for word, code in (of_three | codes | abbreviated).items()}
    return {**names, **plain}


def _names(languages: tuple[str, ...]) -> dict[str, str]:
    """The countries' names in these languages; a name that means two different countries is left out."""
    found: dict[str, set[str]] = {}
    for language in languages:
        for code, name in _territories(language).items():
            for spelling in (name, name.replace("&", " en "), name.replace("&", " and ")):
                found.setdefault(_plain(spelling), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _territories(language: str) -> Mapping[str, str]:
    named = Locale(language).territories.items()
    return {c: name for c, name in named if len(c) == 2 and c.isalpha() and c not in _NO_COUNTRIES}


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _plain(text: str) -> str:
    """As it is compared: "Belgie" is "België", and "N.L." is "nl"."""
    return "".join(c for c in _without_accents(text) if c.isalnum())
