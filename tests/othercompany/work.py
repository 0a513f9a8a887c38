"""Invents what mechanics write down, each line with what it costs in cents, or why nobody can tell.

The figures come from `tests/reckoning.py`, from what was meant when the line was made up, never from what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from tests.othercompany.articles import Article, spelled
from tests.othercompany.waiting import WAITING, allowed
from tests.reckoning import euros, exact, hour_cents, in_steps, line_cents, minutes_passed

Json = dict[str, object]
UNREADABLE = frozenset(["unreadable_value"])
UNCLEAR = frozenset(["total_time_unclear"])
# a day without anything about it, and both nights in which the clock is changed
DAYS = {"05-10-2026": date(2026, 10, 5), "24-10-2026": date(2026, 10, 24), "28-03-2026": date(2026, 3, 28)}
_QUANTITIES = ("1", "2", "3", "1,5", "1.5", "0.333", "12", "1000", "0,0125", "7", "-1", "99.99")
_PERCENTAGES = ("0", "10", "25", "33,33", "50", "2.5", "100", "15")
_TIMES = ("01:00", "0:50", "07:35", "26:15", "00:07", "00:14", "0:01", "10:20")
_CLOCKS = (("08:00", "09:30"), ("22:00", "06:15"), ("23:30", "00:10"), ("07:00", "16:45"), ("01:00", "01:20"))


@dataclass(frozen=True)
class Line:
    """One material or period: as OutSmart has it, its net in cents (None: left out), or why it is refused."""

    row: Json
    cents: int | None = None
    article: Article | None = None
    is_hours: bool = False
    refusals: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    may_tell: frozenset[str] = frozenset()


@st.composite
def materials(draw: st.DrawFn, known: tuple[Article, ...]) -> Line:
    article = draw(st.sampled_from(known))
    quantity = draw(st.sampled_from(_QUANTITIES))
    prices = [article.price, article.price.replace(".", ","), "19.95", "0", "0.01235"]
    price = draw(st.sampled_from(["19.95", "0,4275"] if "many decimals" in WAITING else prices))
    code = draw(spelled(article.code))
    row: Json = {"MaterialCode": code, "MaterialName": f"Artikel {article.code}", "MaterialUnit": "st"}
    row |= {"MaterialNr": quantity, "MaterialPrice": price}
    kind = draw(st.sampled_from(allowed(["plain", "total", "discount"] * 6 + ["untaken", "wrong", "none", "odd"])))
    full = line_cents(quantity, price)
    match kind:
        case "total":
            row["MaterialTotalPrice"] = euros(full)
            return Line(row, full, article)
        case "discount":
            percentage = draw(st.sampled_from(_PERCENTAGES))
            less = line_cents(quantity, price, percentage)
            row |= {"MaterialDiscountPercentage": percentage, "MaterialTotalPrice": euros(less)}
            return Line(row, less, article)
        case "untaken":
            # the total says that it was not taken off, and the total is what was agreed
            row |= {"MaterialDiscountPercentage": "10", "MaterialTotalPrice": euros(full)}
            return Line(row, full, article)
        case "wrong":
            row["MaterialTotalPrice"] = euros(full + 100_00)
            return Line(row, refusals=frozenset(["line_total_differs"]))
        case "none":
            return Line({**row, "MaterialNr": "0"})
        case "odd":
            broken = draw(st.sampled_from(["1.234,56", "een", "", "1e3", "½"]))
            return Line({**row, "MaterialNr": broken, "MaterialTotalPrice": ""}, refusals=UNREADABLE)
    row["MaterialTotalPrice"] = draw(st.sampled_from(["", euros(full)]))
    return Line(row, full, article)


@st.composite
def periods(draw: st.DrawFn, known: tuple[Article, ...], step: int) -> Line:
    service = draw(st.sampled_from(known))
    day = draw(st.sampled_from(allowed(list(DAYS))))
    begin, end = draw(st.sampled_from(_CLOCKS))
    code = draw(spelled(service.code))
    row: Json = {"HourType": code, "WorkDate": day, "BeginTime": begin, "EndTime": end, "Break": "0"}
    usual = ["total", "clock", "total", "clock", "minutes", "hours", "8"]
    kind = draw(st.sampled_from(allowed(usual * 3 + ["8 alone", "none", "type", "odd"])))
    passed = minutes_passed(DAYS[day], begin, end)
    match kind:
        case "total":
            total = draw(st.sampled_from(_TIMES))
            hours, _, rest = total.partition(":")
            return _worked(row | {"TotalTime": total}, int(hours) * 60 + int(rest), service, step)
        case "minutes":
            minutes = draw(st.sampled_from([25, 90, 145, 600]))
            return _worked(row | {"TotalTime": str(minutes)}, minutes, service, step)
        case "hours":
            # what "7,5" means is what the clock says, and the clock says it exactly
            row |= {"BeginTime": "08:00", "EndTime": "15:30"}
            return _worked(row | {"TotalTime": draw(st.sampled_from(["7.5", "7,5"]))}, 450, service, step)
        case "8":
            row |= {"BeginTime": "08:00", "EndTime": "16:00"}
            return _worked(row | {"TotalTime": "8"}, 480, service, step)
        case "8 alone":
            # eight hours or eight minutes? without a clock, or with one that says something else, nobody knows
            begin, end = draw(st.sampled_from([("", ""), ("08:00", "12:00")]))
            return Line(row | {"TotalTime": "8", "BeginTime": begin, "EndTime": end}, refusals=UNCLEAR)
        case "none":
            return Line(row | {"TotalTime": "0:00", "EndTime": begin})
        case "type":
            return Line(row | {"HourType": "LASSEN", "TotalTime": "01:00"}, refusals=frozenset(["hour_type_unknown"]))
        case "odd":
            return Line(row | {"EndTime": "half een", "TotalTime": ""}, refusals=UNREADABLE)
    pause = draw(st.sampled_from(["0", "", "15"]))
    return _worked(row | {"TotalTime": "", "Break": pause}, passed - int(pause or 0), service, step)


def _worked(row: Json, minutes: int, service: Article, step: int) -> Line:
    billed = in_steps(minutes, step)
    return Line(row, hour_cents(billed, service.price) if billed else None, service, is_hours=True)


def is_left_out(line: Line) -> bool:
    """Nothing of it is billed, and nothing is wrong with it."""
    return line.cents is None and not line.refusals


def exact_price(article: Article) -> float:
    """The price as a JSON number."""
    return float(exact(article.price))
