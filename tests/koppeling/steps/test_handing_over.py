"""What a task hands over along the way is found whole, and it ends in time for the tasks after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from koppeling.outcomes import Outcome, Result
from koppeling.steps.handing_over import course_of, handed_over, seconds_left

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def exported(number: int) -> Outcome:
    return Outcome(f"{number}", f"Werkbon {number}", Result.EXPORTED)


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 60])
def test_everything_handed_over_is_found_and_the_order_under_way_too(count: int) -> None:
    kept: dict[str, Any] = {}
    course = course_of(kept.__setitem__, 60.0)
    for number in range(count):
        course.begin(f"{number}")
        course.tell(exported(number))
    course.begin("bezig")

    found = handed_over(kept.get)

    assert [row["row_id"] for row in found["outcomes"]] == [f"{number}" for number in range(count)]
    assert found["under_way"] == "bezig"


def test_of_a_task_that_did_nothing_there_is_nothing() -> None:
    assert handed_over({}.get) == {"outcomes": [], "under_way": ""}


def test_the_time_of_a_task_is_up_after_its_seconds() -> None:
    now = [100.0]
    course = course_of(lambda _key, _value: None, 60.0, clock=lambda: now[0])
    assert not course.is_over()
    now[0] = 160.0
    assert course.is_over()


@pytest.mark.parametrize(
    ("minutes_ago", "left"),
    [
        pytest.param(0, 24 * 60, id="begun at once: up to its share of the run"),
        pytest.param(10, 14 * 60, id="what went before is taken off"),
        pytest.param(24, 60, id="a little is left to each"),
        pytest.param(29, 60, id="even when the run is nearly over"),
        pytest.param(31, 24 * 60, id="cleared later: a time of its own"),
        pytest.param(-1, 24 * 60, id="clocks differ"),
    ],
)
def test_a_task_ends_in_time_for_those_after_it(minutes_ago: int, left: int) -> None:
    started = NOON - timedelta(minutes=minutes_ago)
    assert seconds_left(started, NOON, 0.8, HALF_AN_HOUR) == left
