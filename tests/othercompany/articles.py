"""Invents what a company sells and what its hours cost, and the spellings in which people use a code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from tests.othercompany.waiting import WAITING, allowed

PERCENTAGES = {
    "NL, Hoog Tarief": 21,
    "NL, Laag tarief": 9,
    "NL, Nul tarief": 0,
    "NL, Geen BTW (Vrijgesteld)": 0,
    "NL, BTW verlegd (hoog)": 0,
    "": 21,
}
"""By the name of the rate; an article without one gets that of the settings, which is the high one."""

NULL, ABSENT = "null", "absent"
ARCHIVED = frozenset({"product_archived"})
REPLACED = frozenset({"archived_product_replaced"})
AMBIGUOUS = frozenset({"article_ambiguous", "code_ambiguous_in_outsmart"})
_CODES = ("KRAAN", "bocht-45", "Buis 22 mm", "één", "A.1/2", "0042", "TL-ø12", "PK 15", "x")
_PRICES = ("10.00", "0.01", "44.95", "0.4275", "0.01235", "3.3333", "1234.56", "0.005", "7", "12.345678")
_KINDS = (*["plain"] * 8, "no price", "archived", "archived double", "archived double")
_BLANK = "\u00a0"
_UNSEEN = "\u200b"


@dataclass(frozen=True)
class Article:
    """A product or service. `price` is what it costs; `there` what Reeleezee has for it, if that is something else.

    `listed` is its price in OutSmart before the first import, if it was there. A double is archived under the same
    code; a twin has the same code in other capitals. What keeps a line with it from being billed is in `refusals`.
    """

    code: str
    price: str
    rate: str
    is_service: bool = False
    there: str = ""
    listed: str = ""
    is_archived: bool = False
    has_archived_double: bool = False
    has_twin: bool = False
    refusals: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def percentage(self) -> int:
        return PERCENTAGES[self.rate]


def products() -> st.SearchStrategy[tuple[Article, ...]]:
    """Two to five, of different codes; perhaps with a twin."""
    one = st.builds(
        Article, st.sampled_from(_CODES), st.sampled_from(_PRICES), st.sampled_from(list(PERCENTAGES)), st.just(False)
    )
    some = st.lists(one, min_size=2, max_size=5, unique_by=lambda a: a.code.casefold())
    return some.flatmap(_with_kinds).flatmap(with_twin)


def _with_kinds(some: list[Article]) -> st.SearchStrategy[tuple[Article, ...]]:
    kinds = st.sampled_from(allowed(_KINDS))
    return st.tuples(*(st.builds(_as, kinds, st.just(one)) for one in some))


def _as(kind: str, article: Article) -> Article:
    match kind:
        case "no price":
            return replace(article, there=NULL)
        case "archived":
            return replace(article, is_archived=True, told=ARCHIVED)
        case "archived double":
            return replace(article, has_archived_double=True)
    return article


def with_twin(some: tuple[Article, ...]) -> st.SearchStrategy[tuple[Article, ...]]:
    """Perhaps with another article whose code differs from that of the first in capitals alone."""
    first = some[0]
    is_simple = not (first.is_archived or first.has_archived_double or first.there or first.listed)
    if "twins" in WAITING or not is_simple or first.code.swapcase() == first.code:
        return st.just(some)
    twin = replace(first, code=first.code.swapcase(), price="5.55", rate="NL, Laag tarief")
    return st.sampled_from([some, some, some, (*_twins(first, twin), *some[1:])])


def _twins(first: Article, twin: Article) -> tuple[Article, Article]:
    """Two services are told apart by the hour types of OutSmart, and an import makes none of which it sees two."""
    if not first.is_service:
        return replace(first, has_twin=True), replace(twin, has_twin=True)
    return replace(first, has_twin=True, listed=first.price), replace(twin, has_twin=True, refusals=AMBIGUOUS)


@dataclass(frozen=True)
class Spelled:
    """A code as people typed it, and what is wrong with it."""

    code: str
    refusals: frozenset[str] = frozenset()


def spelled(article: Article) -> st.SearchStrategy[Spelled]:
    """The code of an article, mostly as it is; of twins a spelling that is neither's means neither."""
    code = article.code
    if article.has_twin:
        neither = Spelled(code + _UNSEEN, AMBIGUOUS)
        return st.sampled_from([Spelled(code)] * 4 + [neither])
    odd = (code.upper(), code.lower(), f"{code} ", f" {code}", f"{code}{_BLANK}", code.replace(" ", "  "))
    return st.sampled_from([code] * 9 + [*odd, code + _UNSEEN]).map(Spelled)
