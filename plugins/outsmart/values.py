"""Makes a clean text of whatever OutSmart's JSON holds in a field, or says that it holds no text at all.

OutSmart is written in PHP: an empty value may come as null, "", false, [] or {}, a number as text or as a number. Half
an emoji, a NUL and other control characters are no text that a database or a bookkeeping can keep; they are left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from outsmart.json_text import FOREIGN_BYTE

LONGEST_KEY = 255
"""A number or code of this many characters and more is none: a call could not even ask for it."""
# A JSON number with a larger exponent stays as it was written: its digits would fill the memory.
_LARGEST_EXPONENT = 40
_DROPPED = frozenset({"Cs", "Cc"})


def text_of(value: object) -> str:
    """The clean text of a value; raises ValueError for a filled list or object."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return without_broken(value)
    if isinstance(value, list | tuple | dict):
        if value:
            raise ValueError("a list or an object stands where a text belongs")
        return ""
    if isinstance(value, Decimal | float):
        return _plain(Decimal(str(value)))
    if isinstance(value, int):
        # a quantity of true is not 1: it is read as the word, which is no number
        return "true" if value is True else str(value)
    raise ValueError("this value is no text")


def as_sent(value: object) -> str:
    """The text with every character that OutSmart sent, also those that are left out elsewhere."""
    return value if isinstance(value, str) else text_of(value)


def shown(value: object) -> str:
    """As `text_of`, but what is no text becomes one all the same: for what is looked at and never billed by."""
    try:
        return text_of(value)
    except ValueError:
        return without_broken(str(value))


def text_or_empty(value: object) -> str:
    """As `text_of`, but what is no text, a yes included, is none: for master data that is read and never posted."""
    try:
        return "" if value is True else text_of(value)
    except ValueError:
        return ""


def texts_of(row: Mapping[str, object]) -> dict[str, str]:
    """A whole row of master data as `text_or_empty` reads its fields; never to be posted."""
    return {name: text_or_empty(value) for name, value in row.items()}


def key_of(value: object) -> str:
    """As `text_of`, of a number or code; one that is too long is cut, so that it is found nowhere and refused."""
    text = text_of(value)
    return text if len(text) < LONGEST_KEY else f"{text[: LONGEST_KEY - 1]}…"


def row_id_of(value: object) -> str:
    """The id by which a row is asked for again, so that nothing may be left out of it."""
    text = key_of(value)
    if value is True or (isinstance(value, str) and text != value):
        raise ValueError("the id holds characters that no id has")
    return text


def flag_of(value: object) -> str:
    """A yes or no as text: OutSmart sends "1", 1 and true."""
    return "1" if value is True else text_of(value)


def rows_of(value: object) -> object:
    """The lines of a list, which PHP writes as an object when their numbers do not follow each other."""
    if value is None or value is False or value == "":
        return ()
    if isinstance(value, Mapping) and all(isinstance(name, str) and name.isdecimal() for name in value):
        return list(value.values())
    if isinstance(value, Sequence | Mapping) and not value:
        return ()
    return value


def without_broken(text: str) -> str:
    """The text without half characters and control characters; white space of every kind stays.

    A byte of another encoding becomes a sign that is seen: left out, a code could become somebody else's.
    """
    if text.isprintable():
        return text
    text = FOREIGN_BYTE.sub("\N{REPLACEMENT CHARACTER}", text)
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)


def _plain(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    is_usual = isinstance(exponent, int) and abs(exponent) <= _LARGEST_EXPONENT
    return format(number, "f") if is_usual else str(number)
