"""Credentials go to the host of the connection and nowhere else, whatever an answer points to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_httpserver import HTTPServer
from tests.secrets.spellings import PROFILES
from werkzeug import Response

from outsmart.access import Access
from outsmart.answers import Call
from outsmart.errors import OutSmartConfigurationError
from outsmart.transport import Transport as OutSmartTransport
from reeleezee.account import ReeleezeeAccount
from reeleezee.errors import ReeleezeeConfigurationError
from reeleezee.paging import pages
from reeleezee.transport import Transport as ReeleezeeTransport
from reeleezee.transport import open_session
from sandbox.seeds import accounts

SECRETS = PROFILES[0]
CODES = (301, 302, 303, 307, 308)
READ = Call("GET", "relations")
WRITE = Call("POST", "relations", body=[{"name": "x"}], changes=True)
SETTLE = Call("GET", "GetWorkorder", (("row_id", "1"), ("update_status", "true")), changes=True)
Ask = Callable[[str], object]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with its key for this machine, trusted by nobody but these tests."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(written + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture(scope="module")
def home_server(certificate: Path) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(host="127.0.0.1", ssl_context=context) as server:
        yield server


@pytest.fixture
def home(home_server: HTTPServer) -> HTTPServer:
    """The host of the connection, with TLS, so that a link to plain http is a step down."""
    home_server.clear()
    return home_server


@pytest.fixture(scope="module")
def strange_server() -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1") as server:
        yield server


@pytest.fixture
def stranger(strange_server: HTTPServer) -> HTTPServer:
    """Another server, by plain http, that would answer anything."""
    strange_server.clear()
    for path in ("/openapi/8/relations/", "/openapi/8/GetWorkorder/"):
        strange_server.expect_request(path).respond_with_json({"code": 200, "messages": [], "response": []})
    strange_server.expect_request("/api/v1/Customers").respond_with_json({"value": []})
    return strange_server


@pytest.fixture
def outsmart(home: HTTPServer, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OutSmartTransport]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    base = home.url_for("/openapi/8")
    transport = OutSmartTransport(Access(base, SECRETS.token, SECRETS.software_token, bearer_token="dr@ger"))
    yield transport
    transport.close()


@pytest.fixture
def reeleezee(home: HTTPServer, certificate: Path) -> Iterator[ReeleezeeTransport]:
    account = ReeleezeeAccount(home.url_for("/api/v1"), accounts.REELEEZEE_USERNAME, SECRETS.password)
    session = open_session(account)
    session.verify = str(certificate)
    yield ReeleezeeTransport(account, session, sleep=lambda _: None)
    session.close()


def places(path: str, stranger: HTTPServer) -> dict[str, str]:
    """Where a redirect may point to: another port, another name of this machine, half an address, another scheme."""
    there = stranger.url_for(path)
    return {
        "other port and plain http": there,
        "other host": there.replace("127.0.0.1", "localhost"),
        "no scheme": there.removeprefix("http:"),
        "login in it": there.replace("://", "://jan:geheim@"),
    }


PLACES = ("other port and plain http", "other host", "no scheme", "login in it")


@pytest.mark.parametrize("call", [READ, WRITE, SETTLE], ids=["read", "write", "settle"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", CODES)
def test_outsmarts_tokens_do_not_follow_a_redirect(
    home: HTTPServer, stranger: HTTPServer, outsmart: OutSmartTransport, call: Call, place: str, code: int
) -> None:
    path = f"/openapi/8/{call.endpoint}/"
    where = places(path, stranger)[place]
    home.expect_request(path).respond_with_response(Response(status=code, headers={"Location": where}))
    with pytest.raises(OutSmartConfigurationError, match="redirects to"):
        outsmart.ask(call)
    assert stranger.log == []
    assert len(home.log) == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", CODES)
def test_reeleezees_login_does_not_follow_a_redirect(
    home: HTTPServer, stranger: HTTPServer, reeleezee: ReeleezeeTransport, method: str, place: str, code: int
) -> None:
    where = places("/api/v1/Customers", stranger)[place]
    home.expect_request("/api/v1/Customers").respond_with_response(Response(status=code, headers={"Location": where}))
    asks: dict[str, Ask] = {
        "GET": reeleezee.read,
        "PUT": lambda path: reeleezee.put(path, {"Name": "x"}),
        "DELETE": lambda path: reeleezee.delete(path),
    }
    with pytest.raises(ReeleezeeConfigurationError, match="leads elsewhere"):
        asks[method]("/Customers")
    assert stranger.log == []
    assert len(home.log) == 1


@pytest.mark.parametrize("place", PLACES)
def test_reeleezees_login_does_not_follow_a_link_to_the_next_page(
    home: HTTPServer, stranger: HTTPServer, reeleezee: ReeleezeeTransport, place: str
) -> None:
    link = f"{places('/api/v1/Customers', stranger)[place]}?$skip=1"
    second = home.expect_ordered_request  # the second page is asked of the host of the connection as well
    second("/api/v1/Customers").respond_with_json({"value": [{"id": "a"}], "@odata.nextLink": link})
    second("/api/v1/Customers", query_string="$skip=1").respond_with_json({"value": [{"id": "b"}]})
    found = [row["id"] for rows in pages(reeleezee.read, "/Customers") for row in rows]
    assert found == ["a", "b"]
    assert stranger.log == []
    assert [request.headers["Authorization"][:6] for request, _ in home.log] == ["Basic ", "Basic "]
