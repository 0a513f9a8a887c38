"""When something is told about the runs of a DAG, and when it was told already."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from koppeling.notices.trouble import Known, News, Seen, is_overdue, must_ask_last, news

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
Look = tuple[int, int, str, bool]


def told(*looks: Look) -> list[str]:
    """What a row of looks tells: failed and good runs so far, the state of the last, and whether one is overdue."""
    known: Known | None = None
    found = []
    for number, (failed, succeeded, last, is_due) in enumerate(looks):
        seen = Seen(NINE + timedelta(minutes=15 * number), failed, succeeded, "", is_due)
        asked = last if must_ask_last(known, seen) else ""
        what, after = news(known, Seen(seen.at, failed, succeeded, asked, is_due))
        known = Known.from_json(after.as_json())
        found.append(str(what))
    return found


def test_what_was_well_before_the_first_look_and_stays_so_is_not_told() -> None:
    assert told((0, 0, "", False), (0, 1, "success", False), (0, 2, "success", False)) == ["nothing"] * 3


def test_a_failure_is_told_once_however_many_runs_fail() -> None:
    looks = ((0, 4, "success", False), (1, 4, "failed", False), (2, 4, "failed", False), (3, 4, "failed", False))
    assert told(*looks) == ["nothing", "failed", "nothing", "nothing"]


def test_that_it_is_over_is_told_once_and_a_new_failure_is_new_trouble() -> None:
    looks = (
        (0, 4, "success", False),
        (1, 4, "failed", False),
        (1, 5, "success", False),
        (1, 6, "success", False),
        (2, 6, "failed", False),
    )
    assert told(*looks) == ["nothing", "failed", "recovered", "nothing", "failed"]


def test_a_failed_run_that_is_cleared_and_ends_well_is_over() -> None:
    assert told((0, 4, "", False), (1, 4, "failed", False), (0, 5, "success", False))[-1] == "recovered"


def test_a_failure_between_two_looks_that_is_over_already_is_not_told() -> None:
    assert told((0, 4, "success", False), (1, 5, "success", False)) == ["nothing", "nothing"]


def test_a_failure_that_came_after_a_good_run_between_two_looks_is_told() -> None:
    assert told((0, 4, "success", False), (1, 5, "failed", False)) == ["nothing", "failed"]


def test_whoever_asks_for_notices_while_it_goes_wrong_is_told_so_at_the_first_look() -> None:
    assert told((3, 4, "failed", False), (4, 4, "failed", False)) == ["failed", "nothing"]
    assert told((3, 4, "success", False)) == ["nothing"]


def test_a_late_export_is_told_once_and_when_it_runs_again() -> None:
    looks = ((0, 4, "", False), (0, 4, "", True), (0, 4, "", True), (0, 5, "success", False), (0, 6, "success", False))
    assert told(*looks) == ["nothing", "late", "nothing", "recovered", "nothing"]


def test_an_export_that_failed_and_stays_away_is_one_trouble() -> None:
    looks = ((0, 4, "", False), (1, 4, "failed", False), (2, 4, "failed", True), (2, 4, "", True))
    assert told(*looks) == ["nothing", "failed", "nothing", "nothing"]


def test_runs_that_airflow_has_cleaned_up_are_no_news() -> None:
    assert told((9, 90, "success", False), (0, 10, "success", False)) == ["nothing", "nothing"]


def test_the_last_run_is_asked_for_only_when_the_counts_leave_it_open() -> None:
    well, troubled = Known(1, 5, NINE), Known(1, 5, NINE, "failed")
    assert not must_ask_last(well, Seen(NINE, 1, 6))
    assert must_ask_last(well, Seen(NINE, 2, 6))
    assert must_ask_last(troubled, Seen(NINE, 1, 6))
    assert not must_ask_last(troubled, Seen(NINE, 1, 5))


def test_the_moment_of_the_last_good_run_is_kept_while_none_follows() -> None:
    what, after = news(Known(0, 5, NINE), Seen(NINE + timedelta(hours=1), 0, 5))
    assert (what, after.well_at) == (News.NOTHING, NINE)


@pytest.mark.parametrize(("minutes", "overdue"), [(60, False), (61, True)])
def test_overdue_is_longer_than_was_asked(minutes: int, overdue: bool) -> None:
    assert is_overdue(NINE, NINE + timedelta(minutes=minutes), 60) is overdue


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
@pytest.mark.parametrize(("minutes", "overdue"), [(60, False), (61, True)])
def test_the_change_of_the_clock_makes_nothing_overdue_and_hides_nothing(
    day: date, minutes: int, overdue: bool
) -> None:
    # a quarter to two in March, a quarter to three in October: within the hour the Dutch clock jumps
    due = datetime(day.year, day.month, day.day, 0, 45, tzinfo=UTC).astimezone(AMSTERDAM)
    now = (due.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(AMSTERDAM)

    assert is_overdue(due, now, 60) is overdue
