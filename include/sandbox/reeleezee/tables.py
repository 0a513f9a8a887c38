"""Finds standard records by id, the same ones for every administration."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from sandbox.reeleezee import lookups

Row: TypeAlias = dict[str, Any]

_COUNTRY_CODE = re.compile(r"[A-Z]{2}")


def _by_id(rows: list[Row]) -> dict[Any, Row]:
    return {row["id"]: row for row in rows}


STANDARD: dict[str, dict[Any, Row]] = {
    "TaxRate": _by_id(lookups.TAX_RATES),
    "UnitOfMeasurement": _by_id(lookups.UNITS),
    "Ledger": _by_id(lookups.LEDGERS),
    "DocumentCategory": _by_id(lookups.DOCUMENT_CATEGORIES),
    "DocumentCategoryAccount": _by_id(lookups.DOCUMENT_CATEGORY_ACCOUNTS),
    "EntityType": _by_id(lookups.ENTITY_TYPES),
    "CustomerStatus": _by_id(lookups.CUSTOMER_STATUSES),
    "CustomerType": {},
    "Country": _by_id(lookups.COUNTRIES),
    "DocumentStatus": _by_id(lookups.DOCUMENT_STATUSES),
    "ActionKind": _by_id(lookups.ACTION_KINDS),
    "ProductKind": _by_id(lookups.PRODUCT_KINDS),
}

ENUM_NAMES: dict[str, dict[str, int]] = {
    target: {row["Name"]: row["id"] for row in STANDARD[target].values()}
    for target in ("DocumentStatus", "ActionKind", "ProductKind")
}

_UNITS_IN_ENGLISH = {
    key: row | {"Description": row["DescriptionEN"]} for key, row in STANDARD["UnitOfMeasurement"].items()
}


def table(target: str, language: str) -> dict[Any, Row]:
    """The standard records of one model, in the caller's language where they differ."""
    if target == "UnitOfMeasurement" and language.lower().startswith("en"):
        return _UNITS_IN_ENGLISH
    return STANDARD[target]


def country(code: str) -> Row | None:
    """A country by its ISO code; the sandbox takes any two capitals and names the ones nearby."""
    known = STANDARD["Country"].get(code)
    if known is not None or not _COUNTRY_CODE.fullmatch(code):
        return known
    return {"id": code, "Name": code}
