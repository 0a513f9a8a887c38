"""Looks for the customer that a new debtor may already be, before the koppeling makes a second one.

The whole list of customers is read for it, once a run, and only when a customer is about to be made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from koppeling.agreement import PartyFacts, same_address, same_address_text
from koppeling.export.article_lookup import FEW
from koppeling.export.context import Export
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.parties import NewCustomer
from koppeling.invoicing.recognising import facts_of, facts_of_customer
from koppeling.party_names import is_placeholder, normal_name, same_name
from koppeling.reasons import Both, Reason, reason
from outsmart.records import Row, WorkOrder
from reeleezee.records import Customer

Decided = tuple[WorkOrder, Draft | Reason]

# Names that may agree begin alike, also when one of them was cut.
_BEGINNING = 12


@dataclass
class _Known:
    """Who may be meant: customers of Reeleezee by the beginning of their name and by their registration number."""

    by_name: defaultdict[str, list[Customer]] = field(default_factory=lambda: defaultdict(list))
    by_registration: defaultdict[str, list[Customer]] = field(default_factory=lambda: defaultdict(list))
    made: list[NewCustomer] = field(default_factory=list)


def without_lookalikes(export: Export, decided: Sequence[Decided], relations: Mapping[str, Row]) -> list[Decided]:
    """The same decisions, but no new customer who has name and address of one that exists under another number."""
    new = [made.debtor.new for _, made in decided if isinstance(made, Draft) and _is_to_be_made(made)]
    if not new:
        return list(decided)
    known = _read(export, [one for one in new if one], relations)
    return [(order, _judged(made, known, relations) if isinstance(made, Draft) else made) for order, made in decided]


def _is_to_be_made(draft: Draft) -> bool:
    return draft.debtor.new is not None and draft.debtor.customer is None


def _read(export: Export, new: Sequence[NewCustomer], relations: Mapping[str, Row]) -> _Known:
    beginnings = {_beginning(one.party.name) for one in new}
    registrations = {r for one in new for r in _registrations_of(relations.get(one.debtor_number, {}))}
    alike = [
        customer
        for customer in export.reeleezee.customers(with_tax_numbers=any(r[:2].isalpha() for r in registrations))
        if _beginning(customer.name) in beginnings or registrations & _registrations(customer)
    ]
    known = _Known()
    for customer in _with_addresses(export, alike, new):
        known.by_name[_beginning(customer.name)].append(customer)
        for registration in _registrations(customer):
            known.by_registration[registration].append(customer)
    return known


def _with_addresses(export: Export, alike: Sequence[Customer], new: Sequence[NewCustomer]) -> list[Customer]:
    """Where the list came without addresses, those of the customers with the same name are asked for."""
    unknown = [c.id for c in alike if not c.addresses and any(same_name(c.name, one.party.name) for one in new)]
    if export.reeleezee.addresses_expanded or not unknown:
        return list(alike)
    portions = (unknown[start : start + FEW] for start in range(0, len(unknown), FEW))
    looked_up = {c.id: c for portion in portions for c in export.reeleezee.customers_by_id(portion)}
    return [looked_up.get(c.id, c) for c in alike]


def _judged(draft: Draft, known: _Known, relations: Mapping[str, Row]) -> Draft | Reason:
    new = draft.debtor.new
    if new is None or not _is_to_be_made(draft):
        return draft
    facts = facts_of(new.party)
    same = next((c for c in known.by_name[_beginning(new.party.name)] if _is_same(facts, facts_of_customer(c))), None)
    if same is not None:
        return _refusal(new, same.name, _number_of(same))
    for other in known.made:
        if other.debtor_number != new.debtor_number and _is_same(facts, (facts_of(other.party),)):
            return _refusal(new, other.party.name, other.debtor_number)
    known.made.append(new)
    registrations = _registrations_of(relations.get(new.debtor_number, {}))
    alike = [c for registration in sorted(registrations) for c in known.by_registration.get(registration, ())]
    return _with_remark(draft, new, alike[0]) if alike else draft


def _is_same(facts: PartyFacts, there: Iterable[PartyFacts]) -> bool:
    alike = (one for one in there if same_name(facts.name, one.name))
    return any(same_address(facts, one) or same_address_text(facts, one) for one in alike)


def _number_of(customer: Customer) -> str:
    return "-" if customer.number is None else str(customer.number)


def _refusal(new: NewCustomer, name: str, number: str) -> Reason:
    return reason(
        "customer_under_other_number", debtor_number=new.debtor_number, name=new.party.name, other=name, number=number
    )


def _with_remark(draft: Draft, new: NewCustomer, alike: Customer) -> Draft:
    number = Both("zonder nummer", "without number") if alike.number is None else str(alike.number)
    told = reason(
        "customer_made_beside_another",
        debtor_number=new.debtor_number,
        name=new.party.name,
        other=alike.name,
        number=number,
    )
    return replace(draft, warnings=(told, *draft.warnings))


def _beginning(name: str) -> str:
    return normal_name(name)[:_BEGINNING]


def _registrations_of(relation: Row) -> frozenset[str]:
    """The Chamber of Commerce and VAT numbers of a relation, as they are compared."""
    texts = (_digits(str(relation.get("kvk_number") or "")), _vat_number(str(relation.get("vat_number") or "")))
    return frozenset(texts) - {""}


def _registrations(customer: Customer) -> frozenset[str]:
    """The same of a customer; its VAT number as far as Reeleezee's list shows it."""
    numbers = (_vat_number(parameter.number) for parameter in customer.fiscal)
    return frozenset((_digits(customer.chamber_of_commerce_number), *numbers)) - {""}


def _vat_number(text: str) -> str:
    """Letters and digits behind the two letters of a country, which no Chamber of Commerce number has."""
    found = "".join(c for c in text.upper() if c.isalnum())
    return found if len(found) >= 8 and found[:2].isalpha() and found[2:].strip("0") else ""


def _digits(text: str) -> str:
    """A registration number in its digits; a placeholder, or noughts alone, is none."""
    found = "".join(c for c in text if c.isdigit())
    return "" if is_placeholder(text) or not found.strip("0") or len(found) < 8 else found
