"""Lists the ways in which a call is broken: once, or from that call to the end of the run.

Kinds that only differ in whether the call was carried out ("after storing") are for calls that change something.
"""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from tests.faults.wire import Call, Killed

from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

Json = dict[str, Any]
Send = Callable[[str], requests.Response]
JSON_TYPE: Final = {"content-type": "application/json; charset=utf-8"}
WRONG_TOKEN: Final = '{"code":1004,"messages":["Invalid token"],"response":null}'
SHORT_READ_TIMEOUT = 0.2


@dataclass(frozen=True)
class Fault:
    """One way to break a call. `is_lasting`: to the end of the run, or for a killing: the whole machine dies."""

    name: str
    is_lasting: bool = False
    only_writes: bool = False
    system: str = ""
    plan: Json = field(default_factory=dict, compare=False)
    read_timeout: float | None = None

    def fits(self, call: Call) -> bool:
        return (call.is_write or not self.only_writes) and self.system in {"", call.system}

    def falls_on(self, call: Call, target: Call) -> bool:
        """The sandbox itself breaks what follows; only where it has no part must every call be caught here."""
        return call.system == target.system and call.ordinal == target.ordinal

    def fall(self, box: RunningSandbox, send: Send, url: str) -> requests.Response:
        box.faults([{"match": "* ", "times": 0 if self.is_lasting else 1, **self.plan}])
        return send(url)

    def __str__(self) -> str:
        return f"{self.name}, {'lasting' if self.is_lasting else 'once'}"


@dataclass(frozen=True)
class Killing(Fault):
    """The process ends; when `is_lasting` the machine too, so that nothing after it runs."""

    is_sent: bool = False

    def fall(self, box: RunningSandbox, send: Send, url: str) -> requests.Response:
        if self.is_sent:
            send(url)
        raise Killed


@dataclass(frozen=True)
class Refusal(Fault):
    """Nobody listens at the port."""

    def falls_on(self, call: Call, target: Call) -> bool:
        return call.system == target.system and (call.ordinal == target.ordinal or self.is_lasting)

    def fall(self, box: RunningSandbox, send: Send, url: str) -> requests.Response:
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            return send(url.replace(urlsplit(url).netloc, f"127.0.0.1:{bound.getsockname()[1]}", 1))


@dataclass(frozen=True)
class SecondSession(Fault):
    """Somebody else calls with the same login, so that Reeleezee refuses ours (401) as long as that call is open."""

    def fall(self, box: RunningSandbox, send: Send, url: str) -> requests.Response:
        box.switch(one_session_per_login=True)
        box.faults([{"match": "GET /Administrations", "query": "other", "kind": "hang", "times": 0}])
        other = _other_session(box)
        if self.is_lasting:
            # the sandbox is told at the end of the run that there are as many sessions as one likes
            _OPEN.append(other)
            return send(url)
        with other:
            return send(url)


_OPEN: Final[list[socket.socket]] = []


def end_other_sessions() -> None:
    while _OPEN:
        _OPEN.pop().close()


def _other_session(box: RunningSandbox) -> socket.socket:
    parts = urlsplit(box.base_url)
    login = base64.b64encode(f"{accounts.REELEEZEE_USERNAME}:{accounts.REELEEZEE_PASSWORD}".encode()).decode()
    other = socket.create_connection((str(parts.hostname), parts.port or 0))
    question = f"GET {parts.path}/Administrations?other=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {login}\r\n\r\n"
    other.sendall(question.encode())
    deadline = time.monotonic() + 60
    while not any("other=1" in row["query"] for row in box.requests()) and time.monotonic() < deadline:
        time.sleep(0.002)
    return other


def _both(name: str, *, only_writes: bool = False, read_timeout: float | None = None, **plan: Any) -> Iterator[Fault]:
    for is_lasting in (False, True):
        yield Fault(name, is_lasting, only_writes, plan=plan, read_timeout=read_timeout)


def _status(code: int, body: str = "", **headers: str) -> Json:
    kind = JSON_TYPE if body.startswith("{") else {}
    return {"kind": "status", "code": code, "body": body, "headers": {**kind, **headers}}


SERVER_ERROR: Final = '{"Message":"Onverwachte fout"}'
FAULTS: Final[tuple[Fault, ...]] = (
    *(Killing("killed before the call", machine) for machine in (False, True)),
    *(Killing("killed after the call", machine, is_sent=True) for machine in (False, True)),
    *(Refusal("connection refused", lasting) for lasting in (False, True)),
    *_both("reset before", kind="reset_before"),
    *_both("reset after storing", kind="reset_after", only_writes=True),
    *_both("no answer in time", kind="hang", read_timeout=SHORT_READ_TIMEOUT),
    *_both("stored, no answer in time", kind="hang_after", only_writes=True, read_timeout=SHORT_READ_TIMEOUT),
    Fault("429 with Retry-After", plan=_status(429, **{"Retry-After": "7"})),
    Fault("429 with Retry-After", is_lasting=True, plan=_status(429, **{"Retry-After": "3600"})),
    *_both("429 without", **_status(429)),
    *_both("500", **_status(500, SERVER_ERROR)),
    *_both("500 after storing", only_writes=True, **_status(500, SERVER_ERROR) | {"kind": "status_after"}),
    *_both("502 page", **_status(502, "<html><body>Bad Gateway</body></html>")),
    *_both("200 page", kind="html"),
    *_both("200 page after storing", kind="html_after", only_writes=True),
    *_both("cut off", kind="truncate"),
    Fault("401 from here", is_lasting=True, system="reeleezee", plan=_status(401, '{"Message":"Denied"}')),
    Fault("401 from here", is_lasting=True, system="outsmart", plan=_status(200, WRONG_TOKEN)),
    *_both("403", **_status(403, '{"Message":"U heeft onvoldoende rechten"}')),
    *(SecondSession("second session", lasting, system="reeleezee") for lasting in (False, True)),
)
