"""Cuts an OData expression into words, so that the grammar need not think about quotes and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias

from sandbox.reeleezee.model import Kind
from sandbox.reeleezee.refused import RefusedError

LiteralValue: TypeAlias = str | int | Decimal | bool | datetime | None

_WORDS = re.compile(
    r"""\s*(?:
      (?P<enum>[A-Za-z_][\w.]*'[^']*')
    | (?P<text>'(?:[^']|'')*')
    | (?P<guid>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})
    | (?P<date>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))
    | (?P<number>-?\d+(?:\.\d+)?)(?![\w-])
    | (?P<name>@?[A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)
    | (?P<mark>[(),])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Word:
    """One word of the expression: a name, a mark, or a literal with its value."""

    text: str
    place: int
    kind: Kind | None = None
    value: LiteralValue = None
    is_literal: bool = False
    enum: str = ""


def syntax_error(place: int, expression: str) -> RefusedError:
    """The expression cannot be read."""
    return RefusedError(
        400, f"The query specified in the URI is not valid. Syntax error at position {place} in '{expression}'."
    )


def words_of(expression: str) -> list[Word]:
    """All words in order; whatever cannot be read is a 400."""
    found: list[Word] = []
    place = 0
    trimmed = expression.rstrip()
    while place < len(trimmed):
        match = _WORDS.match(trimmed, place)
        if match is None or match.lastgroup is None:
            raise syntax_error(place, expression)
        found.append(_word(match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup)))
        place = match.end()
    return found


def _word(group: str, text: str, place: int) -> Word:
    if group == "name":
        return _keyword(text, place)
    if group == "mark":
        return Word(text, place)
    if group == "enum":
        type_name, _, quoted = text.partition("'")
        return Word(text, place, Kind.ENUM, quoted.rstrip("'"), is_literal=True, enum=type_name)
    kind, value = _literal(group, text)
    return Word(text, place, kind, value, is_literal=True)


def _literal(group: str, text: str) -> tuple[Kind, LiteralValue]:
    if group == "text":
        return Kind.TEXT, text[1:-1].replace("''", "'")
    if group == "guid":
        return Kind.GUID, text.lower()
    if group == "date":
        # stored dates have no zone; both sides are compared as if in UTC
        return Kind.DATE, datetime.fromisoformat(text).astimezone(UTC)
    if "." in text:
        return Kind.NUMBER, Decimal(text)
    return Kind.WHOLE, int(text)


def _keyword(text: str, place: int) -> Word:
    if text in {"true", "false"}:
        return Word(text, place, Kind.TRUTH, text == "true", is_literal=True)
    if text == "null":
        return Word(text, place, None, None, is_literal=True)
    return Word(text, place)
