"""Invents the hours that mechanics write down: a total time, a clock, both or neither, also in the two odd nights.

What was worked is decided where a period is made up; what passes on a clock is reckoned by `tests/reckoning.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st
from tests.othercompany.articles import Article, spelled
from tests.othercompany.waiting import allowed
from tests.othercompany.work import LEFT_OUT, UNREADABLE, Json, Line
from tests.reckoning import hour_cents, in_steps, minutes_passed

UNCLEAR = frozenset({"total_time_unclear"})
CHANGED = frozenset({"clock_was_changed"})
DIFFERS = frozenset({"time_differs_from_clock"})
PLAIN, LONG_NIGHT, SHORT_NIGHT = "05-10-2026", "24-10-2026", "28-03-2026"
# a day without anything about it, and those that end in a night in which the clock is changed
DAYS = {PLAIN: date(2026, 10, 5), LONG_NIGHT: date(2026, 10, 24), SHORT_NIGHT: date(2026, 3, 28)}
LEAST_DIFFERENCE = 15
_TIMES = ("01:00", "0:50", "07:35", "26:15", "00:07", "00:14", "0:01", "10:20", "9:45", "8:00", "00:30")
_CLOCKS = (
    ("08:00", "09:30"),
    ("22:00", "06:15"),
    ("23:30", "00:10"),
    ("07:00", "16:45"),
    ("01:00", "01:20"),
    ("08:00", "17:00"),
)
# What is typed, on what clock (begin, end, break), on what day, and the minutes that it can only mean.
_BARE = (
    ("7.5", ("08:00", "15:30", "0"), PLAIN, 450),
    ("7,5", ("08:00", "16:00", "30"), PLAIN, 450),
    ("8", ("08:00", "16:00", ""), PLAIN, 480),
    ("8", ("08:00", "16:10", "0"), PLAIN, 480),
    ("8", ("08:00", "08:08", "0"), PLAIN, 8),
    ("24", ("10:00", "10:24", "0"), PLAIN, 24),
    ("0.25", ("10:00", "10:15", "0"), PLAIN, 15),
    ("9", ("22:00", "06:00", "0"), LONG_NIGHT, 540),
    ("7", ("22:00", "06:00", "0"), SHORT_NIGHT, 420),
    ("25", ("10:00", "10:25", "0"), PLAIN, 25),
    ("90", ("10:00", "11:30", "0"), PLAIN, 90),
    ("600", ("", "", ""), PLAIN, 600),
)
# The same where it can mean two things, or none.
_UNDECIDED = (
    ("8", ("", "", "0"), PLAIN),
    ("8", ("08:00", "", "0"), PLAIN),
    ("8", ("08:00", "12:00", "0"), PLAIN),
    ("7.5", ("08:00", "16:00", "0"), PLAIN),
    ("8", ("22:00", "06:00", "0"), LONG_NIGHT),
    ("8", ("22:00", "06:00", "0"), SHORT_NIGHT),
    ("8", ("08:00", "half een", "0"), PLAIN),
)
# A clock that shows its begin or end twice that night, or never.
_TWICE_OR_NEVER = (
    ("22:00", "02:30", LONG_NIGHT),
    ("22:00", "02:30", SHORT_NIGHT),
    ("02:15", "06:00", "25-10-2026"),
    ("02:15", "06:00", "29-03-2026"),
)
# Begin, end and break of which nobody can read how long it was.
_UNREADABLE = (
    ("08:00", "half een", "0"),
    ("17", "18:00", "0"),
    ("08:00", "09:00", "90"),
    ("", "", ""),
    ("8:00", "25:10", ""),
)


def day_of(row: Json) -> date:
    day, month, year = str(row["WorkDate"]).split("-")
    return date(int(year), int(month), int(day))


@dataclass(frozen=True)
class Hours:
    """What is the same for every period of a company: `step` is the rounding of its settings."""

    services: tuple[Article, ...]
    step: int


@st.composite
def periods(draw: st.DrawFn, hours: Hours) -> Line:
    service = draw(st.sampled_from(hours.services))
    code = draw(spelled(service))
    row: Json = {"HourType": code.code, "WorkDate": draw(st.sampled_from(allowed(list(DAYS)))), "Break": "0"}
    kinds = ["total", "total", "clock", "clock", "bare"] * 6 + ["undecided", "twice or never", "none", "type", "odd"]
    line = draw(_timed(draw(st.sampled_from(allowed(kinds))), row, service, hours.step))
    line = replace(line, worked_on=day_of(line.row))
    if line.cents is None or not code.refusals:
        return line
    return replace(line, cents=None, article=None, refusals=line.refusals | code.refusals)


@st.composite
def _timed(draw: st.DrawFn, kind: str, row: Json, service: Article, step: int) -> Line:
    begin, end = draw(st.sampled_from(_CLOCKS))
    passed = minutes_passed(DAYS[str(row["WorkDate"])], begin, end)
    match kind:
        case "total":
            total = draw(st.sampled_from(_TIMES))
            before, _, rest = total.partition(":")
            minutes = int(before) * 60 + int(rest)
            row |= {"TotalTime": total, "BeginTime": begin, "EndTime": end}
            return _worked(row, minutes, service, step, differs=abs(minutes - passed) > max(step, LEAST_DIFFERENCE))
        case "bare":
            total, clock, day, minutes = draw(st.sampled_from(_BARE))
            return _worked(row | _on_clock(*clock, total=total, day=day), minutes, service, step)
        case "undecided":
            total, clock, day = draw(st.sampled_from(_UNDECIDED))
            return Line(row | _on_clock(*clock, total=total, day=day), refusals=UNCLEAR)
        case "twice or never":
            begin, end, day = draw(st.sampled_from(_TWICE_OR_NEVER))
            return Line(row | _on_clock(begin, end, "0", day=day), refusals=CHANGED)
        case "none":
            return Line(row | _on_clock(begin, begin, "0", total="0:00"), told=LEFT_OUT)
        case "type":
            unknown = {"HourType": "LASSEN", "TotalTime": "01:00", "BeginTime": "", "EndTime": ""}
            return Line(row | unknown, refusals=frozenset({"hour_type_unknown"}))
        case "odd":
            return Line(row | _on_clock(*draw(st.sampled_from(_UNREADABLE))), refusals=UNREADABLE)
    pause = draw(st.sampled_from(["0", "", "15"]))
    row |= {"BeginTime": begin, "EndTime": end, "Break": pause} | draw(st.sampled_from([{"TotalTime": ""}, {}]))
    return _worked(row, passed - int(pause or 0), service, step)


def _on_clock(begin: str, end: str, pause: str, *, total: str = "", day: str = PLAIN) -> Json:
    return {"BeginTime": begin, "EndTime": end, "Break": pause, "TotalTime": total, "WorkDate": day}


def _worked(row: Json, minutes: int, service: Article, step: int, *, differs: bool = False) -> Line:
    billed = in_steps(minutes, step)
    if not billed:
        return Line(row, told=LEFT_OUT, may_tell=DIFFERS if differs else frozenset())
    if service.refusals:
        return Line(row, refusals=service.refusals)
    told = service.told | (DIFFERS if differs else frozenset())
    return Line(row, hour_cents(billed, service.price), service, is_hours=True, told=told)
