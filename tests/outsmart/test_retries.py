"""How long a call is repeated: growing waits, bounded in number, in sum and by what OutSmart asks."""

from datetime import UTC, datetime

import pytest
import tenacity

from outsmart.access import Access
from outsmart.answers import Call
from outsmart.errors import OutSmartTransientError
from outsmart.retries import retrying, seconds_asked

READ = Call("GET", "relations")


def waits(asked: float | None = None, **fields: float) -> list[float]:
    """The waits of a read that never succeeds, without waiting them out."""
    slept: list[float] = []
    again: tenacity.Retrying = retrying(Access("https://werkbon.example.nl", "t", "s", **fields), READ)  # type: ignore[arg-type]

    def fail() -> None:
        error = OutSmartTransientError("Fault.")
        error.retry_after = asked
        raise error

    with pytest.raises(OutSmartTransientError):
        again.copy(sleep=slept.append)(fail)
    return slept


def test_waits_grow_from_half_a_second() -> None:
    first, second, third = waits()
    assert 0.5 <= first <= 1.0
    assert 1.0 <= second <= 1.5
    assert 2.0 <= third <= 2.5


def test_waits_differ_so_that_clients_do_not_return_together() -> None:
    assert len({waits()[0] for _ in range(5)}) > 1


def test_one_wait_is_at_most_twenty_seconds() -> None:
    assert max(waits(retry_wait=30.0)) == 20.0


def test_what_outsmart_asks_is_waited_but_two_minutes_in_all() -> None:
    assert waits(asked=50.0) == [50.0, 50.0]
    assert waits(asked=30.0) == [30.0, 30.0, 30.0]


def test_longer_than_a_minute_is_left_to_the_next_run() -> None:
    assert waits(asked=61.0) == []


def test_a_quick_connection_shortens_every_wait() -> None:
    assert max(waits(asked=50.0, retry_wait=0.005)) == 0.5


@pytest.mark.parametrize(("lasted", "given_up"), [(599.0, False), (601.0, True)])
def test_a_silent_server_is_waited_for_twice_not_four_times(lasted: float, given_up: bool) -> None:
    again = retrying(Access("https://werkbon.example.nl", "t", "s", read_timeout=300.0), READ)
    state = tenacity.RetryCallState(again, None, (), {})
    state.start_time, state.outcome_timestamp = 0.0, lasted
    assert again.stop(state) is given_up


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 03 Feb 2025 10:00:30 GMT", 30.0),
        ("Mon, 03 Feb 2025 09:00:00 GMT", 0.0),
        ("Mon, 03 Feb 2025 10:00:10 -0000", 10.0),
        ("", None),
        ("straks", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_moment(header: str, seconds: float | None) -> None:
    assert seconds_asked(header, datetime(2025, 2, 3, 10, tzinfo=UTC)) == seconds
