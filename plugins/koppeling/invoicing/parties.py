"""Finds whom the invoice of a work order goes to: a customer that Reeleezee has, or one that is to be made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from koppeling.countries import HOME, country_code, is_understood
from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.recognising import is_plain_number, recognise
from koppeling.invoicing.refused import refuse
from koppeling.keys import debtor_key
from koppeling.reasons import Reason
from outsmart.records import Party, WorkOrder
from reeleezee.records import Customer

_PERSON = {"name": "name", "email": "email", "phone": "phone_number"}
_ADDRESS = {
    "street": "street",
    "house_number": "house_number",
    "postal_code": "postal_code",
    "city": "city",
    "country": "country",
}


@dataclass(frozen=True)
class NewCustomer:
    """A debtor that becomes a customer in Reeleezee; `number` is None where the debtor number is no number."""

    id: str
    address_id: str
    debtor_number: str
    number: int | None
    party: Party


@dataclass(frozen=True)
class Debtor:
    """Whom the invoice goes to: a known customer, or one to be made (then `customer` is None).

    Both stand here when a crash left a customer of ours without its address.
    """

    party: Party
    id: str
    name: str
    customer: Customer | None = None
    new: NewCustomer | None = None
    is_ours: bool = False
    warnings: tuple[Reason, ...] = ()
    is_chosen_by_name: bool = False

    @property
    def due_days(self) -> int | None:
        return self.customer.due_days if self.customer else None

    @property
    def country(self) -> str:
        """The country to name in a warning, as ISO alpha-2; empty for the Netherlands and for an unknown one."""
        code = country_code(self._country_in_reeleezee or self.party.country)
        return "" if code == HOME else code

    @property
    def unclear_country(self) -> str:
        """What stands as country and nobody understands, as it was typed; empty where there is no doubt.

        A customer of ours was made without it; what Reeleezee then fills in by itself proves nothing.
        """
        there, typed = self._country_in_reeleezee, self.party.country
        counts = typed if not there or (self.is_ours and country_code(there) == HOME) else there
        return "" if is_understood(counts) else counts.strip()

    @property
    def _country_in_reeleezee(self) -> str:
        address = self.customer.address if self.customer else None
        return address.country.id.upper() if address and address.country else ""


def debtor_of(order: WorkOrder) -> Party:
    """The party that gets the invoice: the invoice debtor, else the debtor of the work."""
    return order.invoice_customer if order.invoice_customer.debtor_number.strip() else order.customer


def find_debtor(
    order: WorkOrder, catalogue: Catalogue, identity: Identity, *, may_create: bool, collective: Collection[str] = ()
) -> Debtor:
    """Recognise the debtor, or plan a new customer; raises `Refused` for an unknown, archived or doubtful one.

    `collective`: the debtor numbers under which any name and address is right, as `debtor_key` writes them.
    """
    party = debtor_of(order)
    number = party.debtor_number.strip()
    if not number:
        raise refuse("relation_missing")
    found = recognise(party, catalogue, identity, is_collective=debtor_key(number) in collective)
    customer = found.customer
    if customer is not None:
        if customer.is_archived:
            raise refuse("customer_archived", debtor_number=number, name=customer.name)
        is_ours = customer.id == identity.customer(number)
        unfinished = customer.id == identity.customer(number) and not customer.addresses and may_create
        new = _new(party, number, catalogue, identity).new if unfinished else None
        told = _filled(party, number, catalogue) if is_ours else party
        return Debtor(told, customer.id, customer.name, customer, new, is_ours, found.warnings, found.is_chosen_by_name)
    if not may_create:
        raise refuse("relation_unknown", debtor_number=number, name=party.name)
    return _new(party, number, catalogue, identity)


def _new(party: Party, number: str, catalogue: Catalogue, identity: Identity) -> Debtor:
    filled = _filled(party, number, catalogue)
    if not filled.name.strip():
        raise refuse("relation_without_name", debtor_number=number)
    new = NewCustomer(
        id=identity.customer(number),
        address_id=identity.customer_address(number),
        debtor_number=number,
        number=int(number) if is_plain_number(number) else None,
        party=filled,
    )
    return Debtor(filled, new.id, filled.name, new=new, is_ours=True)


def _filled(party: Party, number: str, catalogue: Catalogue) -> Party:
    relation = catalogue.relations.get(number, {})
    return _filled_from(party, {k: str(v) for k, v in relation.items() if v is not None})


def _filled_from(party: Party, relation: dict[str, str]) -> Party:
    """What the work order leaves open is taken from OutSmart's relation of that number; never half an address."""
    columns = {**_PERSON, **(_ADDRESS if _is_at_the_relation(party, relation) else {})}
    gaps = {ours: relation.get(theirs, "") for ours, theirs in columns.items() if _is_open(getattr(party, ours))}
    return party.model_copy(update=gaps)


def _is_at_the_relation(party: Party, relation: dict[str, str]) -> bool:
    """Whether the work order's address is the relation's, as far as it goes: what it tells, it tells alike."""
    pairs = ((getattr(party, name), relation.get(name, "")) for name in ("street", "postal_code", "city"))
    return all(_is_open(told) or _same(told, known) for told, known in pairs)


def _is_open(text: str) -> bool:
    """`-` is what OutSmart holds where it demands a text and nobody had one."""
    return text.strip() in {"", "-"}


def _same(one: str, other: str) -> bool:
    return "".join(one.lower().split()) == "".join(other.lower().split())
