"""No token in a log line, an error, its chain or its traceback, however a call ends."""

import json
import logging
import ssl
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, quote_plus

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_httpserver import HTTPServer as AnsweringServer

from outsmart.answers import Call
from outsmart.errors import OutSmartConfigurationError, OutSmartError
from outsmart.hook import OutSmartHook
from outsmart.secrecy import Secrets, keep_tokens_out_of_logs
from outsmart.transport import Transport

SECRETS = ("kl@nt/t&k=en+1%", "s0ft/w@re&t=ken", "dr@ger/t&ken")
SPELLINGS = {form for secret in SECRETS for form in (secret, quote(secret, safe=""), quote_plus(secret), quote(secret))}
READ = Call("GET", "relations")
WRITE = Call("GET", "GetWorkorder", (("row_id", "1"), ("update_status", "true")), changes=True)
ECHO = json.dumps({"code": 1004, "messages": [f"token {SECRETS[0]} not allowed"], "response": None}).encode()
ANSWERS = {
    "hangs up": b"",
    "cut off": b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"code":200,',
    "gateway page": b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>",
    "refused": b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
    "says the token": b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(ECHO), ECHO),
    "redirects": b"HTTP/1.1 302 Found\r\nLocation: /?token=kl%40nt\r\nContent-Length: 0\r\n\r\n",
    "no http": b"SSH-2.0-\r\n\r\n",
}


class Breaking(Protocol):
    base_url: str


def told(text: str) -> list[str]:
    return [spelling for spelling in SPELLINGS if spelling in text]


def everything_in(error: BaseException) -> str:
    """What a log, a mail or an error tracker could show of it, also of what it suppresses."""
    chain: list[BaseException] = []
    following: list[BaseException | None] = [error]
    while following:
        one = following.pop()
        if one is not None and one not in chain:
            chain.append(one)
            following += [one.__cause__, one.__context__]
    texts = [f"{one} {one!r} {one.args} {vars(one)} {''.join(traceback.format_exception(one))}" for one in chain]
    return " ".join(texts)


@pytest.mark.parametrize("call", [READ, WRITE], ids=["read", "write"])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_no_failing_call_tells_a_token(
    transport: Callable[..., Transport],
    breaking_server: Callable[..., Breaking],
    caplog: pytest.LogCaptureFixture,
    call: Call,
    answer: bytes,
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OutSmartError) as raised:
        transport(breaking_server(answer).base_url, bearer_token=SECRETS[2]).ask(call)
    assert told(everything_in(raised.value)) == []
    assert told(caplog.text) == []


def test_no_token_is_told_when_nobody_answers(
    transport: Callable[..., Transport], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OutSmartError) as raised:
        transport("http://127.0.0.1:1/openapi/8", bearer_token=SECRETS[2]).ask(WRITE)
    assert told(everything_in(raised.value)) == []
    assert told(caplog.text) == []


def test_the_http_library_logs_the_call_without_its_tokens(
    httpserver: AnsweringServer, transport: Callable[..., Transport], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request("/openapi/8/relations/").respond_with_json({"code": 200, "response": []})
    transport(httpserver.url_for("/openapi/8")).ask(READ)
    lines = [record.getMessage() for record in caplog.records if record.name == "urllib3.connectionpool"]
    assert any("/openapi/8/relations/?token=***&software_token=***" in line for line in lines)
    assert told(caplog.text) == []


def test_other_lines_of_the_http_library_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    keep_tokens_out_of_logs()
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3.connectionpool").debug("%s of %d", "connection", 2)
    assert caplog.records[-1].getMessage() == "connection of 2"


def test_masking_again_adds_nothing() -> None:
    keep_tokens_out_of_logs()
    before = list(logging.getLogger("urllib3.connectionpool").filters)
    keep_tokens_out_of_logs()
    assert logging.getLogger("urllib3.connectionpool").filters == before


def test_a_secret_is_masked_in_every_spelling() -> None:
    text = " ".join(sorted(SPELLINGS))
    assert told(Secrets(SECRETS).mask(text)) == []
    assert Secrets(["geheim"]).mask("het geheime token=abc&x=1") == "het ***e token=***&x=1"
    assert Secrets(["", "geheim"]).mask("niets") == "niets"


def test_the_holder_of_the_secrets_does_not_show_them(hook: Callable[..., OutSmartHook]) -> None:
    assert told(repr(Secrets(SECRETS))) == []
    assert told(str(vars(hook("http://127.0.0.1:1/openapi/8", bearer_token=SECRETS[2])))) == []


@pytest.fixture
def self_signed_server(tmp_path: Path) -> Iterator[str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_port}/openapi/8"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_an_untrusted_certificate_is_a_matter_of_configuration(
    transport: Callable[..., Transport], self_signed_server: str
) -> None:
    with pytest.raises(OutSmartConfigurationError, match="certificate") as raised:
        transport(self_signed_server).ask(WRITE)
    assert told(everything_in(raised.value)) == []
