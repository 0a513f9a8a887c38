"""Invents whole companies: who they work for, what they sell, their settings, and a day of work orders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from tests.faults.bill import Bill
from tests.othercompany import articles, hours, parties, periods, relations, work
from tests.othercompany.articles import Article
from tests.othercompany.parties import Named
from tests.othercompany.payers import Book, payers
from tests.othercompany.relations import Known
from tests.othercompany.work import Line
from tests.reckoning import euros, vat_lawful

Json = dict[str, Any]


@dataclass(frozen=True)
class Order:
    """A work order. `tenant` has the work done when that is another than the payer."""

    payer: Named
    lines: tuple[Line, ...]
    tenant: Named | None
    work_status: str
    day: str

    @property
    def billed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.cents is not None)

    @property
    def is_skipped(self) -> bool:
        return self.work_status != "1"

    @property
    def refusals(self) -> frozenset[str]:
        """Every reason that would be right; none when an invoice must come of it."""
        found = frozenset[str]().union(self.payer.refusals, *(line.refusals for line in self.lines))
        if not self.billed:
            found |= {"nothing_to_invoice"}
        if self.net < 0:
            found |= {"negative_total"}
        return found

    @property
    def told(self) -> frozenset[str]:
        """What must be told beside the invoice."""
        return self.payer.told.union(*(line.told for line in self.lines))

    @property
    def may_tell(self) -> frozenset[str]:
        return self.payer.may_tell.union(*(line.may_tell for line in self.lines))

    @property
    def net(self) -> int:
        return sum(line.cents or 0 for line in self.billed)

    @property
    def vat(self) -> set[int]:
        """What the law allows as VAT, in cents."""
        return vat_lawful((line.cents or 0, line.article.percentage) for line in self.billed if line.article)

    @property
    def bill(self) -> Bill:
        return Bill(
            tuple(euros(line.cents or 0) for line in self.billed if not line.is_hours),
            tuple(euros(line.cents or 0) for line in self.billed if line.is_hours),
        )

    @property
    def codes(self) -> Counter[tuple[str, int]]:
        """Every article that is billed, with what for."""
        return Counter((line.article.code, line.cents or 0) for line in self.billed if line.article)


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
def orders(
    draw: st.DrawFn,
    payer: st.SearchStrategy[Named],
    material: st.SearchStrategy[Line],
    period: st.SearchStrategy[Line],
) -> Order:
    least = draw(st.sampled_from([1] * 9 + [0]))
    lines = (*draw(st.lists(material, min_size=least, max_size=3)), *draw(st.lists(period, max_size=2)))
    tenant = Named("90909", "Huurder De Bruin", parties.ELSEWHERE[1]) if draw(st.integers(0, 4)) == 0 else None
    status = draw(st.sampled_from(["1"] * 9 + ["0"]))
    return Order(draw(payer), lines, tenant, status, draw(st.sampled_from(list(periods.DAYS))))


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
    day = draw(st.lists(orders(payers(book), material, period), min_size=4, max_size=9))
    return Company(known, sold, services, tuple(day), settings, draw(_OUTSMART), draw(_REELEEZEE))


def _known() -> st.SearchStrategy[tuple[Known, ...]]:
    return parties.customers().flatmap(relations.known)


def _collective(known: tuple[Known, ...]) -> st.SearchStrategy[frozenset[int]]:
    """Numbers under which any name is right, such as that of the private customers."""
    numbers = [one.customer.number for one in known if one.debtor == str(one.customer.number)]
    some = [st.just(frozenset({number})) for number in numbers]
    return st.one_of(st.just(frozenset[int]()), *some)
