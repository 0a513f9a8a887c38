"""Reads and writes the texts in which OutSmart keeps numbers, dates, times and flags, or says that it cannot.

OutSmart mixes comma and dot decimals, two notations of dates, and sends numbers and booleans as text. A text that
could mean two amounts is refused, never guessed; only "1.234" is read, as 1.234, since live answers carry dots.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

# Decimal arithmetic is exact up to this many digits; a longer number would be rounded without anybody noticing.
_EXACT_DIGITS = 28
# `[0-9]`, since `\d` also takes the digits of other scripts.
_DECIMAL = re.compile(r"-?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)")
_DAY_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(rf"(?P<d>[0-9]{{1,2}})-(?P<m>[0-9]{{1,2}})-(?P<y>[0-9]{{4}}){_DAY_TIME}")
_YEAR_FIRST = re.compile(rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){_DAY_TIME}")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::00)?")
_BARE_MINUTES = re.compile(r"[0-9]{1,6}")
# Leading zeros belong to numbers of debtors, phones and articles: "007" is another text than "7".
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
_TRUE = frozenset({"1", "true", "yes", "ja"})
_FALSE = frozenset({"", "0", "false", "no", "nee"})


class UnreadableValue(ValueError):
    """A text of OutSmart that is not what its field should hold; `value` is the text."""

    def __init__(self, value: object, expected: str = "value") -> None:
        super().__init__(value, expected)
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.value!r} is not a readable {self.expected}"


def read_decimal(text: str) -> Decimal:
    """An amount, quantity or price, with a comma or a dot and without thousands separators."""
    cleaned = text.strip()
    if not _DECIMAL.fullmatch(cleaned) or sum(map(str.isdigit, cleaned)) > _EXACT_DIGITS:
        raise UnreadableValue(text, "number")
    value = Decimal(cleaned.replace(",", "."))
    return value if value else abs(value)


def read_date(text: str) -> date:
    """A date, day first (work orders) or year first (elsewhere), with or without a time behind it."""
    cleaned = text.strip()
    match = _DAY_FIRST.fullmatch(cleaned) or _YEAR_FIRST.fullmatch(cleaned)
    if match is None:
        raise UnreadableValue(text, "date")
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise UnreadableValue(text, "date") from None


def read_minutes(text: str) -> int:
    """A duration or a time of the day in minutes; hours may exceed 24, and a bare number is minutes.

    Whether a bare total time of a work period was meant as hours is for whoever knows its clock.
    Seconds other than 00 are refused: OutSmart counts in minutes, and leaving them out would lose time unseen.
    """
    cleaned = text.strip()
    clock = _CLOCK.fullmatch(cleaned)
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2])
    if _BARE_MINUTES.fullmatch(cleaned):
        return int(cleaned)
    raise UnreadableValue(text, "time")


def read_flag(text: object) -> bool:
    """A yes or no; absent and empty mean no."""
    cleaned = _as_text(text).strip().lower()
    if cleaned in _TRUE:
        return True
    if cleaned in _FALSE:
        return False
    raise UnreadableValue(text, "yes or no")


def write_decimal(value: Decimal) -> str:
    """The notation that OutSmart takes for every number: a dot, no exponent, no thousands separators."""
    if not value.is_finite():
        raise ValueError(f"{value} is not an amount that can be sent")
    return format(value if value else abs(value), "f")


def same_value(a: object, b: object) -> bool:
    """Whether OutSmart holds one and the same value in both notations: "1,50" and 1.5, null and "", true and "1"."""
    if isinstance(a, list | dict) or isinstance(b, list | dict):
        return a == b
    return _canonical(a) == _canonical(b)


def _canonical(value: object) -> str:
    text = _as_text(value)
    if text.lower() in {"true", "false"}:
        return "1" if text.lower() == "true" else "0"
    if not _PLAIN_NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _EXACT_DIGITS:
        return text
    return write_decimal(Decimal(text.replace(",", ".")).normalize())


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal) and value.is_finite():
        return write_decimal(value)
    return str(value)
