"""Recognises the customer that a debtor is, and says what made it doubtful.

Order: OutSmart's external id, then the id that the koppeling computes, then the debtor number; each counts only when
name or address agree. Neither an id nor a number alone sends an invoice to somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from koppeling.agreement import Agreement, PartyFacts, compared, same_party
from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.refused import Refused, refuse, refuse_unreadable
from koppeling.keys import debtor_key, normal_key
from koppeling.reasons import Reason, reason
from outsmart.records import Party, Row
from reeleezee.records import Address, Customer

_RELATION = ("name", "street", "house_number", "postal_code", "city", "country")


@dataclass(frozen=True)
class Recognised:
    """The customer, or None when nobody bears this id or number; `warnings` tell what a person should look at.

    `is_chosen_by_name`: several bear the number, and what the work order tells of the debtor chose this one.
    """

    customer: Customer | None = None
    warnings: tuple[Reason, ...] = ()
    is_chosen_by_name: bool = False


@dataclass(frozen=True)
class _Debtor:
    """What OutSmart tells of the debtor: as the work order has it, and as its relation has it."""

    number: str
    order: PartyFacts
    relation: PartyFacts

    def with_order(self, customer: Customer) -> Agreement:
        return _with(self.order, customer)

    def with_relation(self, customer: Customer) -> Agreement:
        return _with(self.relation, customer)

    def agrees(self, customer: Customer) -> bool:
        return Agreement.AGREES in {self.with_order(customer), self.with_relation(customer)}

    @property
    def name(self) -> str:
        return self.order.name.strip() or self.relation.name.strip()


def recognise(party: Party, catalogue: Catalogue, identity: Identity, *, is_collective: bool) -> Recognised:
    """Who the debtor is; raises `Refused` where id or number name somebody whom nothing else confirms.

    Under a collective number any name and address is right.
    """
    number = party.debtor_number.strip()
    relation = catalogue.relations.get(number, {})
    debtor = _Debtor(number, facts_of(party), facts_of_relation(relation))
    customer = _by_id(debtor, relation, catalogue, identity)
    if customer is not None:
        return _judged(customer, debtor, catalogue, is_collective=is_collective)
    refuse_unreadable(catalogue.unreadable_customers, number)
    found = _by_number(debtor, _bearers(number, catalogue), is_collective=is_collective)
    return found if found.customer else _by_spelling(debtor, catalogue, is_collective=is_collective)


def is_plain_number(number: str) -> bool:
    """Whether a debtor number can be a Reeleezee number at all: ASCII digits, no leading zero, within 32 bits."""
    return re.fullmatch(r"[1-9][0-9]{0,9}", number) is not None and int(number) < 2**31


def number_meant(number: str) -> int | None:
    """The Reeleezee number that a debtor number stands for, also as 00042 or in other digits; None when it is none."""
    key = normal_key(number).lstrip("0")
    digits = str(int(key)) if key.isdecimal() and len(key) <= 10 else ""
    return int(digits) if is_plain_number(digits) else None


def facts_of(party: Party) -> PartyFacts:
    """What a work order tells of who the party is."""
    return PartyFacts(party.name, party.street, party.house_number, party.postal_code, party.city, party.country)


def facts_of_relation(row: Row | Mapping[str, object]) -> PartyFacts:
    """What a row of OutSmart's relations tells of who the party is."""
    return PartyFacts(*(str(row.get(name) or "") for name in _RELATION))


def facts_of_customer(customer: Customer) -> tuple[PartyFacts, ...]:
    """What Reeleezee tells of who the customer is: once for each address, and at least once."""
    return tuple(_at(customer.name, address) for address in customer.addresses or (Address(),))


def _at(name: str, address: Address) -> PartyFacts:
    """12 with extension 1 is 12-1, not 121."""
    extension = address.number_extension.strip(" -/")
    number = f"{address.number}-{extension}" if extension else address.number
    country = address.country.id if address.country else ""
    return PartyFacts(name, address.street, number, address.postcode, address.city, country)


def _with(facts: PartyFacts, customer: Customer) -> Agreement:
    found = {compared(facts, there) for there in facts_of_customer(customer)}
    return next((a for a in (Agreement.AGREES, Agreement.DIFFERS) if a in found), Agreement.NOTHING)


# --- by id ------------------------------------------------------------------------------------------------------------


def _by_id(debtor: _Debtor, relation: Row, catalogue: Catalogue, identity: Identity) -> Customer | None:
    external_id = str(relation.get("external_id") or "").strip().lower()
    relation_number = str(relation.get("debtor_number") or debtor.number)
    for known_id in (external_id, identity.customer(debtor.number), identity.customer(relation_number)):
        refuse_unreadable(catalogue.unreadable_customers, known_id)
        customer = catalogue.customers_by_id.get(known_id)
        if customer and (known_id != external_id or _keeps_the_id(debtor.number, customer, catalogue)):
            return customer
    short_id = debtor.number[2:].lower() if debtor.number.startswith("R-") else ""
    unnumbered = (c for c in catalogue.customers if c.number is None and c.id.startswith(short_id))
    return next(unnumbered, None) if len(short_id) == 8 else None


def _keeps_the_id(number: str, customer: Customer, catalogue: Catalogue) -> bool:
    """Whether the relation is the customer's, and no copy that was made in OutSmart with the id of the original.

    Raises `Refused` where neither number nor name and address tell the original from its copy.
    """
    holders = catalogue.relations_by_external_id.get(customer.id, ())
    if len(holders) < 2:
        return True
    numbers = {str(row.get("debtor_number") or "").strip(): row for row in holders}
    own = _under_its_own_number(customer, numbers)
    agreeing = [n for n, row in numbers.items() if _with(facts_of_relation(row), customer) is Agreement.AGREES]
    originals = sorted(own) or agreeing
    if len(originals) != 1:
        told = ", ".join(sorted(numbers))
        raise refuse("relation_id_shared", debtor_number=number, numbers=told, reeleezee_name=customer.name)
    return debtor_key(number) == debtor_key(originals[0])


def _under_its_own_number(customer: Customer, numbers: Iterable[str]) -> list[str]:
    """Those of the numbers that are the customer's: as it is spelled, failing that in other spellings."""
    names = (str(customer.number), f"R-{customer.id[:8]}")
    exact = [number for number in numbers if number in names]
    return exact or [number for number in numbers if debtor_key(number) in map(debtor_key, names)]


def _judged(
    customer: Customer, debtor: _Debtor, catalogue: Catalogue, *, is_collective: bool, former: Customer | None = None
) -> Recognised:
    """An id counts as far as it is confirmed: by the customer itself, or by the relation that bears the id.

    `former` is the archived customer that the id names, in whose place this one is taken.
    """
    if customer.is_archived and (other := _in_use(customer, debtor, catalogue, is_collective=is_collective)):
        found = _judged(other, debtor, catalogue, is_collective=is_collective, former=customer)
        return Recognised(other, (_archived_left(debtor.number, customer, other), *found.warnings))
    agreement = debtor.with_order(customer)
    if agreement is Agreement.NOTHING:
        agreement = debtor.with_relation(customer)
        is_the_relations = True
    else:
        is_the_relations = same_party(debtor.order, debtor.relation)
    if is_collective or agreement is not Agreement.DIFFERS:
        return Recognised(customer)
    others = [c for c in _meant(debtor.number, catalogue) if c not in (customer, former)]
    if others or not is_the_relations:
        raise _conflict(debtor, (customer, *others))
    return Recognised(customer, (_named_otherwise(debtor, customer),))


def _in_use(archived: Customer, debtor: _Debtor, catalogue: Catalogue, *, is_collective: bool) -> Customer | None:
    """The customer in use that bears the archived one's number, when it alone agrees."""
    numbers = {archived.number, number_meant(debtor.number)} - {None}
    bearers = (c for n in numbers if n is not None for c in catalogue.customers_by_number.get(n, ()))
    agreeing = [c for c in bearers if not c.is_archived and (is_collective or debtor.agrees(c))]
    return agreeing[0] if len(agreeing) == 1 else None


# --- by number --------------------------------------------------------------------------------------------------------


def _bearers(number: str, catalogue: Catalogue) -> tuple[Customer, ...]:
    return catalogue.customers_by_number.get(int(number), ()) if is_plain_number(number) else ()


def _meant(number: str, catalogue: Catalogue) -> tuple[Customer, ...]:
    """Who bears the number that is meant, in whatever spelling."""
    meant = number_meant(number)
    return () if meant is None else catalogue.customers_by_number.get(meant, ())


def _by_number(debtor: _Debtor, bearers: tuple[Customer, ...], *, is_collective: bool) -> Recognised:
    candidates = list(bearers) if is_collective else [c for c in bearers if debtor.agrees(c)]
    in_use = [c for c in candidates if not c.is_archived] or candidates
    of_the_order = [c for c in in_use if debtor.with_order(c) is Agreement.AGREES]
    chosen = of_the_order if len(of_the_order) == 1 else in_use
    if bearers and len(chosen) != 1:
        raise _conflict(debtor, bearers)
    if not chosen:
        return Recognised()
    remarks = tuple(_remarks(debtor, chosen[0], bearers, is_collective=is_collective))
    return Recognised(chosen[0], remarks, is_chosen_by_name=len(bearers) > 1)


def _remarks(
    debtor: _Debtor, chosen: Customer, bearers: Iterable[Customer], *, is_collective: bool
) -> Iterator[Reason]:
    left = [c for c in bearers if c.is_archived and not chosen.is_archived and debtor.agrees(c)]
    if left:
        yield _archived_left(debtor.number, left[0], chosen)
    if debtor.with_order(chosen) is Agreement.DIFFERS and not is_collective:
        yield _named_otherwise(debtor, chosen)


def _by_spelling(debtor: _Debtor, catalogue: Catalogue, *, is_collective: bool) -> Recognised:
    """A number that was spelled in another way than Reeleezee can hold: that customer, when it alone agrees."""
    meant = number_meant(debtor.number)
    if meant is None or str(meant) == debtor.number:
        return Recognised()
    refuse_unreadable(catalogue.unreadable_customers, str(meant))
    bearers = _meant(debtor.number, catalogue)
    candidates = [c for c in bearers if is_collective or debtor.agrees(c)]
    in_use = [c for c in candidates if not c.is_archived] or candidates
    if len(in_use) != 1:
        return Recognised()
    told = reason("number_spelled_otherwise", debtor_number=debtor.number, number=meant, name=in_use[0].name)
    return Recognised(in_use[0], (told, *_remarks(debtor, in_use[0], bearers, is_collective=is_collective)))


def _archived_left(number: str, archived: Customer, chosen: Customer) -> Reason:
    return reason("customer_in_use_taken", debtor_number=number, archived=archived.name, name=chosen.name)


def _named_otherwise(debtor: _Debtor, customer: Customer) -> Reason:
    return reason(
        "customer_named_otherwise",
        debtor_number=debtor.number,
        outsmart_name=debtor.name,
        reeleezee_name=customer.name,
    )


def _conflict(debtor: _Debtor, customers: Iterable[Customer]) -> Refused:
    names = ", ".join(sorted(c.name for c in customers))
    return refuse(
        "number_conflict", debtor_number=debtor.number, outsmart_name=debtor.name or "-", reeleezee_name=names
    )
