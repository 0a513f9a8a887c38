"""Holds what one run knows of both systems' master data, indexed for the rules that look things up.

It holds what the work orders at hand need, not the whole of both systems; `koppeling.export.lookup` fills it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from koppeling.invoicing.refused import refuse_unreadable
from koppeling.keys import Spelled
from outsmart.records import Row
from reeleezee.records import Customer, Product, TaxRate

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Material:
    """A material of OutSmart's list; `free_field_5` holds the Reeleezee product's id."""

    code: str
    description: str
    unit: str
    free_field_5: str


@dataclass(frozen=True)
class HourType:
    """An hour type of OutSmart's list; `sale_price` is text as OutSmart wrote it, euros an hour excluding VAT."""

    code: str
    name: str
    sale_price: str


@dataclass(frozen=True)
class Account:
    """Where revenue goes: a document category account, or a ledger account directly."""

    id: str
    is_category_account: bool

    @property
    def member(self) -> str:
        return "DocumentCategoryAccount" if self.is_category_account else "Account"


@dataclass(frozen=True)
class LineRule:
    """VAT rate and revenue account of lines whose product tells none; they come from the settings."""

    tax_rate: TaxRate
    account: Account | None


@dataclass(frozen=True)
class Catalogue:
    """Known parties, articles, rates and accounts of one run."""

    customers: tuple[Customer, ...] = ()
    relations: Mapping[str, Row] = field(default_factory=dict)
    relations_by_external_id: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """The relations that bear the id of one customer, as far as it was worth a look: a copy bears its original's."""
    materials: tuple[Material, ...] = ()
    hour_types: tuple[HourType, ...] = ()
    products: tuple[Product, ...] = ()
    tax_rates: Mapping[str, TaxRate] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    unreadable_customers: Mapping[str, str] = field(default_factory=dict)
    unreadable_products: Mapping[str, str] = field(default_factory=dict)
    unreadable_rates: Mapping[str, str] = field(default_factory=dict)
    """By id, and by number or code: the fields for which a record of Reeleezee cannot be read, though it is there."""

    @cached_property
    def customers_by_id(self) -> Mapping[str, Customer]:
        return {c.id: c for c in self.customers}

    @cached_property
    def customers_by_number(self) -> Mapping[int, tuple[Customer, ...]]:
        return _grouped((c.number, c) for c in self.customers if c.number is not None)

    def materials_called(self, code: str) -> tuple[Material, ...]:
        """The materials of OutSmart under the nearest spelling of this code."""
        return self._materials.called(code)

    @cached_property
    def materials_by_external_id(self) -> Mapping[str, tuple[Material, ...]]:
        return _grouped((m.free_field_5.strip().lower(), m) for m in self.materials)

    @cached_property
    def hour_types_by_code(self) -> Mapping[str, HourType]:
        return {h.code: h for h in self.hour_types}

    def hour_types_called(self, code: str) -> tuple[HourType, ...]:
        """The hour types of OutSmart under the nearest spelling of this code."""
        return self._hour_types.called(code)

    @cached_property
    def products_by_id(self) -> Mapping[str, Product]:
        return {p.id: p for p in self.products}

    @cached_property
    def products_by_code(self) -> Mapping[str, tuple[Product, ...]]:
        return _grouped((p.code, p) for p in self.products if p.code)

    def products_called(self, code: str, kind: int | None = None) -> tuple[Product, ...]:
        """The products in use (of the kind) under the nearest spelling of this code; failing those archived ones."""
        return Spelled((p.code, p) for p in self.products_alike(code, kind)).called(code)

    def products_alike(self, code: str, kind: int | None = None) -> tuple[Product, ...]:
        """The products in use (of the kind) under any spelling of this code; failing those archived ones."""
        of_kind = tuple(p for p in self._products.alike(code) if kind is None or p.kind == kind)
        return tuple(p for p in of_kind if not p.is_archived) or of_kind

    @cached_property
    def _materials(self) -> Spelled[Material]:
        return Spelled((m.code, m) for m in self.materials)

    @cached_property
    def _hour_types(self) -> Spelled[HourType]:
        return Spelled((h.code, h) for h in self.hour_types)

    @cached_property
    def _products(self) -> Spelled[Product]:
        return Spelled((p.code, p) for p in self.products)

    def tax_rate_of(self, product: Product) -> tuple[TaxRate | None, bool]:
        """The VAT rate a product names, recognised by id since the property's name is not publicly known.

        The flag is True when it names several different rates, so that none can be chosen. Raises `Refused` when it
        names one that is there and cannot be read: the rate of the settings would be another one.
        """
        refuse_unreadable(self.unreadable_rates, *product.references.values())
        found = {self.tax_rates[i].id: self.tax_rates[i] for i in product.references.values() if i in self.tax_rates}
        return (next(iter(found.values())), False) if len(found) == 1 else (None, len(found) > 1)

    def account_of(self, product: Product) -> Account | None:
        """The revenue account a product names, recognised by id; None when it names none or several."""
        found = {i: self.accounts[i] for i in product.references.values() if i in self.accounts}
        by_category = [a for a in found.values() if a.is_category_account]
        candidates = by_category or list(found.values())
        return candidates[0] if len(candidates) == 1 else None


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


@dataclass(frozen=True)
class NewProduct:
    """A material that becomes a product in Reeleezee; `price` is euros excluding VAT."""

    id: str
    code: str
    description: str
    price: Decimal
    unit: str
