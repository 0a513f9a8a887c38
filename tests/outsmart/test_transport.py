"""Calls on a real wire: what is sent, what is sent again, and what each failure becomes."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from outsmart.answers import Call
from outsmart.errors import (
    OutSmartConfigurationError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartTransientError,
    OutSmartUnreachable,
)
from outsmart.transport import Transport

READ = Call("GET", "relations")
WRITE = Call("POST", "relations", body=[{"debtor_number": "1", "price": Decimal("1E+1")}], changes=True)
SETTLE = Call("GET", "GetWorkorder", (("row_id", "1"), ("update_status", "true")), changes=True)
DONE = {"code": 200, "messages": [], "response": 1}

To = Callable[..., Transport]


class Breaking(Protocol):
    base_url: str
    requests: int


def base(server: HTTPServer) -> str:
    return server.url_for("/openapi/8")


def answering(server: HTTPServer, *answers: Callable[[], Response]) -> list[Request]:
    """Answer with these in turn, the last one again and again; gives the requests that came."""
    came: list[Request] = []

    def answer(request: Request) -> Response:
        request.get_data()
        came.append(request)
        return answers[min(len(came), len(answers)) - 1]()

    server.expect_request(re.compile("/openapi/8/(relations|GetWorkorder)/")).respond_with_handler(answer)
    return came


def done() -> Response:
    return Response(json.dumps(DONE), content_type="application/json")


def status(code: int, **headers: str) -> Callable[[], Response]:
    return lambda: Response("<html>", code, {name.replace("_", "-"): value for name, value in headers.items()})


def refused(code: int, *messages: str) -> Callable[[], Response]:
    return lambda: Response(json.dumps({"code": code, "messages": messages, "response": None}))


def failing(transport: Transport, call: Call) -> OutSmartError:
    with pytest.raises(OutSmartError) as raised:
        transport.ask(call)
    return raised.value


def test_tokens_travel_in_the_query_and_the_body_holds_the_rows_alone(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, done)
    assert transport(base(httpserver)).ask(WRITE) == 1
    assert came[0].args.to_dict() == {"token": "kl@nt/t&k=en+1%", "software_token": "s0ft/w@re&t=ken"}
    assert json.loads(came[0].get_data()) == [{"debtor_number": "1", "price": "10"}]


def test_no_header_tells_more_than_the_kind_of_content(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, done)
    transport(base(httpserver)).ask(READ)
    names = {name.lower() for name, _ in came[0].headers}
    assert names == {"host", "user-agent", "accept-encoding", "accept", "connection", "content-type"}
    assert came[0].headers["Content-Type"] == "application/json"


def test_a_bearer_token_is_sent_when_there_is_one(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, done)
    transport(base(httpserver), bearer_token="drager-1").ask(READ)
    assert came[0].headers["Authorization"] == "Bearer drager-1"


@pytest.mark.parametrize(("bearer", "sent"), [("", None), ("drager-1", "Bearer drager-1")])
def test_a_netrc_of_the_machine_stays_out_of_it(
    httpserver: HTTPServer,
    transport: To,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bearer: str,
    sent: str | None,
) -> None:
    (tmp_path / "netrc").write_text(f"machine {httpserver.host} login ander password iets")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    came = answering(httpserver, done)
    transport(base(httpserver), bearer_token=bearer).ask(READ)
    assert came[0].headers.get("Authorization") == sent


@pytest.mark.parametrize("fault", [status(503), status(500), status(200), status(429), status(408), refused(1007)])
def test_a_read_is_made_again_until_it_succeeds(
    httpserver: HTTPServer, transport: To, fault: Callable[[], Response]
) -> None:
    came = answering(httpserver, fault, fault, fault, done)
    assert transport(base(httpserver)).ask(READ) == 1
    assert len(came) == 4


def test_a_read_is_given_up_after_four_attempts(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, status(503))
    assert type(failing(transport(base(httpserver)), READ)) is OutSmartTransientError
    assert len(came) == 4


@pytest.mark.parametrize("fault", [refused(1500), refused(1004), status(401), status(404), refused(7)])
def test_an_answered_refusal_is_not_asked_for_again(
    httpserver: HTTPServer, transport: To, fault: Callable[[], Response]
) -> None:
    came = answering(httpserver, fault)
    failing(transport(base(httpserver)), READ)
    assert len(came) == 1


@pytest.mark.parametrize("call", [WRITE, SETTLE])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (status(503), OutSmartOutcomeUnknown),
        (status(200), OutSmartOutcomeUnknown),
        (refused(1007), OutSmartOutcomeUnknown),
        (status(429), OutSmartTransientError),
        (refused(1301, "Required field missing: city"), OutSmartRejected),
    ],
)
def test_a_write_is_sent_once_whatever_is_answered(
    httpserver: HTTPServer, transport: To, call: Call, fault: Callable[[], Response], kind: type[OutSmartError]
) -> None:
    came = answering(httpserver, fault)
    assert type(failing(transport(base(httpserver)), call)) is kind
    assert len(came) == 1


def test_a_redirect_is_not_followed_and_names_the_host(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, status(302, Location="https://www.example.nl/x?token=1"))
    error = failing(transport(base(httpserver)), READ)
    assert isinstance(error, OutSmartConfigurationError)
    assert "https://www.example.nl" in str(error)
    assert len(came) == 1


def test_outsmart_may_ask_for_time(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, status(429, Retry_After="1"), done)
    started = time.monotonic()
    assert transport(base(httpserver), retry_wait=0.5).ask(READ) == 1
    assert time.monotonic() - started >= 1
    assert len(came) == 2


def test_a_read_does_not_wait_for_minutes(httpserver: HTTPServer, transport: To) -> None:
    came = answering(httpserver, status(503, Retry_After="61"))
    error = failing(transport(base(httpserver)), READ)
    assert isinstance(error, OutSmartTransientError)
    assert (error.retry_after, len(came)) == (61.0, 1)


CUT_OFF = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"code":200,'


@pytest.mark.parametrize("answer", [b"", CUT_OFF, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip"])
def test_a_broken_connection_is_harmless_for_a_read_and_unknown_for_a_write(
    transport: To, breaking_server: Callable[..., Breaking], answer: bytes
) -> None:
    server = breaking_server(answer)
    assert type(failing(transport(server.base_url), READ)) is OutSmartTransientError
    assert server.requests == 4
    assert type(failing(transport(server.base_url), WRITE)) is OutSmartOutcomeUnknown
    assert server.requests == 5


def test_silence_is_harmless_for_a_read_and_unknown_for_a_write(
    transport: To, breaking_server: Callable[..., Breaking]
) -> None:
    server = breaking_server(b"", silence=0.3)
    read = failing(transport(server.base_url, read_timeout=0.1), READ)
    assert type(read) is OutSmartTransientError
    assert "0.1 seconds" in str(read)
    assert type(failing(transport(server.base_url, read_timeout=0.1), SETTLE)) is OutSmartOutcomeUnknown


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of ours at which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield reserved.getsockname()[1]


@pytest.mark.parametrize("call", [READ, WRITE, SETTLE])
def test_without_a_connection_nothing_was_sent(transport: To, closed_port: int, call: Call) -> None:
    error = failing(transport(f"http://127.0.0.1:{closed_port}/openapi/8"), call)
    assert type(error) is OutSmartUnreachable
    assert f"127.0.0.1:{closed_port}" in str(error)


def test_a_write_that_never_left_is_sent_again(transport: To) -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    body = json.dumps(DONE).encode()

    def serve_one() -> None:
        time.sleep(0.1)
        listener.listen()
        connection, _ = listener.accept()
        with connection, listener:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    server = threading.Thread(target=serve_one, daemon=True)
    server.start()
    assert transport(f"http://127.0.0.1:{port}/openapi/8", retry_wait=0.1).ask(WRITE) == 1
    server.join(5)


def test_an_unusable_proxy_address_is_a_matter_of_configuration(transport: To, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://")
    error = failing(transport("https://werkbon.example.nl/openapi/8"), WRITE)
    assert type(error) is OutSmartConfigurationError


def test_a_proxy_that_is_not_there_leaves_a_write_unsent(
    transport: To, closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port}")
    error = failing(transport("https://werkbon.example.nl/openapi/8"), WRITE)
    assert type(error) is OutSmartUnreachable
