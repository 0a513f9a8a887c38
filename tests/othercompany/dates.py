"""Invents the days of work orders, also those of nobody, and says what date the invoice gets and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from tests.othercompany.waiting import allowed

HERE = ZoneInfo("Europe/Amsterdam")
UNLIKELY = frozenset({"work_date_unlikely"})
CLOSED = frozenset({"work_date_in_closed_books"})
OUT_OF_BOUNDS = frozenset({"work_date_out_of_bounds"})
MISSING = frozenset({"work_date_missing"})
OWN_TERM = 14
_DAYS_IN_13_MONTHS, _DAYS_AHEAD = 396, 7
_NOBODYS = (date(1970, 1, 1), date(1900, 1, 1), date(206, 10, 5), date(2062, 10, 5))


@dataclass(frozen=True)
class Books:
    """What decides about dates in a company: the day it is, which date an invoice gets, and what was closed."""

    today: date
    takes_work_date: bool
    closed_until: date | None
    term: int | None

    @property
    def settings(self) -> dict[str, object]:
        closed = {"books_closed_until": f"{self.closed_until}"} if self.closed_until else {}
        return {"invoice_date": "work_date" if self.takes_work_date else "today", **closed}

    def term_of(self, is_known: bool) -> int | None:
        """The days in which to pay: by the settings, else by what every known customer has."""
        if self.term is not None:
            return self.term
        return OWN_TERM if is_known else None

    def invoice_day(self, work_day: date | None) -> date:
        if work_day is None or not self.takes_work_date or self._is_closed(work_day):
            return self.today
        return work_day

    def refusals(self, work_day: date | None) -> frozenset[str]:
        """A date of nobody is refused only where the invoice would get it."""
        if not self.takes_work_date:
            return frozenset()
        if work_day is None:
            return MISSING
        return frozenset() if self._is_closed(work_day) or self.is_likely(work_day) else OUT_OF_BOUNDS

    def told(self, work_day: date | None, worked: Sequence[date]) -> frozenset[str]:
        """Of the last day that was worked, or else the work date."""
        last = max(worked) if worked else work_day
        told = UNLIKELY if last is not None and not self.is_likely(last) else frozenset()
        is_moved = work_day is not None and self.takes_work_date and self._is_closed(work_day)
        return told | (CLOSED if is_moved else frozenset())

    def is_likely(self, day: date) -> bool:
        return timedelta(-_DAYS_IN_13_MONTHS) <= day - self.today <= timedelta(_DAYS_AHEAD)

    def _is_closed(self, day: date) -> bool:
        return self.closed_until is not None and day <= self.closed_until


@st.composite
def books(draw: st.DrawFn, term: int | None) -> Books:
    today = datetime.now(HERE).date()
    closed = draw(st.sampled_from([None, None, today - timedelta(1), today - timedelta(60)]))
    return Books(today, draw(st.booleans()), closed, term)


def work_days(today: date) -> st.SearchStrategy[date | None]:
    """Mostly a likely day; days about the bounds are a few days off, as months differ in length."""
    likely = [today - timedelta(days) for days in (0, 1, 20, 59, 61, 200, 390)] + [today + timedelta(6)]
    unlikely = [today - timedelta(400), today + timedelta(9), *_NOBODYS]
    kinds = {"likely": st.sampled_from(likely), "unlikely": st.sampled_from(unlikely), "no day": st.none()}
    return st.sampled_from(allowed([*["likely"] * 12, "unlikely", "no day"])).flatmap(lambda kind: kinds[kind])


def written(day: date | None) -> str:
    return "" if day is None else f"{day.day:02}-{day.month:02}-{day.year:04}"


def read(text: object) -> date:
    """The day that a server tells, whose midnight is perhaps that of another zone."""
    moment = datetime.fromisoformat(str(text))
    return moment.astimezone(HERE).date() if moment.tzinfo else moment.date()
