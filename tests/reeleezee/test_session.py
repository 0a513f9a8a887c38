"""What a person sees who tests the connection, and what the connection's fields may never become."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer

from reeleezee.errors import ReeleezeeConfigurationError
from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import ADMINISTRATION_ID, ADMINISTRATION_NAME, REELEEZEE_PASSWORD

Connect = Callable[..., ReeleezeeHook]

JANSEN = {"id": "11111111-6b1a-4c57-9a40-1d2f3e4a5b6c", "Name": "Jansen B.V."}
PIETERSEN = {"id": "22222222-6b1a-4c57-9a40-1d2f3e4a5b6c", "Name": "Pietersen"}


@pytest.fixture
def accountant(httpserver: HTTPServer) -> HTTPServer:
    """A server whose login sees two administrations."""
    httpserver.expect_request("/api/v1/UserInfo").respond_with_json({"id": "u"})
    httpserver.expect_request("/api/v1/Administrations").respond_with_json({"value": [JANSEN, PIETERSEN]})
    return httpserver


def test_a_right_connection_names_its_administration(hook: ReeleezeeHook) -> None:
    works, words = hook.test_connection()
    assert works
    assert ADMINISTRATION_NAME in words
    assert "Verbonden met Reeleezee" in words
    assert "Connected to Reeleezee" in words


def test_a_wrong_password_is_told_in_both_languages_and_not_shown(box: RunningSandbox, connect: Connect) -> None:
    works, words = connect(box.base_url, password="verkeerd-wachtwoord").test_connection()
    assert not works
    assert "wachtwoord klopt niet" in words
    assert "password is wrong" in words
    assert "verkeerd-wachtwoord" not in words


def test_a_wrong_address_is_told(box: RunningSandbox, connect: Connect) -> None:
    works, words = connect(f"{box.root_url}/api/v2").test_connection()
    assert not works
    assert "niet goed ingevuld" in words


def test_a_server_that_is_away_is_told(connect: Connect) -> None:
    works, words = connect("http://127.0.0.1:9/api/v1").test_connection()
    assert not works
    assert "niet bereikbaar" in words
    assert "127.0.0.1" not in words


def test_a_connection_that_does_not_exist_is_told() -> None:
    works, words = ReeleezeeHook("reeleezee_bestaat_niet").test_connection()
    assert not works
    assert "reeleezee_bestaat_niet" in words


def test_an_incomplete_connection_is_told(connect: Connect) -> None:
    works, words = connect("https://apps.reeleezee.example", password="").test_connection()
    assert not works
    assert "password" in words


def test_a_login_with_several_administrations_is_asked_which_one(accountant: HTTPServer, connect: Connect) -> None:
    works, words = connect(accountant.url_for("/api/v1")).test_connection()
    assert not works
    assert all(text in words for one in (JANSEN, PIETERSEN) for text in one.values())
    assert "De inlog klopt" in words


def test_the_chosen_administration_is_taken(accountant: HTTPServer, connect: Connect) -> None:
    hook = connect(accountant.url_for("/api/v1"), extra={"administration": "jansen b.v."})
    assert hook.test_connection()[0]
    assert hook.administration().id == JANSEN["id"]


def test_no_administration_is_guessed(accountant: HTTPServer, connect: Connect) -> None:
    with pytest.raises(ReeleezeeConfigurationError, match="several administrations"):
        connect(accountant.url_for("/api/v1")).administration()


def test_the_administration_is_looked_up_once(box: RunningSandbox, hook: ReeleezeeHook) -> None:
    assert hook.administration().id == hook.administration().id == ADMINISTRATION_ID
    assert box.counters() == {"GET /Administrations": 1}


def test_a_given_administration_is_not_looked_up(box: RunningSandbox, connect: Connect) -> None:
    hook = connect(box.base_url, administration_id=ADMINISTRATION_ID)
    assert hook.administration().id == ADMINISTRATION_ID
    hook.tax_rates()
    assert box.counters() == {"GET /TaxRates": 1}


def test_no_extra_field_of_the_connection_becomes_a_header(accountant: HTTPServer, connect: Connect) -> None:
    extra = {"administration": "Pietersen", "read_timeout": 30, "geheim": "niet-voor-de-server", "headers": {"x": "y"}}
    hook = connect(accountant.url_for("/api/v1"), extra=extra)
    hook.test_connection()
    sent = [dict(request.headers) for request, _ in accountant.log]
    assert len(sent) == 2
    usual = {"Host", "User-Agent", "Accept-Encoding", "Accept", "Connection", "Accept-Language", "Authorization"}
    assert all(set(headers) <= usual for headers in sent)
    assert "niet-voor-de-server" not in json.dumps(sent)


def test_the_inherited_run_is_closed(hook: ReeleezeeHook) -> None:
    with pytest.raises(NotImplementedError):
        hook.run("/Customers")


def test_one_tcp_connection_serves_all_calls_of_a_hook(hook: ReeleezeeHook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="urllib3")
    hook.tax_rates()
    hook.ledgers()
    list(hook.customers())
    assert caplog.text.count("Starting new HTTP connection") == 1


def test_no_secret_of_the_connection_is_logged(hook: ReeleezeeHook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    hook.test_connection()
    assert "GET /UserInfo" in caplog.text
    assert REELEEZEE_PASSWORD not in caplog.text


def test_a_closed_hook_opens_a_new_session_when_needed(hook: ReeleezeeHook) -> None:
    first = hook.get_conn()
    with hook:
        hook.administrations()
    assert hook.get_conn() is not first
    assert hook.administrations()


def test_a_later_page_from_another_host_is_asked_of_our_own_host_only(httpserver: HTTPServer, connect: Connect) -> None:
    administration = JANSEN["id"]
    with HTTPServer(host="127.0.0.1") as stranger:
        stranger.expect_request("/api/apiservice01/x").respond_with_json({"value": []})
        link = stranger.url_for(f"/api/apiservice01/{administration}/TaxRates") + "?$skip=1"
        path = f"/api/v1/{administration}/TaxRates"
        first = {"value": [{"id": "a", "Percentage": 0.21}], "@odata.nextLink": link}
        later = {"value": [{"id": "b", "Percentage": 0.09}]}
        httpserver.expect_ordered_request(path).respond_with_json(first)
        httpserver.expect_ordered_request(path, query_string="$skip=1").respond_with_json(later)
        hook = connect(httpserver.url_for("/api/v1"), administration_id=administration)
        assert [rate.id for rate in hook.tax_rates()] == ["a", "b"]
        assert stranger.log == []
