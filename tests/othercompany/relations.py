"""Invents OutSmart's list of relations before the first import, as people made, copied and retyped it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from tests.othercompany.parties import ELSEWHERE, Customer, Place
from tests.othercompany.waiting import allowed

_COPIED, _RENUMBERED = 800_000, 900_000


@dataclass(frozen=True)
class Relation:
    """A row of the list: its number, whom it names, and whose id of Reeleezee it bears, if any."""

    debtor: str
    name: str
    place: Place
    has_id: bool = True
    has_archived_id: bool = False


@dataclass(frozen=True)
class Known:
    """A customer with the relations that people made of him, and how; his orders come under the first of them."""

    customer: Customer
    kind: str
    rows: tuple[Relation, ...] = ()

    @property
    def debtor(self) -> str:
        return self.rows[0].debtor if self.rows else str(self.customer.number)

    @property
    def copy(self) -> Relation | None:
        """The row that was made by copying his, with his id."""
        return self.rows[1] if len(self.rows) > 1 else None

    def is_named_in(self, imported: bool) -> bool:
        """Whether the list says who he is, once the import (if there is one) has had its turn."""
        return self.kind not in (_STRANGE if imported else _STRANGE | {"absent", "typed over"})


_STRANGE = frozenset({"typed over without id"})
KINDS = ("linked", "unlinked", "typed over", "typed over without id", "copied", "copied as he is")
UNDER_OTHER_NUMBERS = ("renumbered", "nobody's")
"""None of the two rows has his own number; one of them names him, or both do."""


def rows_of(customer: Customer, kind: str) -> tuple[Relation, ...]:
    number = customer.number
    his = Relation(str(number), customer.full_name, customer.place)
    moved = replace(his, debtor=str(_RENUMBERED + number))
    other = replace(his, name=f"Drukkerij {number}", place=replace(ELSEWHERE[3], number=str(number)))
    copy = replace(other, debtor=str(_COPIED + number))
    exact_copy = replace(his, debtor=copy.debtor)
    rows = {
        "linked": (his,),
        "unlinked": (replace(his, has_id=False),),
        "archived id": (replace(his, has_archived_id=True),),
        "typed over": (other,),
        "typed over without id": (replace(other, has_id=False),),
        "copied": (his, copy),
        "copied as he is": (his, exact_copy),
        "renumbered": (moved, copy),
        "nobody's": (moved, exact_copy),
    }
    return rows.get(kind, ())


@st.composite
def known(draw: st.DrawFn, customers: tuple[Customer, ...]) -> tuple[Known, ...]:
    """Every customer with his rows; most have what an import makes of them, or nothing yet."""
    found = []
    for customer in customers:
        kinds = ["absent", "linked"] * 4 + [*KINDS, *UNDER_OTHER_NUMBERS]
        if customer.is_archived:
            # it was a relation before the bookkeeper put it away
            kinds = ["linked"]
        elif customer.has_archived_double:
            kinds = ["absent", "linked", "unlinked", "archived id", "archived id"]
        kind = draw(st.sampled_from(allowed(kinds)))
        found.append(Known(customer, kind, rows_of(customer, kind)))
    return tuple(found)
