"""Makes a clean text, number or flag of what a member of Reeleezee's JSON holds, or says that it holds none.

Half an emoji, a NUL and other control characters are no text that Airflow or OutSmart can keep; they are left out.
Nothing at all is spelled null, or as an empty list or object where a text, number or record belongs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal

LONGEST_ID = 100
_DROPPED = frozenset({"Cs", "Cc"})


def text_of(value: object) -> str:
    """The clean text of a value; raises ValueError for a filled list or object and for a yes or no."""
    value = value_of(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return without_broken(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    raise ValueError("something else stands where a text belongs")


def shown(value: object) -> str:
    """As `text_of`, but what is no text is shown as it is: for a report, never for a decision."""
    try:
        return text_of(value)
    except ValueError:
        return without_broken(str(value))


def guid_of(value: object) -> str:
    """An id in lower case; raises ValueError for what no id of Reeleezee can be."""
    text = text_of(value)
    if len(text) > LONGEST_ID or not text.isprintable() or (isinstance(value, str) and text != value):
        raise ValueError("this is no id")
    return text.lower()


def value_of(value: object) -> object:
    """The value, or None where an empty list or object stands for nothing."""
    return None if isinstance(value, list | Mapping) and not value else value


def number_of(value: object) -> object:
    """The value on its way to a number: a yes or no is none."""
    value = no_flag(value_of(value))
    return None if value == "" else value


def no_flag(value: object) -> object:
    """The value; raises ValueError for a yes or no, which Python would count as 1 or 0."""
    if value is True or value is False:
        raise ValueError("a yes or no stands where a number belongs")
    return value


def many_of(value: object) -> object:
    """The records of a list; null and an empty object are an empty list."""
    return () if value_of(value) is None else value


def without_broken(text: str) -> str:
    """The text without half characters and control characters; white space of every kind stays."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
