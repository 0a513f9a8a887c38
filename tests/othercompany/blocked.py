"""Lets Reeleezee refuse every invoice of one customer, of whom more orders wait than a run tries before it doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st
from tests.othercompany.dates import Books
from tests.othercompany.orders import Order
from tests.othercompany.payers import as_typed
from tests.othercompany.relations import Known
from tests.othercompany.waiting import WAITING
from tests.othercompany.work import Line

MESSAGE = "Klant is geblokkeerd"


@st.composite
def with_blocked(
    draw: st.DrawFn, day: Sequence[Order], known: Sequence[Known], material: st.SearchStrategy[Line], books: Books
) -> tuple[Order, ...]:
    """The same day, or one in which a customer is blocked and more of his orders come before all others."""
    plain = [one for one in known if one.kind in {"absent", "linked"} and not one.customer.is_archived]
    if not plain or "blocked" in WAITING or not draw(st.sampled_from([False] * 7 + [True])):
        return tuple(day)
    one = draw(st.sampled_from(plain))
    lines = draw(st.lists(st.lists(material, min_size=1, max_size=2), min_size=4, max_size=6))
    # the address is the customer's own, so that nothing but the block is about the party
    his = [Order(as_typed(one), tuple(some), None, "1", books.today, books) for some in lines]
    orders = [*his, *day]
    is_any_stored = any(order.is_good and order.payer.customer != one.customer for order in orders)
    became = "refused" if is_any_stored else "waits"
    return tuple(replace(o, blocked=became) if _is_stopped(o, one) else o for o in orders)


def _is_stopped(order: Order, blocked: Known) -> bool:
    return order.is_good and order.payer.customer == blocked.customer
