"""Invents whole companies: who they work for, what they sell, their settings, and a day of work orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from tests.othercompany import articles, blocked, dates, hours, parties, periods, relations, work
from tests.othercompany.articles import Article
from tests.othercompany.orders import Order, orders
from tests.othercompany.payers import Book, payers
from tests.othercompany.relations import Known

Json = dict[str, Any]


@dataclass(frozen=True)
class Company:
    known: tuple[Known, ...]
    products: tuple[Article, ...]
    services: tuple[Article, ...]
    orders: tuple[Order, ...]
    settings: Json
    outsmart: Json
    reeleezee: Json

    @property
    def articles(self) -> tuple[Article, ...]:
        return *self.products, *self.services


_SETTINGS = st.fixed_dictionaries(
    {
        "import_relations": st.sampled_from([True, True, False]),
        "create_relations": st.booleans(),
        "create_materials": st.booleans(),
        "round_hours_to": st.sampled_from([0, 5, 15, 30]),
        "payment_term_days": st.sampled_from([None, 0, 30]),
    }
)
_OUTSMART = st.fixed_dictionaries(
    {
        "workorder_decimal": st.sampled_from(["as_stored", "comma", "dot"]),
        "settle_answer_status": st.sampled_from(["new", "old"]),
        "workorder_answer": st.sampled_from(["list", "object"]),
    }
)
_REELEEZEE = st.fixed_dictionaries(
    {
        "vat_rounding": st.sampled_from(["per_line", "per_rate"]),
        "line_rounding": st.sampled_from(["discount", "net", "unit_price"]),
        "dates_in_utc": st.booleans(),
        "collection_expands_lists": st.booleans(),
        "filter_ignores_case": st.booleans(),
        "explicit_null": st.sampled_from(["clear", "ignore"]),
    }
)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """A company on the day that the koppeling is switched on."""
    settings: Json = dict(draw(_SETTINGS))
    known, sold, services = draw(_known()), draw(articles.products()), draw(hours.services())
    material = work.materials(sold)
    period = periods.periods(periods.Hours(services, settings["round_hours_to"]))
    collective = draw(_collective(known))
    settings["collective_debtors"] = ", ".join(map(str, sorted(collective)))
    book = Book(known, bool(settings["create_relations"]), bool(settings["import_relations"]), collective)
    dated = draw(dates.books(settings["payment_term_days"]))
    settings |= dated.settings
    day = draw(st.lists(orders(payers(book), material, period, dated), min_size=4, max_size=9))
    all_orders = draw(blocked.with_blocked(day, known, material, dated))
    return Company(known, sold, services, all_orders, settings, draw(_OUTSMART), draw(_REELEEZEE))


def _known() -> st.SearchStrategy[tuple[Known, ...]]:
    return parties.customers().flatmap(relations.known)


def _collective(known: tuple[Known, ...]) -> st.SearchStrategy[frozenset[int]]:
    """Numbers under which any name is right, such as that of the private customers."""
    numbers = [one.customer.number for one in known if one.debtor == str(one.customer.number)]
    some = [st.just(frozenset({number})) for number in numbers]
    return st.one_of(st.just(frozenset[int]()), *some)
