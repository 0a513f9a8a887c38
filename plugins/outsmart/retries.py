"""Decides how often and how soon a call is made again: a read some times, a write only when it never left.

Waiting is bounded, since the next run of a DAG comes within a quarter of an hour and is the better retry.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import tenacity

from outsmart.access import Access
from outsmart.answers import Call
from outsmart.errors import OutSmartTransientError, OutSmartUnreachable

_ATTEMPTS = 4
_LONGEST_WAIT = 20.0
_LONGEST_RETRY_AFTER = 60.0
_WAITING_IN_TOTAL = 120.0


def retrying(access: Access, call: Call) -> tenacity.Retrying:
    """Calls a function again while that can help; the last error is the one that comes out."""
    again = OutSmartUnreachable if call.changes else OutSmartTransientError
    patience = _Patience(access)
    stop = patience.exhausted if call.patience is None else tenacity.stop_after_attempt(1)
    return tenacity.Retrying(retry=tenacity.retry_if_exception_type(again), wait=patience.wait, stop=stop, reraise=True)


def seconds_asked(retry_after: str, now: datetime | None = None) -> float | None:
    """The wait that a `Retry-After` header asks, in seconds or until a moment; None when it asks nothing readable."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


class _Patience:
    """`retry_wait` of the connection scales every wait; the seconds that OutSmart asks are only scaled down."""

    def __init__(self, access: Access) -> None:
        self._backoff = tenacity.wait_exponential_jitter(
            multiplier=access.retry_wait, max=_LONGEST_WAIT, jitter=access.retry_wait
        )
        self._scale = min(1.0, access.retry_wait / Access.retry_wait)
        # A read that times out may do so twice, or a dead server would hold a run for the sum of four time-outs.
        self._longest = max(_WAITING_IN_TOTAL, 2 * access.read_timeout)

    def wait(self, state: tenacity.RetryCallState) -> float:
        return max(self._backoff(state), _asked(state) * self._scale)

    def exhausted(self, state: tenacity.RetryCallState) -> bool:
        return (
            state.attempt_number >= _ATTEMPTS
            or _asked(state) > _LONGEST_RETRY_AFTER
            or state.idle_for + state.upcoming_sleep > _WAITING_IN_TOTAL
            or (state.seconds_since_start or 0.0) > self._longest
        )


def _asked(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return (error.retry_after or 0.0) if isinstance(error, OutSmartTransientError) else 0.0
