"""Invents work orders: who pays, what was used and worked, and on what day; and says what must come of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st
from tests.faults.bill import Bill
from tests.othercompany.dates import Books, work_days
from tests.othercompany.parties import ELSEWHERE, Named
from tests.othercompany.work import Line
from tests.reckoning import euros, vat_lawful


@dataclass(frozen=True)
class Order:
    """A work order. `tenant` has the work done when that is another than the payer.

    `blocked` tells what becomes of one whose invoice Reeleezee refuses: `refused`, or `waits` when it stores no other.
    """

    payer: Named
    lines: tuple[Line, ...]
    tenant: Named | None
    work_status: str
    day: date | None
    books: Books
    blocked: str = ""

    @property
    def billed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.cents is not None)

    @property
    def is_skipped(self) -> bool:
        return self.work_status != "1"

    @property
    def refusals(self) -> frozenset[str]:
        """Every reason that would be right; none when an invoice must come of it."""
        found = self.books.refusals(self.day).union(self.payer.refusals, *(line.refusals for line in self.lines))
        if not self.billed:
            found |= {"nothing_to_invoice"}
        if self.net < 0:
            found |= {"negative_total"}
        if self.blocked == "refused":
            found |= {"reeleezee_refused"}
        return found

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps it from being invoiced and settled."""
        return not (self.is_skipped or self.refusals or self.blocked)

    @property
    def told(self) -> frozenset[str]:
        """What must be told beside the invoice."""
        dated = self.books.told(self.day, [line.worked_on for line in self.lines if line.worked_on])
        return dated.union(self.payer.told, *(line.told for line in self.lines))

    @property
    def due(self) -> date | None:
        """None where Reeleezee decides: a customer that was just made has no term of his own."""
        term = self.books.term_of(self.payer.customer is not None)
        return None if term is None else max(self.books.invoice_day(self.day) + timedelta(term), self.books.today)

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


@st.composite
def orders(
    draw: st.DrawFn,
    payer: st.SearchStrategy[Named],
    material: st.SearchStrategy[Line],
    period: st.SearchStrategy[Line],
    books: Books,
) -> Order:
    least = draw(st.sampled_from([1] * 9 + [0]))
    lines = (*draw(st.lists(material, min_size=least, max_size=3)), *draw(st.lists(period, max_size=2)))
    tenant = Named("90909", "Huurder De Bruin", ELSEWHERE[1]) if draw(st.integers(0, 4)) == 0 else None
    status = draw(st.sampled_from(["1"] * 9 + ["0"]))
    return Order(draw(payer), lines, tenant, status, draw(work_days(books.today)), books)
