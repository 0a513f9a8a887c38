"""Stands between the tasks and the network: it notes every call of a run, and at one of them lets the blow fall.

A killed process is a `Killed` raised out of the sending of a request. It is no `Exception`, so nothing in the project
catches it, and a call that any `finally` would still make is refused and noted in `after_death`. So what the outside
sees is what it sees of kill -9: the calls up to that moment and nothing after it. (Processes are killed in earnest in
the tests on a real Airflow; there nobody can choose the very call.)
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from sandbox.core.running import RunningSandbox

SECRET_KEYS = frozenset({"token", "software_token"})
WRITING_READS = ("/UpdateWorkorder", "/DeleteEntity")


class Killed(BaseException):
    """The process ends here."""


@dataclass(frozen=True)
class Call:
    """One call of a run: in which task, and the how-manieth to that system."""

    task: str
    system: str
    ordinal: int
    method: str
    path: str
    query: str

    @property
    def is_write(self) -> bool:
        settles = "update_status=true" in self.query
        return self.method != "GET" or settles or self.path.startswith(WRITING_READS)

    def __str__(self) -> str:
        return f"{self.task}: {self.system} {self.method} {self.path}?{self.query} (call {self.ordinal})"


class Blow(Protocol):
    """What happens to a call, and whether to the end of the run."""

    @property
    def is_lasting(self) -> bool: ...

    def falls_on(self, call: Call, target: Call) -> bool:
        """Whether this call of the run suffers when `target` is the one that was meant."""
        ...

    def fall(self, box: RunningSandbox, send: Callable[[str], requests.Response], url: str) -> requests.Response:
        """Carry the call out in that way; `send` sends it to the given URL."""
        ...


@dataclass
class Process:
    """One run as the network sees it, with the blow that is meant for it.

    `meet` waits for a second run, at every call up to the target: so both do the same, however busy the machine is.
    `read_timeout`: how long an answer is waited for from the target on; None is as long as the connection says.
    """

    target: Call | None = None
    blow: Blow | None = None
    meet: Callable[[], None] = lambda: None
    read_timeout: float | None = None
    task: str = ""
    calls: list[Call] = field(default_factory=list)
    struck: list[Call] = field(default_factory=list)
    after_death: list[Call] = field(default_factory=list)
    is_dead: bool = False
    is_at_target: bool = False
    _counts: Counter[str] = field(default_factory=Counter)

    def begin(self, task: str) -> None:
        """Every task of Airflow is a process of its own."""
        self.task, self.is_dead = task, False

    def note(self, system: str, request: requests.PreparedRequest, base_path: str) -> Call:
        parts = urlsplit(str(request.url))
        query = "&".join(f"{k}={v}" for k, v in parse_qsl(parts.query, True) if k not in SECRET_KEYS)
        path = parts.path.removeprefix(base_path).rstrip("/")
        call = Call(self.task, system, self._counts[system], str(request.method), path, query)
        self._counts[system] += 1
        self.calls.append(call)
        return call


class Wire:
    """All calls of this process to the two sandboxes; each thread carries the calls of one run."""

    def __init__(self, boxes: dict[str, RunningSandbox], patch: pytest.MonkeyPatch) -> None:
        self._boxes = {urlsplit(box.root_url).netloc: (name, box) for name, box in boxes.items()}
        self._local = threading.local()
        self.bend: Callable[[str, requests.Response], None] = lambda _system, _answer: None
        """What becomes of every answer to a run, by the name of the system that gave it."""
        original = requests.Session.send

        def send(session: requests.Session, request: requests.PreparedRequest, **how: Any) -> requests.Response:
            def to(url: str, read_timeout: float | None) -> requests.Response:
                request.url = url
                return original(session, request, **how | ({"timeout": read_timeout} if read_timeout else {}))

            return self._send(request, to)

        patch.setattr(requests.Session, "send", send)

    @contextmanager
    def carrying(self, process: Process) -> Iterator[None]:
        self._local.process = process
        try:
            yield
        finally:
            self._local.process = None

    def _send(
        self, request: requests.PreparedRequest, to: Callable[[str, float | None], requests.Response]
    ) -> requests.Response:
        url = str(request.url)
        process: Process | None = getattr(self._local, "process", None)
        parts = urlsplit(url)
        if process is None or parts.path.startswith("/_sandbox/"):
            return to(url, None)
        system, box = self._boxes[parts.netloc]
        call = process.note(system, request, urlsplit(box.base_url).path)
        if process.is_dead:
            process.after_death.append(call)
            raise Killed
        target, blow = process.target, process.blow
        if target is None:
            answer = to(url, None)
            self.bend(system, answer)
            return answer
        if not process.is_at_target:
            process.is_at_target = (call.system, call.ordinal) == (target.system, target.ordinal)
            process.meet()
        # Before the target no call may time out, however busy the machine is, or the target is never reached.
        read_timeout = process.read_timeout if process.is_at_target else None
        if blow is None or not blow.falls_on(call, target):
            return to(url, read_timeout)
        process.struck.append(call)
        try:
            return blow.fall(box, lambda where: to(where, read_timeout), url)
        except Killed:
            process.is_dead = True
            raise
