"""Invents what an hour costs: the price that Reeleezee has, or where it has none the one that OutSmart had before."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from tests.othercompany.articles import ABSENT, ARCHIVED, NULL, PERCENTAGES, Article, with_twin
from tests.othercompany.waiting import allowed

# Nothing is not nought: without a price in either of them nobody can tell what an hour costs.
NO_PRICE = frozenset({"hour_type_without_price", "hour_type_unknown"})
UNKNOWN = frozenset({"hour_type_unknown"})
FREE = frozenset({"hours_without_charge"})
_CODES = ("MONT", "reis", "Storing avond", "U-01")
_PRICES = ("60.00", "47.35", "95.00", "62.50", "0.01", "33.33")
_OTHER = "88.88"
_KINDS = (
    *["plain"] * 10,
    "listed otherwise",
    "null",
    "null, listed",
    "absent, listed",
    "nought",
    "nought, listed",
    "archived",
    "archived, listed",
    "archived double",
)


def services() -> st.SearchStrategy[tuple[Article, ...]]:
    """One to three, of different codes; perhaps with a twin. The first is as good as any."""
    one = st.builds(
        Article, st.sampled_from(_CODES), st.sampled_from(_PRICES), st.sampled_from(list(PERCENTAGES)), st.just(True)
    )
    some = st.lists(one, min_size=1, max_size=3, unique_by=lambda a: a.code.casefold())
    return some.flatmap(_with_kinds).flatmap(with_twin)


def _with_kinds(some: list[Article]) -> st.SearchStrategy[tuple[Article, ...]]:
    kinds = st.sampled_from(allowed(_KINDS))
    return st.tuples(st.just(some[0]), *(st.builds(_as, kinds, st.just(one)) for one in some[1:]))


def _as(kind: str, service: Article) -> Article:
    price = service.price
    match kind:
        case "listed otherwise":
            return replace(service, listed=_OTHER)
        case "null":
            return replace(service, there=NULL, refusals=NO_PRICE)
        case "null, listed":
            return replace(service, there=NULL, listed=price)
        case "absent, listed":
            return replace(service, there=ABSENT, listed=price)
        case "nought":
            return replace(service, price="0", told=FREE)
        case "nought, listed":
            # the price that became 0 is for a person to judge; until then the old one stands
            return replace(service, there="0", listed=price)
        case "archived":
            return replace(service, is_archived=True, refusals=UNKNOWN)
        case "archived, listed":
            return replace(service, is_archived=True, there=_OTHER, listed=price, told=ARCHIVED)
        case "archived double":
            return replace(service, has_archived_double=True)
    return service
