"""Reads the materials, hour types and products that work orders need, however their codes are spelled.

Products are asked for by exact code and by id. What that does not find is sought once in the whole list, by the normal
form of the code, before anybody calls it unknown or makes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from koppeling.export.context import Export
from koppeling.identity import is_guid
from koppeling.invoicing.articles import on_line_of
from koppeling.invoicing.catalogue import Catalogue, HourType, Material
from koppeling.invoicing.lines import hour_code_of
from koppeling.keys import normal_key
from outsmart.listing import MasterList
from outsmart.records import MaterialLine, WorkOrder
from outsmart.values import text_or_empty
from reeleezee.hook import ReeleezeeHook
from reeleezee.records import Product

FEW = 20


def materials_of(export: Export, orders: Sequence[WorkOrder]) -> tuple[Material, ...]:
    """OutSmart's material list, when an order has a material with a code."""
    if not any(line.code.strip() for o in orders for line in o.materials):
        return ()
    return tuple(
        Material(
            text_or_empty(row.get("code")),
            text_or_empty(row.get("description")),
            text_or_empty(row.get("unit")),
            text_or_empty(row.get("freefield5")).strip(),
        )
        for row in export.outsmart.rows(MasterList.MATERIALS)
    )


def hour_types_of(export: Export, orders: Sequence[WorkOrder]) -> tuple[HourType, ...]:
    """OutSmart's hour types, when an order has hours."""
    if not any(o.periods for o in orders):
        return ()
    rows = export.outsmart.rows(MasterList.HOUR_TYPES)
    # null and absent are empty, nought stays nought
    texts = (tuple(text_or_empty(row.get(name)) for name in ("code", "name", "sale_price")) for row in rows)
    return tuple(HourType(code, name, sale_price) for code, name, sale_price in texts)


def codes_of(export: Export, orders: Sequence[WorkOrder]) -> frozenset[str]:
    """The codes of all materials and hour types that the orders name."""
    return _Wanted(export, orders, Catalogue()).codes


def products_of(
    export: Export,
    orders: Sequence[WorkOrder],
    materials: tuple[Material, ...],
    hour_types: tuple[HourType, ...],
) -> list[Product]:
    """The products and services that these orders may mean, archived ones included."""
    wanted = _Wanted(export, orders, Catalogue(materials=materials, hour_types=hour_types))
    if not wanted.codes and not wanted.ids:
        return []
    reeleezee = export.reeleezee
    if len(wanted.codes) <= FEW:
        found = _asked_for(reeleezee, wanted.codes, wanted.ids, [])
        unsettled = wanted.unsettled(found)
        return _together(found, _listed(reeleezee, wanted)) if unsettled else found
    found = list(_listed(reeleezee, wanted))
    # A record can fall between two pages of a list that changes: what it lacks is asked for by name.
    unsettled = wanted.unsettled(found)
    return _asked_for(reeleezee, unsettled & wanted.codes, unsettled - wanted.codes, found)


def confirmed_products(export: Export, orders: Sequence[WorkOrder], known: Catalogue) -> list[Product]:
    """What is known already, and beside it all that these orders mean asked for by name, in portions."""
    wanted = _Wanted(export, orders, known)
    return _asked_for(export.reeleezee, wanted.codes, wanted.ids, list(known.products))


@dataclass(frozen=True)
class _Wanted:
    """By which ids and codes products are looked for, and whether those that were found settle it."""

    export: Export
    orders: Sequence[WorkOrder]
    lists: Catalogue

    @cached_property
    def lines(self) -> tuple[MaterialLine, ...]:
        return tuple(line for o in self.orders for line in o.materials if normal_key(line.code))

    @cached_property
    def hour_codes(self) -> frozenset[str]:
        return frozenset(hour_code_of(p, self.export.settings) for o in self.orders for p in o.periods) - {""}

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(line.code.strip() for line in self.lines) | self.hour_codes

    @cached_property
    def ids(self) -> frozenset[str]:
        named = {i for line in self.lines for i in (line.free_field_5.strip().lower(), *self.ids_of(line))}
        return frozenset(i for i in named if is_guid(i))

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(normal_key(code) for code in self.codes) - {""}

    def ids_of(self, line: MaterialLine) -> tuple[str, ...]:
        """The ids that OutSmart's list and the koppeling itself give the product of a line."""
        listed = self.lists.materials_called(line.code)
        return (*(m.free_field_5.lower() for m in listed), self.export.identity.product(line.code))

    def takes(self, product: Product) -> bool:
        return product.id in self.ids or normal_key(product.code) in self.keys

    def unsettled(self, found: Sequence[Product]) -> frozenset[str]:
        """The codes, with their ids, for which no product in use was found that no other spelling could replace."""
        known = Catalogue(products=tuple(p for p in found if not p.is_archived))
        names = {code for code in self.hour_codes if not self._is_hour_type_settled(code, known)}
        for line in self.lines:
            if not self._is_material_settled(line, known):
                names |= {line.code.strip(), *(i for i in self.ids_of(line) if is_guid(i))}
        return frozenset(names)

    def _is_material_settled(self, line: MaterialLine, known: Catalogue) -> bool:
        if on_line_of(line, known) is not None or line.code.strip() in known.products_by_code:
            return True
        listed, computed = self.ids_of(line)[:-1], self.ids_of(line)[-1]
        return next((i for i in listed if i), computed) in known.products_by_id

    def _is_hour_type_settled(self, code: str, known: Catalogue) -> bool:
        service = self.export.settings.product_kind_service
        exact = any(p.kind == service for p in known.products_by_code.get(code, ()))
        return exact and code in self.lists.hour_types_by_code


def _asked_for(
    reeleezee: ReeleezeeHook, codes: Collection[str], ids: Collection[str], found: list[Product]
) -> list[Product]:
    """What is asked for by name, in portions, beside what was found already."""
    for portion in _portions(codes):
        found = _together(found, reeleezee.products_by_code(portion))
    for portion in _portions(set(ids) - {p.id for p in found}):
        found = _together(found, reeleezee.products_by_id(portion))
    return found


def _portions(names: Collection[str]) -> list[list[str]]:
    ordered = sorted(names)
    return [ordered[start : start + FEW] for start in range(0, len(ordered), FEW)]


def _listed(reeleezee: ReeleezeeHook, wanted: _Wanted) -> Iterator[Product]:
    return (product for product in reeleezee.products() if wanted.takes(product))


def _together(found: Iterable[Product], more: Iterable[Product]) -> list[Product]:
    return list({p.id: p for p in (*found, *more)}.values())
