"""Both clients, error class by error class: what is raised, its chain and the logs hold no form of a secret."""

from __future__ import annotations

import json
import logging
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from tests.secrets.faults import said_by
from tests.secrets.spellings import PROFILES, Secrets, everything_in, leaks, logged
from werkzeug import Response

from outsmart.errors import (
    OutSmartAuthenticationError,
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartTransientError,
    OutSmartUnreachable,
)
from outsmart.hook import OutSmartHook
from outsmart.listing import MasterList
from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeConfigurationError,
    ReeleezeeContractError,
    ReeleezeeError,
    ReeleezeeOutcomeUnknown,
    ReeleezeePermissionError,
    ReeleezeeRejected,
    ReeleezeeTransientError,
)
from reeleezee.hook import ReeleezeeHook
from sandbox.seeds import accounts

INVOICE = "9e8d7c6b-5a49-4838-a726-150f4e3d2c1b"
JSON = {"Content-Type": "application/json; charset=utf-8"}
Answer = Callable[[str], Response]


def envelope(code: int) -> Answer:
    return lambda said: Response(json.dumps({"code": code, "messages": [said], "response": None}), 200, JSON)


def message(status: int) -> Answer:
    return lambda said: Response(json.dumps({"Message": said}), status, JSON)


def page(said: str) -> Response:
    return Response(f"<html>{said}</html>", 200, {"Content-Type": "text/html"})


@dataclass(frozen=True)
class Case:
    """An answer to a read or a write, and the error it must become; without an answer nobody listens."""

    error: type[Exception]
    answer: Answer | None
    writes: bool = False
    host: str = ""

    def __str__(self) -> str:
        return self.error.__name__


OUTSMART = (
    Case(OutSmartConfigurationError, None, host="https://planner:{secret}@outsmart.example.nl/openapi/8"),
    Case(OutSmartConfigurationError, None, host="https://outsmart.example.nl/openapi/8?token={secret}"),
    Case(OutSmartConfigurationError, envelope(1001)),
    Case(OutSmartAuthenticationError, envelope(1004)),
    Case(OutSmartTransientError, envelope(1007)),
    Case(OutSmartTransientError, page),
    Case(OutSmartUnreachable, None),
    Case(OutSmartOutcomeUnknown, envelope(1007), writes=True),
    Case(OutSmartOutcomeUnknown, page, writes=True),
    Case(OutSmartRejected, envelope(1301), writes=True),
    Case(OutSmartContractError, envelope(7777)),
)
REELEEZEE = (
    Case(ReeleezeeConfigurationError, None, host="https://planner:{secret}@reeleezee.example.nl/api/v1"),
    Case(ReeleezeeConfigurationError, None, host="https://reeleezee.example.nl/api/v1?password={secret}"),
    Case(ReeleezeeConfigurationError, message(307)),
    Case(ReeleezeeAuthenticationError, message(401)),
    Case(ReeleezeePermissionError, message(403)),
    Case(ReeleezeeTransientError, message(500)),
    Case(ReeleezeeTransientError, page),
    Case(ReeleezeeTransientError, None),
    Case(ReeleezeeOutcomeUnknown, message(500), writes=True),
    Case(ReeleezeeOutcomeUnknown, page, writes=True),
    Case(ReeleezeeRejected, message(400), writes=True),
    Case(ReeleezeeContractError, message(400)),
)


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    opened: list[OutSmartHook | ReeleezeeHook] = []

    def made(system: str, secrets: Secrets, host: str) -> OutSmartHook | ReeleezeeHook:
        extra: dict[str, Any] = {"retry_wait": 0.001, "read_timeout": 5, "software_token": secrets.software_token}
        fields = {"conn_type": system, "host": host, "login": accounts.REELEEZEE_USERNAME, "extra": extra}
        password = secrets.token if system == "outsmart" else secrets.password
        monkeypatch.setenv(f"AIRFLOW_CONN_{system.upper()}_SECRET", json.dumps({**fields, "password": password}))
        kinds: dict[str, Any] = {"outsmart": OutSmartHook, "reeleezee": ReeleezeeHook}
        more = {} if system == "outsmart" else {"administration_id": accounts.ADMINISTRATION_ID}
        opened.append(kinds[system](f"{system}_secret", **more))
        return opened[-1]

    yield made
    for hook in opened:
        hook.close()


def call(hook: OutSmartHook | ReeleezeeHook, *, writes: bool) -> None:
    if isinstance(hook, OutSmartHook):
        hook.post_rows(MasterList.HOUR_TYPES, [{"code": "MONT"}]) if writes else hook.work_orders()
    elif writes:
        hook.put_sales_invoice(INVOICE, {"id": INVOICE})
    else:
        hook.tax_rates()


def host_of(case: Case, httpserver: HTTPServer, secret: str) -> str:
    if case.host:
        return case.host.format(secret=secret)
    if case.answer is not None:
        return httpserver.url_for("/api")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/api"


@pytest.mark.parametrize("secrets", PROFILES, ids=lambda s: s.name)
@pytest.mark.parametrize(
    ("system", "case"), [("outsmart", c) for c in OUTSMART] + [("reeleezee", c) for c in REELEEZEE], ids=str
)
def test_no_error_holds_a_secret(
    httpserver: HTTPServer,
    hooks: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
    system: str,
    case: Case,
    secrets: Secrets,
) -> None:
    caplog.set_level(logging.DEBUG)
    if case.answer is not None:
        answer = case.answer(said_by(system, secrets))
        httpserver.expect_request(re.compile("/.*")).respond_with_response(answer)
    own = secrets.token if system == "outsmart" else secrets.password
    hook = hooks(system, secrets, host_of(case, httpserver, own))
    with pytest.raises(case.error) as raised:
        call(hook, writes=case.writes)
    assert type(raised.value) is case.error
    works, words = hook.test_connection()
    assert works is False
    told = "\n".join([everything_in(raised.value), words, repr(hook), repr(vars(hook)), logged(caplog)])
    assert leaks(told, secrets.values, accounts.REELEEZEE_USERNAME) == []


@pytest.mark.parametrize(
    ("base", "cases"), [(OutSmartError, OUTSMART), (ReeleezeeError, REELEEZEE)], ids=["outsmart", "reeleezee"]
)
def test_every_class_of_both_trees_is_provoked(base: type[Exception], cases: tuple[Case, ...]) -> None:
    def below(kind: type[Exception]) -> set[type[Exception]]:
        return {kind} | {one for child in kind.__subclasses__() for one in below(child)}

    assert {case.error for case in cases} == below(base) - {base}
