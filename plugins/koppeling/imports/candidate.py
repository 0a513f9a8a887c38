"""Holds what an import must remember of one Reeleezee record: compact, since there may be a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass

from koppeling.agreement import NOBODY, PartyFacts
from koppeling.reasons import Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party or article of Reeleezee on its way to OutSmart.

    `key` is the number or code it should have there, "" when it has none; `values` are the mapped texts in the order of
    the mapping's fields; `facts` tell who a party is; `refusal` keeps it out of OutSmart, `remark` is told when it is
    written.
    """

    id: str
    key: str
    name: str
    values: tuple[str, ...]
    facts: PartyFacts = NOBODY
    is_archived: bool = False
    refusal: Reason | None = None
    remark: Reason | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of OutSmart as far as recognising needs it; `computed_id` is what the export would make of its key."""

    key: str
    name: str
    external_id: str = ""
    computed_id: str = ""
    facts: PartyFacts = NOBODY
