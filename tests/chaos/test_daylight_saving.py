"""The nights on which the clock is changed: no run is lost or doubled, hours count as they passed, dates are Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.chaos.company import without_token
from tests.koppeling.export.couple import Couple, open_couple, used, worked

from koppeling import runtime
from koppeling.dag_frame import schedule
from koppeling.koppelingen import koppelingen
from sandbox.core.running import RunningSandbox

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# the Saturdays before: at 2 o'clock the clock goes to 3 in March, and at 3 o'clock to 2 in October
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)
QUARTER = timedelta(minutes=15)
NIGHTLY = ("relations", "materials", "hour_types")


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: tuple[RunningSandbox, RunningSandbox], monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)


def runs_of(part: str, first: date, days: int = 3) -> list[datetime]:
    """When Airflow's scheduler starts the runs, looking every minute as it does without catching up."""
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import DataInterval, TimeRestriction

    (shipped,) = koppelingen()
    timetable: Any = coerce_to_core_timetable(schedule(shipped.schedules[part]))
    now = datetime(first.year, first.month, first.day, 12, tzinfo=AMSTERDAM).astimezone(UTC)
    restriction = TimeRestriction(earliest=None, latest=None, catchup=False)
    last: DataInterval | None = None
    started: list[datetime] = []
    with time_machine.travel(now, tick=False) as clock:
        due = timetable.next_dagrun_info(last_automated_data_interval=last, restriction=restriction)
        for _ in range(days * 24 * 60):
            if datetime.now(UTC) >= due.run_after:
                started.append(due.run_after)
                last = due.data_interval
                due = timetable.next_dagrun_info(last_automated_data_interval=last, restriction=restriction)
            clock.shift(timedelta(minutes=1))
    return started


@pytest.mark.parametrize("first", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_the_export_runs_every_quarter_of_an_hour_also_when_the_clock_is_changed(first: date) -> None:
    started = runs_of("export", first)
    assert len(started) == 3 * 24 * 4
    assert started == [started[0] + n * QUARTER for n in range(len(started))]


@pytest.mark.parametrize("part", NIGHTLY)
@pytest.mark.parametrize("first", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_a_nightly_import_runs_once_a_night_also_when_its_hour_is_missing_or_comes_twice(
    part: str, first: date
) -> None:
    nights = [moment.astimezone(AMSTERDAM).date() for moment in runs_of(part, first)]
    assert nights == [first + timedelta(days=n) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),  # 23:30 in winter time
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),  # 0:30, the clock has yet to be changed
        (datetime(2026, 3, 29, 21, 30, tzinfo=UTC), date(2026, 3, 29)),  # 23:30 in summer time
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # 0:30 in summer time
        (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), date(2026, 10, 24)),  # 23:30 in summer time
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),  # 2:30 for the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),  # 2:30 for the second time
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # 23:30 in winter time
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),  # 0:30 in winter time
    ],
    ids=str,
)
def test_the_invoice_bears_the_dutch_date_of_the_moment_it_is_made(couple: Couple, moment: datetime, day: date) -> None:
    row_id = couple.order(used("KRAAN"))
    with time_machine.travel(moment, tick=True):
        assert runtime.today() == day
        assert couple.run().told(row_id) == ("exported", "")
    invoice = couple.invoice(row_id) or {}
    assert str(invoice["Date"])[:10] == day.isoformat()


@pytest.mark.parametrize("invoice_date", ["today", "work_date"])
def test_an_invoice_made_before_midnight_is_settled_after_it_as_it_is(couple: Couple, invoice_date: str) -> None:
    couple.settings(invoice_date=invoice_date)
    row_id = couple.order(used("KRAAN"), WorkDate="24-10-2026")
    lost = {"match": "GET /GetWorkorder$", "kind": "reset_before", "query": "update_status=true"}
    couple.outsmart.faults([lost])
    with time_machine.travel(datetime(2026, 10, 24, 21, 59, tzinfo=UTC), tick=True):
        assert couple.run(may_fail=True).told(row_id) == ("deferred", "not_settled")
    made = without_token(couple.invoice(row_id) or {})
    with time_machine.travel(datetime(2026, 10, 25, 1, 15, tzinfo=UTC), tick=True):
        assert couple.run().told(row_id) == ("exported", "")
    assert without_token(couple.invoice(row_id) or {}) == made
    assert made["Date"][:10] == "2026-10-24"


@pytest.mark.parametrize(
    ("night", "net"),
    # from ten to six: seven hours of 60.00 in the night that loses one, nine in the night that has one twice
    [("28-03-2026", "420.00"), ("24-10-2026", "540.00")],
)
def test_begin_and_end_over_the_change_of_the_clock_count_as_time_passed(couple: Couple, night: str, net: str) -> None:
    period = worked("MONT", "", WorkDate=night, BeginTime="22:00", EndTime="06:00")
    row_id = couple.order(periods=[period], WorkDate=night)
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == net


@pytest.mark.parametrize("night", ["28-03-2026", "24-10-2026"])
def test_a_total_over_the_change_of_the_clock_counts_as_it_is_written(couple: Couple, night: str) -> None:
    period = worked("MONT", "08:00", WorkDate=night, BeginTime="22:00", EndTime="06:00")
    row_id = couple.order(periods=[period], WorkDate=night)
    assert couple.run().told(row_id)[0] == "exported"
    assert couple.amounts(row_id)[0] == "480.00"


@pytest.mark.parametrize(
    ("night", "total", "net"), [("28-03-2026", "07:00", "420.00"), ("24-10-2026", "09:00", "540.00")]
)
def test_a_total_that_knows_of_the_change_wins_from_begin_and_end(
    couple: Couple, night: str, total: str, net: str
) -> None:
    row_id = couple.order(periods=[worked("MONT", total, WorkDate=night, BeginTime="22:00", EndTime="06:00")])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == net
