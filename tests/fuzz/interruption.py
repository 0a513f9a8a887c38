"""Interrupts the koppeling at its n-th call: its process dies, or somebody else does something at that very moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from requests.adapters import HTTPAdapter


class Killed(BaseException):
    """The process is gone: no `except Exception` of the koppeling may come between."""


@contextmanager
def at_call(number: int, interrupt: Callable[[], object], *, after: bool = False) -> Iterator[None]:
    """Call `interrupt` once, before or after call `number` of the koppeling was answered; the first one is 0."""
    send = HTTPAdapter.send
    made = 0

    def counted(adapter: HTTPAdapter, *args: Any, **kwargs: Any) -> Any:
        nonlocal made
        made += 1
        if made - 1 != number:
            return send(adapter, *args, **kwargs)
        answer = send(adapter, *args, **kwargs) if after else None
        HTTPAdapter.send = send  # type: ignore[method-assign]
        try:
            interrupt()
        except Killed:
            if answer is not None:
                answer.close()
            raise
        return answer if answer is not None else send(adapter, *args, **kwargs)

    HTTPAdapter.send = counted  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        HTTPAdapter.send = send  # type: ignore[method-assign]


@contextmanager
def dying(number: int, *, after: bool) -> Iterator[None]:
    """Die at call `number`, before it was sent or after it was answered; whatever was under way is left as it is."""

    def die() -> None:
        raise Killed

    with at_call(number, die, after=after):
        yield
