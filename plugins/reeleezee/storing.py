"""Stores a record under an id of our own, and looks at Reeleezee itself whenever an answer leaves doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reeleezee.comparison import is_stored
from reeleezee.errors import ReeleezeeOutcomeUnknown, ReeleezeeTransientError

Row = Mapping[str, Any]
Look = Callable[[], Row | None]


def store(send: Callable[[], None], look: Look, body: Row, path: str) -> Row:
    """What Reeleezee holds after `send`; sent a second time only when a look shows that nothing was stored.

    For customers, addresses and products: repeating their PUT under the same id cannot make a second one. The error's
    `answered_500` stays True only when that was the answer each time and the looks showed nothing.
    """
    try:
        send()
    except ReeleezeeOutcomeUnknown as unknown:
        found = _look_after(unknown, look)
        return _send_again(send, look, body, unknown) if found is None else _as_sent(found, body, unknown)
    return read_back(look, path)


def _send_again(send: Callable[[], None], look: Look, body: Row, first: ReeleezeeOutcomeUnknown) -> Row:
    """The second and last attempt; whatever becomes of it, the first one may still be stored late."""
    try:
        send()
    except (ReeleezeeOutcomeUnknown, ReeleezeeTransientError) as error:
        found = _look_after(first, look)
        if found is None:
            if not (isinstance(error, ReeleezeeOutcomeUnknown) and error.answered_500):
                first.answered_500 = False
            raise first from error
        return _as_sent(found, body, first)
    return read_back(look, first.path)


def read_back(look: Look, path: str) -> Row:
    """The record that Reeleezee says it stored; not being able to see it is an unknown outcome."""
    try:
        row = look()
    except ReeleezeeTransientError as error:
        raise ReeleezeeOutcomeUnknown(
            "Reeleezee stored the record but could not be read afterwards.",
            method="PUT",
            path=path,
            status=error.status,
            message=error.message,
        ) from error
    if row is None:
        raise ReeleezeeOutcomeUnknown("Reeleezee stored the record but does not show it.", method="PUT", path=path)
    return row


def _look_after(unknown: ReeleezeeOutcomeUnknown, look: Look) -> Row | None:
    try:
        return look()
    except ReeleezeeTransientError:
        unknown.answered_500 = False
        raise unknown from unknown.__cause__


def _as_sent(found: Row, body: Row, unknown: ReeleezeeOutcomeUnknown) -> Row:
    if is_stored(body, found):
        return found
    unknown.answered_500 = False
    raise unknown
