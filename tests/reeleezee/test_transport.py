"""What goes over the wire, how often, and to whom."""

from __future__ import annotations

import base64
import logging
import socket
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from reeleezee.account import ReeleezeeAccount
from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeConfigurationError,
    ReeleezeeError,
    ReeleezeeOutcomeUnknown,
    ReeleezeeTransientError,
)
from reeleezee.transport import Transport, open_session

PASSWORD = "wachtwoord-é-ß"


class Clock:
    """Notes the waits instead of waiting."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def transport(httpserver: HTTPServer, clock: Clock) -> Iterator[Transport]:
    account = ReeleezeeAccount(httpserver.url_for("/api/v1"), "jan@voorbeeld.example", PASSWORD, read_timeout=1)
    with open_session(account) as session:
        yield Transport(account, session, clock.sleep)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def requests_of(server: HTTPServer) -> list[Request]:
    return [request for request, _ in server.log]


def test_every_request_carries_the_login_in_utf8_and_asks_for_dutch_json(
    transport: Transport, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/api/v1/UserInfo").respond_with_json({"id": "1"})
    assert transport.read("/UserInfo") == {"id": "1"}
    headers = requests_of(httpserver)[0].headers
    login = base64.b64encode(f"jan@voorbeeld.example:{PASSWORD}".encode()).decode()
    assert headers["Authorization"] == f"Basic {login}"
    assert headers["Accept"] == "application/json"
    assert headers["Accept-Language"] == "nl"
    assert "Prefer" not in headers


def test_a_login_in_netrc_never_replaces_ours(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login piet password van-piet\ndefault login piet password van-piet\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    # Not a loopback account, so that the environment counts as it does in production.
    account = ReeleezeeAccount("https://apps.reeleezee.example/api/v1", "jan", PASSWORD)
    with open_session(account) as session:
        assert session.trust_env
        httpserver.expect_request("/api/v1/UserInfo").respond_with_json({})
        session.get(httpserver.url_for("/api/v1/UserInfo"), proxies={"http": ""}, timeout=5)
    sent = requests_of(httpserver)[0].authorization
    assert sent is not None
    assert sent.username == "jan"


def test_a_ca_bundle_of_the_environment_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/eigen-ca.pem")
    account = ReeleezeeAccount("https://apps.reeleezee.example/api/v1", "jan", PASSWORD)
    with open_session(account) as session:
        settings = session.merge_environment_settings(account.base_url, {}, None, None, None)
    assert settings["verify"] == "/etc/eigen-ca.pem"


def test_a_proxy_of_the_environment_does_not_stand_between_us_and_this_machine(
    transport: Transport, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    httpserver.expect_request("/api/v1/UserInfo").respond_with_json({})
    assert transport.read("/UserInfo") == {}


def test_a_body_goes_out_exactly(transport: Transport, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/v1/Products/1", method="PUT").respond_with_json({"id": "1", "Price": 12.5})
    answer = transport.put("/Products/1", {"Price": Decimal("12.50"), "Description": "Ø 15 é"}, representation=True)
    request = requests_of(httpserver)[0]
    assert request.data == '{"Price":12.50,"Description":"Ø 15 é"}'.encode()
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert request.headers["Prefer"] == "return=representation"
    assert answer == {"id": "1", "Price": Decimal("12.5")}


def test_a_redirect_is_not_followed_and_the_other_host_hears_nothing(
    transport: Transport, httpserver: HTTPServer
) -> None:
    with HTTPServer(host="127.0.0.1") as stranger:
        stranger.expect_request("/api/v1/UserInfo").respond_with_json({})
        httpserver.expect_request("/api/v1/UserInfo").respond_with_response(
            Response(status=302, headers={"Location": stranger.url_for("/api/v1/UserInfo")})
        )
        with pytest.raises(
            ReeleezeeConfigurationError, match=r"Wait, the next run tries again; only if it stays so, check the host"
        ):
            transport.read("/UserInfo")
        assert stranger.log == []


def test_a_failing_read_is_tried_four_times_with_growing_waits(
    transport: Transport, httpserver: HTTPServer, clock: Clock
) -> None:
    httpserver.expect_request("/api/v1/Customers").respond_with_json({"Message": "Onverwachte fout"}, status=500)
    with pytest.raises(ReeleezeeTransientError):
        transport.read("/Customers")
    assert len(httpserver.log) == 4
    assert 0.5 <= clock.waits[0] <= 1
    assert 1 <= clock.waits[1] <= 1.5
    assert 2 <= clock.waits[2] <= 2.5


@pytest.mark.parametrize(
    "trouble",
    [
        Response("<html></html>", 200, content_type="text/html"),
        Response('{"value": [', 200, content_type="application/json"),
        Response("", 502),
        Response("", 429),
    ],
)
def test_a_read_that_fails_once_succeeds_at_the_second_attempt(
    transport: Transport, httpserver: HTTPServer, clock: Clock, trouble: Response
) -> None:
    httpserver.expect_ordered_request("/api/v1/Customers").respond_with_response(trouble)
    httpserver.expect_ordered_request("/api/v1/Customers").respond_with_json({"value": []})
    assert transport.read("/Customers") == {"value": []}
    assert len(clock.waits) == 1


def test_the_wait_that_the_server_asks_for_is_honoured(
    transport: Transport, httpserver: HTTPServer, clock: Clock
) -> None:
    httpserver.expect_ordered_request("/api/v1/Customers").respond_with_data("", 429, {"Retry-After": "33"})
    httpserver.expect_ordered_request("/api/v1/Customers").respond_with_json({"value": []})
    transport.read("/Customers")
    assert clock.waits == [33]


def test_a_wait_longer_than_a_minute_is_left_to_the_next_run(
    transport: Transport, httpserver: HTTPServer, clock: Clock
) -> None:
    httpserver.expect_request("/api/v1/Customers").respond_with_data("", 429, {"Retry-After": "300"})
    with pytest.raises(ReeleezeeTransientError) as caught:
        transport.read("/Customers")
    assert caught.value.retry_after == 300
    assert (len(httpserver.log), clock.waits) == (1, [])


def test_all_waits_together_stay_within_two_minutes(transport: Transport, httpserver: HTTPServer, clock: Clock) -> None:
    httpserver.expect_request("/api/v1/Customers").respond_with_data("", 429, {"Retry-After": "50"})
    with pytest.raises(ReeleezeeTransientError):
        transport.read("/Customers")
    assert clock.waits == [50, 50]


@pytest.mark.parametrize(("status", "calls"), [(401, 1), (403, 1), (400, 1), (302, 1), (404, 1)])
def test_what_a_repeat_cannot_mend_is_asked_once(
    transport: Transport, httpserver: HTTPServer, status: int, calls: int
) -> None:
    httpserver.expect_request("/api/v1/Customers").respond_with_data("", status)
    with pytest.raises(ReeleezeeError):
        transport.read("/Customers")
    assert len(httpserver.log) == calls


@pytest.mark.parametrize("status", [200, 429, 500, 503])
def test_a_write_that_reached_the_server_is_never_repeated(
    transport: Transport, httpserver: HTTPServer, status: int
) -> None:
    httpserver.expect_request("/api/v1/SalesInvoices/1").respond_with_data("<html>", status, content_type="text/html")
    with pytest.raises((ReeleezeeOutcomeUnknown, ReeleezeeTransientError)):
        transport.put("/SalesInvoices/1", {})
    assert len(httpserver.log) == 1


def test_a_slow_answer_to_a_write_is_an_unknown_outcome_and_to_a_read_a_transient_one(
    transport: Transport, httpserver: HTTPServer
) -> None:
    def slowly(_: Request) -> Response:
        time.sleep(1.6)
        return Response("{}", content_type="application/json")

    httpserver.expect_request("/api/v1/SalesInvoices/1", method="PUT").respond_with_handler(slowly)
    with pytest.raises(ReeleezeeOutcomeUnknown, match="did not answer in time") as caught:
        transport.put("/SalesInvoices/1", {})
    assert caught.value.answered_500 is False


def test_a_refused_connection_is_tried_again_for_writes_too_since_nothing_was_sent(clock: Clock) -> None:
    account = ReeleezeeAccount(f"http://127.0.0.1:{free_port()}/api/v1", "jan", PASSWORD)
    with open_session(account) as session, pytest.raises(ReeleezeeTransientError, match="refused") as caught:
        Transport(account, session, clock.sleep).put("/SalesInvoices/1", {})
    assert caught.value.never_sent
    assert len(clock.waits) == 3


def test_a_host_that_does_not_exist_is_transient_and_not_told_in_the_sentence(clock: Clock) -> None:
    account = ReeleezeeAccount("https://bestaat-niet.reeleezee.invalid/api/v1", "jan", PASSWORD)
    with open_session(account) as session:
        session.trust_env = False
        transport = Transport(account, session, clock.sleep)
        with pytest.raises(ReeleezeeTransientError) as caught:
            transport.read("/UserInfo")
    assert "reeleezee.invalid" not in str(caught.value)


def test_no_secret_is_logged_or_raised(
    transport: Transport, httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request("/api/v1/Customers").respond_with_data("", 503)
    httpserver.expect_request("/api/v1/SalesInvoices/1").respond_with_data("", 401)
    with pytest.raises(ReeleezeeTransientError) as read_failed:
        transport.read("/Customers")
    with pytest.raises(ReeleezeeAuthenticationError) as write_failed:
        transport.put("/SalesInvoices/1", {"Header": "x"})
    errors = (read_failed.value, write_failed.value)
    told = [f"{error!r} {error} {vars(error)} {error.__cause__!r}" for error in errors]
    login = base64.b64encode(f"jan@voorbeeld.example:{PASSWORD}".encode()).decode()
    everything = caplog.text + " ".join(told)
    assert "Attempt 1 of 4" in everything
    assert PASSWORD not in everything
    assert login not in everything


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
def test_a_secret_that_the_server_repeats_is_masked(transport: Transport, httpserver: HTTPServer, status: int) -> None:
    header = base64.b64encode(f"jan@voorbeeld.example:{PASSWORD}".encode()).decode()
    said = f"Login {PASSWORD} ({header}) onjuist"
    httpserver.expect_request("/api/v1/Customers/1").respond_with_json({"Message": said}, status=status)
    with pytest.raises(ReeleezeeError) as caught:
        transport.put("/Customers/1", {"Name": "x"})
    told = f"{caught.value} {caught.value!r} {caught.value.message} {caught.value.args}"
    assert "onjuist" in caught.value.message
    assert PASSWORD not in told
    assert header not in told


def test_the_cause_of_a_lost_answer_does_not_carry_the_login(clock: Clock) -> None:
    account = ReeleezeeAccount(f"http://127.0.0.1:{free_port()}/api/v1", "jan", PASSWORD)
    with open_session(account) as session, pytest.raises(ReeleezeeTransientError) as caught:
        Transport(account, session, clock.sleep).read("/UserInfo")
    assert caught.value.__cause__ is not None
    assert getattr(caught.value.__cause__, "request", "kept") is None
