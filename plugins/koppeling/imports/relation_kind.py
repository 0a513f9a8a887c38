"""Says which kinds of relation can be chosen for the import, and which parties of Reeleezee each of them means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reeleezee.records import Customer, LegalForm

CUSTOMERS, VENDORS, ALL = "customers", "vendors", "all"


class RelationKindError(ValueError):
    """The setting `relation_kind` names no kind of relation; the text lists those that there are."""

    def __init__(self, kind: str, kinds: Sequence[str]) -> None:
        super().__init__(
            f"relation_kind '{kind}' bestaat niet; kies uit {', '.join(kinds)}, of laat het leeg voor {CUSTOMERS}. / "
            f"relation_kind '{kind}' does not exist; choose from {', '.join(kinds)}, or leave it empty for {CUSTOMERS}."
        )
        self.kind = kind
        self.kinds = tuple(kinds)


@dataclass(frozen=True)
class RelationKind:
    """The lists to read, and the legal form (in small letters) that a customer must have, "" for any."""

    customers: bool
    vendors: bool
    legal_form: str = ""

    def takes(self, party: Customer) -> bool:
        return not self.legal_form or (party.legal_form is not None and _same(party.legal_form.name) == self.legal_form)


def relation_kinds(legal_forms: Sequence[LegalForm]) -> list[str]:
    """All kinds in the order of the list; the first is taken when none is chosen."""
    names = dict.fromkeys(form.name for form in legal_forms if form.name)
    return [CUSTOMERS, VENDORS, ALL, *(f"{CUSTOMERS}/{name}" for name in names)]


def relation_kind(kind: str, legal_forms: Callable[[], Sequence[LegalForm]]) -> RelationKind:
    """Read the setting; the legal forms are only asked for when it is none of the three plain kinds."""
    plain = {
        "": RelationKind(customers=True, vendors=False),
        CUSTOMERS: RelationKind(customers=True, vendors=False),
        VENDORS: RelationKind(customers=False, vendors=True),
        ALL: RelationKind(customers=True, vendors=True),
    }
    chosen = _same(kind)
    if chosen in plain:
        return plain[chosen]
    kinds = relation_kinds(legal_forms())
    if chosen not in {_same(known) for known in kinds}:
        raise RelationKindError(kind, kinds)
    return RelationKind(customers=True, vendors=False, legal_form=chosen.partition("/")[2])


def _same(text: str) -> str:
    return text.strip().casefold()
