"""Remembers every call in order, so that a test can prove what was and was not asked of the API."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LONGEST_LOG = 200_000


@dataclass
class LoggedRequest:
    """One call; the status stays open while it is under way and for ever when the connection was broken."""

    n: int
    method: str
    path: str
    query: str
    status: int | None = None
    fault: str | None = None


def route_of(path: str) -> str:
    """The path without the ids in it, as counters name it; a leading administration id is left out."""
    segments = path.strip("/").split("/")
    if len(segments) > 1 and _GUID.fullmatch(segments[0]):
        segments = segments[1:]
    named = ["{id}" if segment.isdigit() else _GUID.sub("{id}", segment) for segment in segments]
    return "/" + "/".join(named)


def masked(query: tuple[tuple[str, str], ...], secret_keys: frozenset[str]) -> str:
    """The query as text, with the values of secret keys hidden."""
    return "&".join(f"{key}={'***' if key in secret_keys else value}" for key, value in query)


class RequestLog:
    """The calls since the last clearing, with counters per route."""

    def __init__(self) -> None:
        self._entries: deque[LoggedRequest] = deque(maxlen=_LONGEST_LOG)
        self._counters: Counter[str] = Counter()
        self._last_number = 0

    def start(self, method: str, path: str, query: str) -> LoggedRequest:
        """Note a call at its arrival."""
        self._last_number += 1
        entry = LoggedRequest(self._last_number, method, path, query)
        self._entries.append(entry)
        self._counters[f"{method} {route_of(path)}"] += 1
        return entry

    def clear(self) -> None:
        """Forget all calls and start counting anew."""
        self._entries.clear()
        self._counters.clear()
        self._last_number = 0

    def listed(self) -> dict[str, Any]:
        """The log as the control call answers it."""
        return {"requests": [vars(entry) for entry in self._entries], "counters": dict(self._counters)}
