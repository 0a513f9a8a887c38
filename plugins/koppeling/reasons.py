"""Keeps every sentence that tells a planner or bookkeeper why something happened: one catalogue, two languages.

A reason has a code (stable, for filters and tests), a Dutch and an English sentence with named values, the field that
is wrong and the remedy in both languages. Nothing else in the koppeling writes such sentences.
The texts themselves are in `include/mappings/reasons.yaml`, so that wording can be improved without touching code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

# a sentence within a sentence: its own values were cut already
_LONGEST_SENTENCE = 500
CATALOGUE = Path(__file__).resolve().parents[2] / "include" / "mappings" / "reasons.yaml"


@dataclass(frozen=True)
class ReasonText:
    """One row of the catalogue; all texts may quote the values named in `values`."""

    code: str
    kind: str
    field: str
    nl: str
    en: str
    remedy_nl: str
    remedy_en: str

    @property
    def values(self) -> frozenset[str]:
        texts = (self.field, self.nl, self.en, self.remedy_nl, self.remedy_en)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


@dataclass(frozen=True)
class Both:
    """A quoted value that each language writes in its own way."""

    nl: str
    en: str

    def __str__(self) -> str:
        return f"{self.nl} / {self.en}"


@dataclass(frozen=True)
class Reason:
    """A reason as it applies to one record: the code and the values its sentence quotes."""

    code: str
    values: Mapping[str, str | Both] = field(default_factory=dict)

    @property
    def field(self) -> str:
        return catalogue()[self.code].field.format_map(self.quoted("nl"))

    @property
    def nl(self) -> str:
        row = catalogue()[self.code]
        return _sentences(row.nl, row.remedy_nl, self.quoted("nl"))

    @property
    def en(self) -> str:
        row = catalogue()[self.code]
        return _sentences(row.en, row.remedy_en, self.quoted("en"))

    def quoted(self, language: str) -> dict[str, str]:
        """The values as the sentence in that language, nl or en, writes them."""
        texts = self.values.items()
        return {name: text if isinstance(text, str) else getattr(text, language) for name, text in texts}

    def values_as_json(self) -> dict[str, Any]:
        return {name: text if isinstance(text, str) else asdict(text) for name, text in self.values.items()}

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": self.values_as_json()}

    @classmethod
    def recalled(cls, code: str, values: Mapping[str, Any]) -> Reason:
        """From what `values_as_json` gave, perhaps long ago; values that the sentence quotes by now are empty."""
        texts = values.items()
        told = {name: Both(**text) if isinstance(text, Mapping) else str(text) for name, text in texts}
        newer = catalogue()[code].values - told.keys() if code in catalogue() else ()
        return cls(code, {**dict.fromkeys(newer, ""), **told})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reason:
        """From `as_json`; raises as `reason` does."""
        return reason(str(data["code"]), **cls.recalled("", data["values"]).values)


def reason(code: str, /, **values: object) -> Reason:
    """Make a reason; raises KeyError for an unknown code, ValueError when a value of its sentence is missing.

    Amounts and days are given as such, so that Dutch writes "12,50" and "24-12-2026"; another reason is quoted in each
    language.
    """
    missing = catalogue()[code].values - values.keys()
    if missing:
        raise ValueError(f"Reason {code} needs the values {sorted(missing)}; got {sorted(values)}.")
    return Reason(code, {name: _quoted(value) for name, value in values.items()})


def amount(value: Decimal) -> Both:
    """A number with as many decimals as it was given."""
    return Both(f"{value:f}".replace(".", ","), f"{value:f}")


def _sentences(told: str, remedy: str, values: Mapping[str, str]) -> str:
    """What happened and what to do; a value at the end of either may be empty."""
    texts = (text.format_map(values).strip() for text in (told, remedy))
    return " ".join(text for text in texts if text)


def _quoted(value: object) -> str | Both:
    match value:
        case date():
            return Both(f"{value:%d-%m-%Y}", f"{value:%Y-%m-%d}")
        case Decimal():
            return amount(value)
        case Both():
            return Both(short(value.nl), short(value.en))
        case Reason():
            return Both(short(value.nl, _LONGEST_SENTENCE), short(value.en, _LONGEST_SENTENCE))
        case _:
            return short(str(value))


@cache
def catalogue() -> Mapping[str, ReasonText]:
    rows = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {code: ReasonText(code=code, **row) for code, row in rows.items()}


def short(text: str, longest: int = 200) -> str:
    """A quoted value must not drown the sentence: 70,000 characters of a work order text are cut.

    What cannot be printed is left out: PostgreSQL keeps neither a NUL nor half an emoji in JSON.
    """
    text = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
