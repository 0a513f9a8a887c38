"""What stories choose from: work orders as mechanics leave them, deeds of people, settings, ways to fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st
from tests.fuzz.company import CODES, DEBTORS, HOUR_TYPES
from tests.koppeling.export.couple import HIGH, LOW, Json, used, worked

GUID: Final = "12345678-1234-4234-8234-123456789abc"
# Weighted by repetition: most of what people type is right.
QUANTITIES: Final = ("1", "2", "3", "2,5", "0.333", "12", "1,0000", "0", "-1", "tien", "", "1.234,5")
PRICES: Final = ("10.00", "10,00", "7.95", "3.3333", "0.05", "0", "199.99", "12.345", "een", "-5.00")
CLEAN_QUANTITIES: Final = ("1", "2", "3", "4,00", "10")
CLEAN_PRICES: Final = ("10.00", "20,00", "100")
TIMES: Final = ("01:00", "00:50", "07:35", "26:15", "00:07", "00:00", "8 uur", "")
CLOCKS: Final = (("08:00", "09:30", "0"), ("22:00", "02:10", "15"), ("08:00", "08:00", "10"), ("08:00", "", "0"))
DAYS: Final = ("05-10-2026", "05-10-2026", "01-06-2026", "2026-10-07", "", "31-02-2026")
WORK_STATUSES: Final = ("1", "1", "1", "0", "99", "", "001", "7")

discounts = st.sampled_from(["10", "25", "50", "0", "110"])


@st.composite
def materials(draw: st.DrawFn) -> Json:
    """A used material. With a discount all amounts end on whole cents, whatever is rounded first."""
    code = draw(st.sampled_from(CODES))
    more: Json = {"free_field_5": GUID} if draw(st.integers(0, 11)) == 0 else {}
    if draw(st.integers(0, 4)) == 0:
        quantity, price = draw(st.sampled_from(CLEAN_QUANTITIES)), draw(st.sampled_from(CLEAN_PRICES))
        more["discount"] = draw(discounts)
    else:
        quantity, price = draw(_mostly(QUANTITIES, 7)), draw(_mostly(PRICES, 8))
    if draw(st.integers(0, 11)) == 0:
        more["total"] = draw(st.sampled_from(["", "10.00", "99,99", "0"]))
    return used(code, quantity, price, **more)


@st.composite
def periods(draw: st.DrawFn) -> Json:
    """A work period; one in four without a total time."""
    code, day = draw(_mostly(HOUR_TYPES, 2)), draw(_mostly(DAYS, 4))
    if draw(st.integers(0, 3)):
        return worked(code, draw(_mostly(TIMES, 5)), WorkDate=day)
    begin, end, pause = draw(_mostly(CLOCKS, 2))
    return worked(code, "", WorkDate=day, BeginTime=begin, EndTime=end, Break=pause)


def _mostly(values: tuple[Any, ...], good: int) -> st.SearchStrategy[Any]:
    """Four times in five one of the first `good` values."""
    chance = st.integers(0, 4)
    return chance.flatmap(lambda n: st.sampled_from(values if n == 0 else values[:good]))


material_lists = st.lists(materials(), min_size=0, max_size=3)
period_lists = st.lists(periods(), min_size=0, max_size=2)
debtors = _mostly(DEBTORS, 4)
work_days = _mostly(DAYS, 4)
work_statuses = st.sampled_from(WORK_STATUSES)


@dataclass(frozen=True)
class Order:
    """A work order as a mechanic leaves it, good or bad."""

    materials: list[Json]
    periods: list[Json]
    debtor: str
    invoice_to: str
    day: str
    work_status: str
    status: str


orders = st.builds(
    Order,
    materials=material_lists,
    periods=period_lists,
    debtor=debtors,
    invoice_to=st.sampled_from(["", "", "", "1002", "2001"]),
    day=work_days,
    work_status=work_statuses,
    status=st.sampled_from(["Compleet", "Compleet", "Compleet", "Klaargezet"]),
)

settings = st.fixed_dictionaries(
    {},
    optional={
        "create_relations": st.booleans(),
        "create_materials": st.booleans(),
        "default_hour_type": st.sampled_from(["", "MONT", "REIS", "LASSEN"]),
        "round_hours_to": st.sampled_from([0, 5, 15, 30]),
        "invoice_date": st.sampled_from(["today", "work_date"]),
        "export_from": st.sampled_from([None, "2026-09-01"]),
        "payment_term_days": st.sampled_from([None, 0, 30]),
        "max_invoices_per_run": st.sampled_from([None, None, None, None, None, 1, 3]),
        "vat_product": st.sampled_from([HIGH, LOW]),
        "vat_service": st.sampled_from([HIGH, LOW]),
        "export_invoices": st.sampled_from([True, True, True, True, True, True, True, False]),
    },
)

# What happens to calls: before the other side did its work, after it, or instead of a believable answer.
KINDS: Final = ("reset_before", "reset_after", "status", "status_after", "html", "html_after", "truncate")
MATCHES: Final = {
    "reeleezee": (
        "PUT /salesinvoices",
        "PUT /salesinvoices",
        "GET /salesinvoices",
        "PUT /",
        "GET /",
        "DELETE /",
        "* /",
    ),
    "outsmart": ("GET /getworkorder/", "GET /getworkorder/", "GET /updateworkorder", "GET /", "POST /", "* /"),
}
faults = st.fixed_dictionaries(
    {
        "match": st.sampled_from([(system, match) for system, matches in MATCHES.items() for match in matches]),
        "kind": st.sampled_from(KINDS),
        "code": st.sampled_from([500, 503, 429, 500, 401, 403, 404, 400]),
        "times": st.sampled_from([1, 1, 2, 4, 0]),
        "skip": st.one_of(st.integers(0, 2), st.integers(0, 15)),
    }
)
