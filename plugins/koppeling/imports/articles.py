"""Reads Reeleezee's products of one kind as candidates, with price and unit as OutSmart needs them.

The names of a product's VAT and unit properties are not publicly known; both are recognised by the id that they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from koppeling.imports.candidate import Candidate
from koppeling.imports.report import Became, Tally
from koppeling.imports.sources import article_source
from koppeling.imports.unforeseen import guarded
from koppeling.mapping import FieldMapping
from koppeling.money import bare, to_decimals
from koppeling.reasons import Reason, reason
from outsmart.listing import MasterList
from reeleezee.errors import ReeleezeeConfigurationError
from reeleezee.records import Product

if TYPE_CHECKING:
    from reeleezee.hook import ReeleezeeHook

# Reeleezee keeps prices in four decimals.
_PRICE_DECIMALS = 4


class Articles:
    """The products of one kind; every id that Reeleezee has, of whatever kind, ends up in `known_ids`.

    VAT rates are only read when prices include VAT, units only when the mapping asks for them.
    """

    def __init__(
        self,
        reeleezee: ReeleezeeHook,
        mapping: FieldMapping,
        *,
        product_kind: int,
        prices_include_vat: bool,
        tally: Tally,
    ) -> None:
        self._reeleezee = reeleezee
        self._mapping = mapping
        self._product_kind = product_kind
        self._fractions = _fractions(reeleezee) if prices_include_vat else None
        self._units = _units(reeleezee, tally) if _asks_for(mapping, "unit") else {}
        self._tally = tally
        self.known_ids: set[str] = set()

    def candidates(self) -> Iterator[Candidate]:
        for product in self._reeleezee.products():
            self.known_ids.add(product.id)
            if product.kind != self._product_kind:
                continue
            candidate = guarded(self._tally, product.code, product.description, self._candidate, product)
            if candidate is None:
                self._tally.count(Became.READ)
            else:
                yield candidate

    def unlisted(self, ids: Sequence[str]) -> Iterator[str]:
        """Of these ids those that Reeleezee has."""
        return (product.id for product in self._reeleezee.products_by_id(ids))

    def _candidate(self, product: Product) -> Candidate:
        price = price_excluding_vat(product, self._fractions)
        unit = next((self._units[ref] for ref in product.references.values() if ref in self._units), "")
        source = article_source(product, price, unit)
        name = source.description or source.code or source.id
        is_rateless = price is None and product.price is not None
        refusal = reason("row_vat_rate_missing", key=source.code, name=name) if is_rateless else None
        return Candidate(
            id=source.id,
            key=source.code,
            name=name,
            values=self._mapping.values(source),
            is_archived=product.is_archived,
            refusal=refusal,
            remark=self._about_the_price(source.code, name, price),
        )

    def _about_the_price(self, code: str, name: str, price: Decimal | None) -> Reason | None:
        """A product without price writes none, and hour types have fewer decimals than its prices: that is told."""
        if price is None:
            return reason("row_price_missing", key=code, name=name)
        if self._mapping.listing is not MasterList.HOUR_TYPES:
            return None
        exact = to_decimals(price, _PRICE_DECIMALS)
        for field in self._mapping.fields:
            if field.source == "price" and (rounded := to_decimals(price, field.decimals or 0)) != exact:
                return reason("row_price_rounded", key=code, name=name, price=bare(exact), rounded=bare(rounded))
        return None


def price_excluding_vat(product: Product, fractions: Mapping[str, Decimal] | None) -> Decimal | None:
    """The price as it is, or with `fractions` (rate id to fraction) without the VAT of the product's one rate.

    None when it has no price, names no rate, or rates of different height: a guess would be a wrong price.
    """
    if fractions is None or product.price is None:
        return product.price
    named = {fractions[ref] for ref in product.references.values() if ref in fractions}
    return product.price / (1 + named.pop()) if len(named) == 1 else None


def _fractions(reeleezee: ReeleezeeHook) -> dict[str, Decimal]:
    return {rate.id: rate.fraction for rate in reeleezee.tax_rates()}


def _units(reeleezee: ReeleezeeHook, tally: Tally) -> dict[str, str]:
    """Unit id to code. That the list exists is known of one client only: without it, units are left alone."""
    try:
        return {unit.id: unit.code for unit in reeleezee.units()}
    except ReeleezeeConfigurationError as error:
        if error.status != 404:
            raise
        tally.tell(Became.REMARK, "", "", reason("row_units_not_read"))
        return {}


def _asks_for(mapping: FieldMapping, source: str) -> bool:
    return any(field.source == source for field in mapping.fields)
