"""Probes the assumptions that reading alone can test, on the user's own account, and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from koppeling.check import Check
from outsmart.hook import OutSmartHook
from reeleezee.errors import ReeleezeeError
from reeleezee.hook import ReeleezeeHook
from reeleezee.records import Product

SAMPLE = 1000


def probe_all(outsmart: OutSmartHook, reeleezee: ReeleezeeHook) -> list[Check]:
    """Held, broken or not testable, one check per assumption that can be probed by reading."""
    products = list(islice(reeleezee.products(), SAMPLE))
    return [
        _product_kinds(products),
        _product_vat(products, {rate.id for rate in reeleezee.tax_rates()}),
        _prices(reeleezee),
        _addresses(reeleezee),
        _filter_by_id("id_filter", products, reeleezee),
        _work_orders_readable(outsmart),
    ]


def _product_kinds(products: list[Product]) -> Check:
    kinds = Counter(product.kind for product in products)
    told = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items(), key=lambda item: str(item[0])))
    return Check(
        "product_kind_service",
        None if len(kinds) < 2 else True,
        f"Waarden van ProductKind in gebruik: {told or 'geen producten'}. Kies in de instellingen welke een dienst is.",
        f"Values of ProductKind in use: {told or 'no products'}. Choose in the settings which is a service.",
    )


def _product_vat(products: list[Product], rates: set[str]) -> Check:
    names = Counter(name for p in products for name, value in p.references.items() if value in rates)
    if not products:
        return Check("product_names_vat", None, "Geen producten om te toetsen.", "No products to probe.")
    found = ", ".join(names) or "-"
    return Check(
        "product_names_vat",
        bool(names),
        f"Veld waarin een product zijn btw-tarief noemt: {found}. Zonder gelden de tarieven van de instellingen.",
        f"Property in which a product names its VAT rate: {found}. Without one the rates of the settings apply.",
    )


def _prices(reeleezee: ReeleezeeHook) -> Check:
    include = reeleezee.sales_prices_include_vat()
    told = {True: "inclusief / including", False: "exclusief / excluding", None: "onbekend / unknown"}[include]
    return Check(
        "prices_include_vat",
        None if include is None else True,
        f"Verkoopprijzen in de administratie: {told} btw. Bij inclusief moet product_prices_include_vat ingevuld.",
        f"Sales prices in the administration: {told} VAT. When including, product_prices_include_vat must be answered.",
    )


def _addresses(reeleezee: ReeleezeeHook) -> Check:
    some = next(iter(reeleezee.customers()), None)
    works = None if some is None else reeleezee.addresses_expanded
    return Check(
        "collection_expands_addresses",
        works,
        "Adressen komen mee in de klantenlijst." if works else "Adressen komen niet mee: een aanroep per klant.",
        "Addresses come with the list of customers."
        if works
        else "Addresses do not come along: one call per customer.",
    )


def _filter_by_id(name: str, products: list[Product], reeleezee: ReeleezeeHook) -> Check:
    if not products:
        return Check(name, None, "Geen producten om te toetsen.", "No products to probe.")

    def found() -> bool:
        return [p.id for p in reeleezee.products_by_id([products[0].id])] == [products[0].id]

    works = _held(found)
    return Check(
        name,
        works,
        f"Zoeken op id in een lijst {'werkt' if works else 'werkt niet: er wordt een voor een gelezen'}.",
        f"Filtering a list by id {'works' if works else 'does not work: records are read one by one'}.",
    )


def _work_orders_readable(outsmart: OutSmartHook) -> Check:
    listed = outsmart.work_orders(work_status="1")
    ok = not listed.unreadable
    return Check(
        "work_orders_readable",
        ok,
        f"Wachtende werkbonnen: {len(listed.orders)} leesbaar, {len(listed.unreadable)} onleesbaar.",
        f"Waiting work orders: {len(listed.orders)} readable, {len(listed.unreadable)} unreadable.",
    )


def _held(probe: Callable[[], bool]) -> bool:
    try:
        return probe()
    except ReeleezeeError:
        return False


def switches() -> Iterator[str]:
    """The sandbox switches that turn an assumption, for the tests that run the export with each turned."""
    from koppeling.assumptions.register import REGISTER

    return (a.switch for a in REGISTER if a.switch)
