"""Invents payers whose debtor number Reeleezee does not have: new ones, copies of a relation, and known ones again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.othercompany.parties import ELSEWHERE, Customer, Named
from tests.othercompany.relations import Relation

UNKNOWN = frozenset({"relation_unknown"})
THERE_ALREADY = frozenset({"customer_under_other_number"})
UNDECIDED = frozenset({"relation_id_shared"})
_NAMESAKE, _SAME_ADDRESS, _DOUBLE = 710_000, 720_000, 730_000


@dataclass(frozen=True)
class Newcomers:
    """`may_create`: the setting that lets new relations be made in Reeleezee."""

    may_create: bool

    def called(self, kind: str, customer: Customer) -> Named:
        number, name, place = customer.number, customer.full_name, customer.place
        match kind:
            case "namesake":
                # a branch elsewhere, or somebody who has the same name
                return self._made(Named(str(_NAMESAKE + number), name, ELSEWHERE[1], is_namesake=True))
            case "same address":
                return self._made(Named(str(_SAME_ADDRESS + number), f"Onderhuurder {number}", place))
            case "double" if not customer.is_archived:
                return self._there_already(Named(str(_DOUBLE + number), name, place))
        return self._made(Named("70001", "Nieuw Op De Hoek", ELSEWHERE[0]))

    def by_copy(self, copy: Relation, kind: str) -> Named:
        """An order of a relation that was copied in OutSmart: read as if it had no id."""
        named = Named(copy.debtor, copy.name, copy.place)
        match kind:
            case "nobody's":
                return replace(named, refusals=UNDECIDED)
            case "copied as he is":
                return self._there_already(named)
        return self._made(named)

    def _made(self, named: Named) -> Named:
        return named if self.may_create else replace(named, refusals=UNKNOWN)

    def _there_already(self, named: Named) -> Named:
        return replace(named, refusals=THERE_ALREADY if self.may_create else UNKNOWN)
