"""Reads what the rules must know about the work orders at hand: by filter for few, in bulk for many, never per line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from koppeling.export.article_lookup import FEW, codes_of, confirmed_products, hour_types_of, materials_of, products_of
from koppeling.export.context import Export
from koppeling.export.defaults import known_accounts, line_rules
from koppeling.identity import is_guid
from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.parties import debtor_of, is_plain_number
from koppeling.keys import normal_key
from outsmart.listing import MasterList
from outsmart.records import Row, WorkOrder
from reeleezee.records import Customer

_SHORT_ID = re.compile(r"R-[0-9a-fA-F]{8}")


def rules_for(export: Export, orders: Sequence[WorkOrder]) -> InvoiceRules:
    """Everything needed to build the drafts of these orders; raises the hooks' errors and `SettingNotFound`."""
    reeleezee, settings = export.reeleezee, export.settings
    rates = reeleezee.tax_rates()
    accounts = reeleezee.category_accounts()
    ledgers = reeleezee.ledgers() if _needs_ledgers(export) else []
    product_rule, service_rule = line_rules(settings, rates, accounts, ledgers)
    relations = _relations(export, {debtor_of(o).debtor_number.strip() for o in orders} - {""})
    materials, hour_types = materials_of(export, orders), hour_types_of(export, orders)
    catalogue = Catalogue(
        customers=tuple(_customers(export, relations, orders)),
        relations=relations,
        materials=materials,
        hour_types=hour_types,
        products=tuple(products_of(export, orders, materials, hour_types)),
        tax_rates={r.id: r for r in rates},
        accounts=known_accounts(accounts, ledgers),
    )
    catalogue = _with_unreadable(export, catalogue)
    return InvoiceRules(catalogue, settings, export.identity, product_rule, service_rule, export.today, export.named)


def is_read_as_lists(export: Export, orders: Sequence[WorkOrder]) -> bool:
    """Whether so many customers or products are needed that whole lists are read instead of single records."""
    numbers = {debtor_of(o).debtor_number.strip() for o in orders} - {""}
    return len(numbers) > FEW or len(codes_of(export, orders)) > FEW


def confirmed(export: Export, rules: InvoiceRules, orders: Sequence[WorkOrder]) -> InvoiceRules:
    """The same rules with the customers and products of these orders (twenty at most) looked up one by one.

    What the lists of a changing administration left out, or gave without addresses, is then there.
    """
    known = rules.catalogue
    relations = _relations(export, {debtor_of(o).debtor_number.strip() for o in orders} - {""})
    catalogue = replace(
        known,
        customers=tuple(_customers(export, relations, orders)),
        relations={**known.relations, **relations},
        products=tuple(confirmed_products(export, orders, known)),
    )
    return replace(rules, catalogue=_with_unreadable(export, catalogue))


def _with_unreadable(export: Export, catalogue: Catalogue) -> Catalogue:
    return replace(
        catalogue,
        unreadable_customers=_unreadable(export, "/Customers"),
        unreadable_products=_unreadable(export, "/Products"),
    )


def _unreadable(export: Export, collection: str) -> dict[str, str]:
    """What the reads just made had to leave out, by id and by number or code."""
    rows = [row for row in export.reeleezee.unreadable_rows if row.path.endswith(collection)]
    return {normal_key(key): ", ".join(row.fields) for row in rows for key in (row.row_id, row.number) if key}


def _needs_ledgers(export: Export) -> bool:
    settings = export.settings
    return bool(settings.revenue_account_product or settings.revenue_account_service)


def _relations(export: Export, numbers: set[str]) -> dict[str, Row]:
    if len(numbers) <= FEW:
        found = {number: export.outsmart.relation(number) for number in sorted(numbers)}
        return {number: row for number, row in found.items() if row is not None}
    rows = export.outsmart.rows(MasterList.RELATIONS)
    return {str(row["debtor_number"]): row for row in rows if str(row.get("debtor_number")) in numbers}


@dataclass(frozen=True)
class _Wanted:
    """By which ids and numbers customers are looked for."""

    ids: frozenset[str]
    numbers: frozenset[int]
    short_ids: frozenset[str]

    def matches(self, customer: Customer) -> bool:
        return customer.id in self.ids or customer.number in self.numbers or customer.id[:8] in self.short_ids


def _customers(export: Export, relations: dict[str, Row], orders: Sequence[WorkOrder]) -> Iterable[Customer]:
    numbers = {debtor_of(o).debtor_number.strip() for o in orders} - {""}
    external = {str(row.get("external_id") or "").strip().lower() for row in relations.values()}
    known = {number for number, row in relations.items() if is_guid(str(row.get("external_id") or ""))}
    wanted = _Wanted(
        frozenset({i for i in external if is_guid(i)} | {export.identity.customer(n) for n in numbers}),
        frozenset(int(n) for n in numbers if is_plain_number(n)),
        frozenset(n[2:].lower() for n in numbers - known if _SHORT_ID.fullmatch(n)),
    )
    if len(numbers) > FEW or wanted.short_ids:
        return [c for c in export.reeleezee.customers() if wanted.matches(c)]
    found = export.reeleezee.customers_by_number(sorted(wanted.numbers)) if wanted.numbers else []
    missing = sorted(wanted.ids - {c.id for c in found})
    return [*found, *(export.reeleezee.customers_by_id(missing) if missing else [])]
