"""Keeps every sentence that tells a planner or bookkeeper why something happened: one catalogue, two languages.

A reason has a code (stable, for filters and tests), a Dutch and an English sentence with named values, the field that
is wrong and the remedy in both languages. Nothing else in the koppeling writes such sentences.
The texts themselves are in `include/mappings/reasons.yaml`, so that wording can be improved without touching code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

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
class Reason:
    """A reason as it applies to one record: the code and the values its sentence quotes."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def field(self) -> str:
        return catalogue()[self.code].field.format_map(self.values)

    @property
    def nl(self) -> str:
        row = catalogue()[self.code]
        return f"{row.nl} {row.remedy_nl}".format_map(self.values).strip()

    @property
    def en(self) -> str:
        row = catalogue()[self.code]
        return f"{row.en} {row.remedy_en}".format_map(self.values).strip()

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reason:
        return reason(str(data["code"]), **{str(k): str(v) for k, v in data["values"].items()})


def reason(code: str, /, **values: object) -> Reason:
    """Make a reason; raises KeyError for an unknown code, ValueError when a value of its sentence is missing."""
    missing = catalogue()[code].values - values.keys()
    if missing:
        raise ValueError(f"Reason {code} needs the values {sorted(missing)}; got {sorted(values)}.")
    return Reason(code, {name: short(str(value)) for name, value in values.items()})


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
