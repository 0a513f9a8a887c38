"""Invents what a company sells and what its hours cost, in the spellings that people use for one code."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from tests.othercompany.waiting import WAITING

PERCENTAGES = {
    "NL, Hoog Tarief": 21,
    "NL, Laag tarief": 9,
    "NL, Nul tarief": 0,
    "NL, Geen BTW (Vrijgesteld)": 0,
    "NL, BTW verlegd (hoog)": 0,
    "": 21,
}
"""By the name of the rate; an article without one gets that of the settings, which is the high one."""

_CODES = ("KRAAN", "bocht-45", "Buis 22 mm", "één", "A.1/2", "0042", "TL-ø12", "PK 15", "x")
_SERVICE_CODES = ("MONT", "reis", "Storing avond", "U-01")
_PRICES = ("10.00", "0.01", "44.95", "0.4275", "0.01235", "3.3333", "1234.56", "0.005", "7", "12.345678")
_HOUR_PRICES = ("60.00", "47.35", "95.00", "62.50", "0.01", "33.33")
_BLANK = "\u00a0"


@dataclass(frozen=True)
class Article:
    """A product or service in Reeleezee."""

    code: str
    price: str
    rate: str
    is_service: bool = False

    @property
    def percentage(self) -> int:
        return PERCENTAGES[self.rate]


def _articles(codes: tuple[str, ...], prices: tuple[str, ...], *, are_services: bool) -> st.SearchStrategy[Article]:
    return st.builds(
        Article,
        st.sampled_from(codes),
        st.sampled_from(prices),
        st.sampled_from(list(PERCENTAGES)),
        st.just(are_services),
    )


def products() -> st.SearchStrategy[tuple[Article, ...]]:
    """Two to five, of different codes."""
    one = _articles(_CODES, _PRICES, are_services=False)
    return st.lists(one, min_size=2, max_size=5, unique_by=lambda a: a.code.casefold()).map(tuple)


def services() -> st.SearchStrategy[tuple[Article, ...]]:
    """One to three, of different codes."""
    one = _articles(_SERVICE_CODES, _HOUR_PRICES, are_services=True)
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda a: a.code.casefold()).map(tuple)


def spelled(code: str) -> st.SearchStrategy[str]:
    """The code as people type it; mostly as it is."""
    if "spelling" in WAITING:
        return st.sampled_from([code, f"{code} ", f" {code}"])
    doubled = code.replace(" ", "  ")
    odd = (code.upper(), code.lower(), f"{code} ", f" {code}", f"{code}{_BLANK}", doubled, code + "\u200b")
    return st.one_of(st.just(code), st.just(code), st.just(code), st.sampled_from(odd))
