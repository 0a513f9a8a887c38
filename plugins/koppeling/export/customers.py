"""Reads who the debtors of the work orders at hand can be: their relations in OutSmart, and customers in Reeleezee.

For few debtors it asks for each relation and by filter for the customers; for many it reads both lists once. Where a
relation bears the id of a customer with another number it may be a copy: then OutSmart's list is read, once a run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from koppeling.export.article_lookup import FEW
from koppeling.export.context import Export
from koppeling.identity import is_guid
from koppeling.invoicing.parties import debtor_of
from koppeling.invoicing.recognising import number_meant
from koppeling.keys import debtor_key
from outsmart.listing import MasterList
from outsmart.records import Row, WorkOrder
from outsmart.values import text_or_empty, texts_of
from reeleezee.records import Customer

_SHORT_ID = re.compile(r"R-[0-9a-fA-F]{8}")


@dataclass(frozen=True)
class Parties:
    """What both systems know of the debtors; `relations_by_external_id` only where a relation may be a copy."""

    customers: tuple[Customer, ...]
    relations: Mapping[str, Row]
    relations_by_external_id: Mapping[str, tuple[Row, ...]]


def debtor_numbers(orders: Iterable[WorkOrder]) -> set[str]:
    """The debtor numbers to which these orders are to be invoiced."""
    return {debtor_of(o).debtor_number.strip() for o in orders} - {""}


def read_parties(export: Export, orders: Sequence[WorkOrder]) -> Parties:
    """Relations and customers of the debtors of these orders; raises the hooks' errors."""
    numbers = debtor_numbers(orders)
    relations = _relations(export, numbers) if len(numbers) <= FEW else {}
    missing = numbers - relations.keys()
    # what the exact spelling does not find is sought in the whole list, as is what is too much to be asked for
    rows = export.outsmart.rows(MasterList.RELATIONS) if missing else None
    relations |= _of_list(rows, missing) if rows is not None else {}
    customers = _customers(export, relations, numbers)
    customers += _bearers_of_archived(export, customers)
    doubtful = _perhaps_copied(relations, customers)
    listed = (export.outsmart.rows(MasterList.RELATIONS) if rows is None else rows) if doubtful else ()
    return Parties(tuple(customers), relations, _by_external_id(listed, doubtful))


def _relations(export: Export, numbers: set[str]) -> dict[str, Row]:
    found = {number: export.outsmart.relation(number) for number in sorted(numbers)}
    return {number: texts_of(row) for number, row in found.items() if row is not None}


def _of_list(rows: Iterable[Row], numbers: set[str]) -> dict[str, Row]:
    """The row of each number: of the exact spelling, else the only one of another spelling."""
    keys = {debtor_key(number) for number in numbers} - {""}
    alike: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        key = debtor_key(text_or_empty(row.get("debtor_number")))
        if key in keys:
            alike[key].append(texts_of(row))
    found = {number: _nearest(number, alike.get(debtor_key(number), ())) for number in numbers}
    return {number: row for number, row in found.items() if row is not None}


def _nearest(number: str, rows: Sequence[Row]) -> Row | None:
    exact = next((row for row in rows if row["debtor_number"] == number), None)
    return rows[0] if exact is None and len(rows) == 1 else exact


@dataclass(frozen=True)
class _Wanted:
    """By which ids and numbers customers are looked for."""

    ids: frozenset[str]
    numbers: frozenset[int]
    short_ids: frozenset[str]

    def matches(self, customer: Customer) -> bool:
        return customer.id in self.ids or customer.number in self.numbers or customer.id[:8] in self.short_ids


def _customers(export: Export, relations: Mapping[str, Row], numbers: set[str]) -> list[Customer]:
    known = {number for number, row in relations.items() if is_guid(_external_id(row))}
    spelled = numbers | {str(row["debtor_number"]) for row in relations.values()}
    meant = (number_meant(number) for number in numbers)
    wanted = _Wanted(
        frozenset({_external_id(relations[n]) for n in known} | {export.identity.customer(n) for n in spelled}),
        frozenset(number for number in meant if number is not None),
        frozenset(n[2:].lower() for n in numbers - known if _SHORT_ID.fullmatch(n)),
    )
    if len(numbers) > FEW or wanted.short_ids:
        return [c for c in export.reeleezee.customers() if wanted.matches(c)]
    found = export.reeleezee.customers_by_number(sorted(wanted.numbers)) if wanted.numbers else []
    missing = sorted(wanted.ids - {c.id for c in found})
    return [*found, *(export.reeleezee.customers_by_id(missing) if missing else [])]


def _bearers_of_archived(export: Export, customers: Sequence[Customer]) -> list[Customer]:
    """Who else bears the number of an archived customer that only an id named; without such a one, no call."""
    known = {c.number for c in customers if not c.is_archived}
    numbers = sorted({c.number for c in customers if c.is_archived and c.number is not None} - known)
    ids = {c.id for c in customers}
    found = export.reeleezee.customers_by_number(numbers) if numbers else []
    return [c for c in found if c.id not in ids]


def _perhaps_copied(relations: Mapping[str, Row], customers: Iterable[Customer]) -> set[str]:
    """The ids that a relation bears though its number is not the customer's: it may be a copy in OutSmart."""
    own = {c.id: {debtor_key(str(c.number)), debtor_key(f"R-{c.id[:8]}")} for c in customers}
    keyed = ((debtor_key(number), _external_id(row)) for number, row in relations.items())
    return {external_id for key, external_id in keyed if key not in own.get(external_id, {key})}


def _by_external_id(rows: Iterable[Row], wanted: set[str]) -> Mapping[str, tuple[Row, ...]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if _external_id(row) in wanted:
            found[_external_id(row)].append(texts_of(row))
    return {external_id: tuple(holders) for external_id, holders in found.items()}


def _external_id(row: Row) -> str:
    return text_or_empty(row.get("external_id")).strip().lower()
