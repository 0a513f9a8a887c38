"""How messages leave: through a mail server and a webhook that are really there, and what happens when they are not."""

import json
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from tests.koppeling.notices.mailbox import Mailbox, open_mailbox

from koppeling.notices.delivery import EMAIL, WEBHOOK, NotDelivered, channels, deliver
from koppeling.notices.message import Message
from koppeling.notices.wanted import Notices

MESSAGE = Message("Koppeling default: Facturen maken is mislukt", ("Waarom: geen antwoord — vijf minuten", "<einde>"))
ASKED = Notices(("a@example.nl", "b@example.nl"), "smtp_test", "chat")
SECRET = "T0ken-zeer-geheim"


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with open_mailbox() as box:
        extra = {"from_email": "koppeling@example.nl", "disable_ssl": True, "disable_tls": True, "retry_limit": 0}
        fields = {"conn_type": "smtp", "host": "127.0.0.1", "port": box.port, "extra": extra}
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_TEST", json.dumps(fields))
        yield box


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> HTTPServer:
    fields = {"conn_type": "http", "host": httpserver.url_for("/hooks"), "password": SECRET}
    monkeypatch.setenv("AIRFLOW_CONN_CHAT", json.dumps(fields))
    return httpserver


def test_only_the_channels_that_are_asked_for_are_used() -> None:
    assert channels(ASKED) == (EMAIL, WEBHOOK)
    assert channels(Notices(webhook_connection="chat")) == (WEBHOOK,)


def test_a_mail_arrives_at_every_address_with_its_text(mailbox: Mailbox) -> None:
    deliver(EMAIL, ASKED, MESSAGE)
    [mail] = mailbox.messages
    assert (mail["To"], mail["From"]) == ("a@example.nl, b@example.nl", "koppeling@example.nl")
    assert mailbox.subjects == [MESSAGE.subject]
    assert "geen antwoord — vijf minuten<br>&lt;einde&gt;" in mailbox.text()


def test_a_webhook_gets_the_text_that_chats_understand_at_its_secret_address(chat: HTTPServer) -> None:
    chat.expect_oneshot_request(f"/hooks/{SECRET}", method="POST", json={"text": MESSAGE.text}).respond_with_data("ok")
    deliver(WEBHOOK, ASKED, MESSAGE)
    chat.check_assertions()


def test_a_mail_server_that_turns_it_away_is_told_with_the_connection_to_look_at(mailbox: Mailbox) -> None:
    mailbox.refuses = True
    with pytest.raises(NotDelivered, match="email, connection smtp_test"):
        deliver(EMAIL, ASKED, MESSAGE)


@pytest.mark.parametrize("status", [403, 500])
def test_a_webhook_that_refuses_is_told_without_its_secret_address(chat: HTTPServer, status: int) -> None:
    chat.expect_request(f"/hooks/{SECRET}").respond_with_data(f"no {SECRET}", status=status)
    with pytest.raises(NotDelivered, match="webhook, connection chat") as caught:
        deliver(WEBHOOK, ASKED, MESSAGE)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_that_is_away_and_a_connection_that_is_missing_are_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_CHAT", json.dumps({"conn_type": "http", "host": "http://127.0.0.1:1/hooks"}))
    for channel in (EMAIL, WEBHOOK):
        with pytest.raises(NotDelivered):
            deliver(channel, ASKED, MESSAGE)


def test_an_error_of_a_kind_that_nobody_knows_is_told_by_its_kind_alone(
    chat: HTTPServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(f"/hooks/{SECRET}")

    monkeypatch.setattr("koppeling.notices.delivery.HttpHook.run", broken)
    with pytest.raises(NotDelivered, match=r"webhook, connection chat \(KeyError\)") as told:
        deliver(WEBHOOK, ASKED, MESSAGE)
    assert "in broken" in caplog.text
    assert SECRET not in caplog.text + str(told.value)
