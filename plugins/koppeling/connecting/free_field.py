"""Checks that free field 5 of materials is active, since the materials import finds its materials by it."""

from __future__ import annotations

from collections.abc import Iterable

from koppeling.check import Check
from koppeling.identity import is_guid
from outsmart.hook import OutSmartHook
from outsmart.listing import MasterList
from outsmart.records import FreeField, Row

STEPS_NL = (
    "Open in OutSmart een materiaal, voeg vrije velden toe tot en met nummer 5 en geef veld 5 een naam, "
    "bijvoorbeeld 'Extern id Reeleezee'. Wijzig de waarde daarna niet met de hand."
)
STEPS_EN = (
    "Open a material in OutSmart, add free fields up to number 5 and name field 5, for instance 'External id "
    "Reeleezee'. Do not change the value by hand afterwards."
)


def check_free_field_5(outsmart: OutSmartHook) -> Check:
    """Active when it is defined for materials, or when a material already carries an id in it."""
    defined = any(_is_material_5(field) for field in outsmart.free_fields())
    if defined or _is_used(outsmart.rows(MasterList.MATERIALS)):
        return Check(
            "free_field_5", True, "Vrij veld 5 van materialen is actief.", "Free field 5 of materials is active."
        )
    return Check(
        "free_field_5",
        None,
        f"Vrij veld 5 van materialen is niet gevonden. {STEPS_NL} De eerste import van materialen toetst het met een "
        "enkel materiaal en stopt als de waarde niet bewaard blijft.",
        f"Free field 5 of materials was not found. {STEPS_EN} The first import of materials tries it with one material "
        "and stops when the value is not kept.",
    )


def _is_material_5(field: FreeField) -> bool:
    return field.entity.upper() == "MATERIAL" and field.order.strip() == "5"


def _is_used(rows: Iterable[Row]) -> bool:
    return any(is_guid(str(row.get("freefield5") or "")) for row in rows)
