"""Reads what the rules must know about the work orders at hand: by filter for few, in bulk for many, never per line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koppeling.export.article_lookup import FEW, codes_of, confirmed_products, hour_types_of, materials_of, products_of
from koppeling.export.context import Export
from koppeling.export.customers import debtor_numbers, read_parties
from koppeling.export.defaults import known_accounts, line_rules
from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.catalogue import Catalogue
from koppeling.keys import normal_key
from outsmart.records import WorkOrder


def rules_for(export: Export, orders: Sequence[WorkOrder]) -> InvoiceRules:
    """Everything needed to build the drafts of these orders; raises the hooks' errors and `SettingNotFound`."""
    reeleezee, settings = export.reeleezee, export.settings
    rates = reeleezee.tax_rates()
    accounts = reeleezee.category_accounts()
    ledgers = reeleezee.ledgers() if _needs_ledgers(export) else []
    product_rule, service_rule = line_rules(settings, rates, accounts, ledgers)
    parties = read_parties(export, orders)
    materials, hour_types = materials_of(export, orders), hour_types_of(export, orders)
    catalogue = Catalogue(
        customers=parties.customers,
        relations=parties.relations,
        relations_by_external_id=parties.relations_by_external_id,
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
    return len(debtor_numbers(orders)) > FEW or len(codes_of(export, orders)) > FEW


def confirmed(export: Export, rules: InvoiceRules, orders: Sequence[WorkOrder]) -> InvoiceRules:
    """The same rules with the customers and products of these orders (twenty at most) looked up one by one.

    What the lists of a changing administration left out, or gave without addresses, is then there.
    """
    known = rules.catalogue
    parties = read_parties(export, orders)
    catalogue = replace(
        known,
        customers=parties.customers,
        relations={**known.relations, **parties.relations},
        relations_by_external_id={**known.relations_by_external_id, **parties.relations_by_external_id},
        products=tuple(confirmed_products(export, orders, known)),
    )
    return replace(rules, catalogue=_with_unreadable(export, catalogue))


def _with_unreadable(export: Export, catalogue: Catalogue) -> Catalogue:
    return replace(
        catalogue,
        unreadable_customers=_unreadable(export, "/Customers"),
        unreadable_products=_unreadable(export, "/Products"),
        unreadable_rates=_unreadable(export, "/TaxRates"),
    )


def _unreadable(export: Export, collection: str) -> dict[str, str]:
    """What the reads just made had to leave out, by id and by number or code."""
    rows = [row for row in export.reeleezee.unreadable_rows if row.path.endswith(collection)]
    return {normal_key(key): ", ".join(row.fields) for row in rows for key in (row.row_id, row.number) if key}


def _needs_ledgers(export: Export) -> bool:
    settings = export.settings
    return bool(settings.revenue_account_product or settings.revenue_account_service)
