"""Says which Reeleezee field fills which OutSmart field, so that an administrator and not the code decides it.

The mapping of one list is read by `koppeling.mapping_file`; here are its types and the rules to apply it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from koppeling.imports.sources import ArticleSource, RelationSource
from koppeling.money import to_decimals
from koppeling.text import cut
from outsmart.listing import MasterList
from outsmart.values import shown
from outsmart.wire import UnreadableValue, read_decimal, write_decimal


class Write(StrEnum):
    """`always`: on create, and later when the source is filled and differs; `create_only`: never after that."""

    ALWAYS = "always"
    CREATE_ONLY = "create_only"


@dataclass(frozen=True)
class MappedField:
    """One field of OutSmart. `size` 0 is no limit; `decimals` None is a text; `table` translates the source.

    `zero_allowed` lets an amount become 0 that was something else; without it that is left to a person.
    """

    target: str
    source: str
    write: Write
    default: str = ""
    size: int = 0
    decimals: int | None = None
    table: Mapping[str, str] | None = None
    zero_allowed: bool = False

    def value(self, source: RelationSource | ArticleSource) -> str:
        """The text to store, "" when the source is empty or the table does not know it."""
        raw = getattr(source, self.source) if self.source else ""
        if self.decimals is not None:
            return self._amount(raw)
        text = "" if raw is None else str(raw).strip()
        if self.table is not None:
            text = self.table.get(text, "")
        return cut(text, self.size) if self.size else text

    def stored(self, value: object) -> str:
        """What OutSmart holds, in the form in which it is compared with `value`."""
        text = shown(value)
        if self.decimals is None:
            return text.strip()
        try:
            return _plain(read_decimal(text))
        except UnreadableValue:
            return text

    def becomes_nought(self, wanted: str, stored: str) -> bool:
        """Whether an amount would become 0 that was not 0, of texts as `value` and `stored` give them."""
        return self.decimals is not None and not self.zero_allowed and wanted == "0" != stored

    def _amount(self, raw: object) -> str:
        if not isinstance(raw, Decimal | int):
            return ""
        return _plain(to_decimals(Decimal(raw), self.decimals or 0))


@dataclass(frozen=True)
class FieldMapping:
    """All fields that the koppeling fills in one list of OutSmart; `values` is in the order of `fields`."""

    listing: MasterList
    fields: tuple[MappedField, ...]

    def values(self, source: RelationSource | ArticleSource) -> tuple[str, ...]:
        return tuple(field.value(source) for field in self.fields)

    def stored_values(self, row: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(field.stored(row.get(field.target)) for field in self.fields)

    def new_row(self, values: Sequence[str]) -> dict[str, str]:
        """A row to create: every field with its value, else its default; fields that stay empty are not sent."""
        filled = zip(self.fields, values, strict=True)
        return {field.target: text for field, value in filled if (text := value or field.default)}

    def defaulted(self, values: Sequence[str]) -> tuple[str, ...]:
        """The demanded fields that a new relation can only fill with a default: its address is incomplete."""
        if self.listing is not MasterList.RELATIONS:
            return ()
        pairs = zip(self.fields, values, strict=True)
        required = self.listing.required
        return tuple(f.target for f, value in pairs if f.default and not value and f.target in required)

    def required_defaults(self, row: Mapping[str, object]) -> dict[str, str]:
        """Defaults for required fields that an existing row has empty: without them OutSmart takes no update of it."""
        missing = self.listing.missing(row)
        return {field.target: field.default for field in self.fields if field.target in missing and field.default}

    def owned(self, desired: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
        """Of `values` those that are always ours and that the source fills: what a difference is judged by."""
        places = zip(self.always, desired, values, strict=True)
        return tuple(value for is_always, wanted, value in places if is_always and wanted)

    @cached_property
    def always(self) -> tuple[bool, ...]:
        return tuple(field.write is Write.ALWAYS for field in self.fields)


def _plain(amount: Decimal) -> str:
    """One spelling per amount: no exponent, no needless zeros, no minus before zero."""
    text = write_decimal(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text
