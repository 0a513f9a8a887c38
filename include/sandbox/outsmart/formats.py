"""Reads and writes numbers, dates and times as OutSmart does, with comma and dot side by side."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_DATE = re.compile(r"\d{2}-\d{2}-\d{4}")
_TIME = re.compile(r"\d{2}:\d{2}")
_CENT = Decimal("0.01")


def text_of(value: object) -> str:
    """A JSON value as the string that OutSmart keeps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def number_of(text: str) -> Decimal | None:
    """A number with a comma or a dot; None when it cannot be read, as with thousands separators."""
    stripped = text.strip()
    return Decimal(stripped.replace(",", ".")) if _NUMBER.fullmatch(stripped) else None


def amount_text(number: Decimal, decimals: int = 2) -> str:
    """At least two decimals, at most so many, rounded half up."""
    rounded = number.quantize(Decimal(1).scaleb(-max(decimals, 2)), ROUND_HALF_UP)
    return format(rounded.quantize(_CENT) if rounded == rounded.quantize(_CENT) else rounded.normalize(), "f")


def in_notation(text: str, notation: str) -> str:
    """The same number with the wished decimal sign; what is no plain number stays as it is."""
    if notation == "as_stored" or not _NUMBER.fullmatch(text):
        return text
    return text.replace(".", ",") if notation == "comma" else text.replace(",", ".")


def is_date(text: str, form: str = "%d-%m-%Y") -> bool:
    """Whether the text is a date that exists, zero padded."""
    if form == "%d-%m-%Y" and not _DATE.fullmatch(text):
        return False
    try:
        # only the calendar is asked, so no zone plays a part
        datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Whether the text is a time of day, zero padded."""
    return bool(_TIME.fullmatch(text)) and int(text[:2]) < 24 and int(text[3:]) < 60


def cut(text: str, size: int) -> str:
    """The text as far as it fits: characters for a varchar, bytes for a text column."""
    if size < 65_535:
        return text[:size]
    return text.encode()[:size].decode(errors="ignore")
