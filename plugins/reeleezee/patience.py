"""Decides which calls are tried again, after how long, and when to leave it to the next run."""

from __future__ import annotations

import logging
from collections.abc import Callable

import tenacity

from reeleezee.account import FIRST_WAIT
from reeleezee.answers import Call
from reeleezee.errors import ReeleezeeTransientError

ATTEMPTS = 4
LONGEST_WAIT = 20.0
LONGEST_RETRY_AFTER = 60.0
LONGEST_WAIT_IN_ALL = 120.0

_log = logging.getLogger(__name__)


def retrying(call: Call, first_wait: float, sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Up to four attempts for a read; for a write only when the connection was refused before anything was sent.

    `first_wait` is 0.5 seconds in earnest; another value scales all waits, so that a test need not wait.
    """
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(_never_sent if call.is_write else _is_transient),
        wait=_Wait(first_wait / FIRST_WAIT),
        stop=tenacity.stop_any(tenacity.stop_after_attempt(ATTEMPTS), _WaitedLongEnough()),
        sleep=sleep,
        before_sleep=_tell,
        reraise=True,
    )


class _Wait(tenacity.wait.wait_base):
    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._backoff = tenacity.wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        return max(self._backoff(retry_state), _asked_wait(retry_state)) * self._scale


class _WaitedLongEnough(tenacity.stop.stop_base):
    """A longer wait than allowed is not shortened: a server that asks for it would only be disturbed."""

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        too_far = _asked_wait(retry_state) > LONGEST_RETRY_AFTER
        return too_far or retry_state.idle_for + retry_state.upcoming_sleep > LONGEST_WAIT_IN_ALL


def _is_transient(error: BaseException) -> bool:
    return isinstance(error, ReeleezeeTransientError)


def _never_sent(error: BaseException) -> bool:
    return isinstance(error, ReeleezeeTransientError) and error.never_sent


def _asked_wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return (error.retry_after or 0.0) if isinstance(error, ReeleezeeTransientError) else 0.0


def _tell(state: tenacity.RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    _log.warning("%s Attempt %d of %d; again in %.1f s", error, state.attempt_number, ATTEMPTS, state.upcoming_sleep)
