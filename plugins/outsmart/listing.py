"""Names the three lists of master data that the koppeling fills, with the key by which OutSmart finds a row again."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from outsmart.values import shown


class MasterList(Enum):
    """A list of OutSmart with its endpoint, the field that identifies a row, and the fields that may not be empty."""

    RELATIONS = ("relations", "debtor_number", ("name", "debtor_number", "street", "postal_code", "city"))
    MATERIALS = ("materials", "code", ("code", "description", "price", "unit"))
    HOUR_TYPES = ("hourtypes", "code", ("code", "name", "cost_booking", "sale_booking", "sale_price"))

    def __init__(self, endpoint: str, key: str, required: tuple[str, ...]) -> None:
        self.endpoint = endpoint
        self.key = key
        self.required = required

    def missing(self, row: Mapping[str, object]) -> tuple[str, ...]:
        """The required fields that OutSmart would call missing: an empty text counts as missing, a 0 does not."""
        return tuple(field for field in self.required if shown(row.get(field)) == "")
