"""Reads an Airflow connection into what a call to Reeleezee needs, and says at once what is missing from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import SplitResult, urlsplit

from reeleezee.errors import ReeleezeeConfigurationError

DEFAULT_BASE_URL = "https://apps.reeleezee.nl/api/v1"
FIRST_WAIT = 0.5
# This machine, and the sandbox beside Airflow in docker-compose.yaml; anywhere else the password would be readable.
_PLAIN_HTTP_HOSTS = frozenset({"127.0.0.1", "localhost", "sandbox-reeleezee"})


class ConnectionFields(Protocol):
    """The part of an Airflow connection that matters here."""

    conn_id: str
    host: str | None
    schema: str | None
    port: int | None
    login: str | None
    password: str | None

    @property
    def extra_dejson(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class ReeleezeeAccount:
    """One login at one address. `administration` is an id or a name, or empty when the login sees only one."""

    base_url: str
    login: str
    password: str = field(repr=False)
    administration: str = ""
    connect_timeout: float = 10.0
    read_timeout: float = 90.0
    retry_wait: float = FIRST_WAIT

    @property
    def is_near(self) -> bool:
        return urlsplit(self.base_url).hostname in _PLAIN_HTTP_HOSTS


def read_account(connection: ConnectionFields) -> ReeleezeeAccount:
    """The account that a connection describes; `ReeleezeeConfigurationError` names the field that is wrong."""
    name = connection.conn_id
    missing = [label for label, value in (("login", connection.login), ("password", connection.password)) if not value]
    if missing:
        raise ReeleezeeConfigurationError(f"Connection {name!r} is incomplete: fill in {' and '.join(missing)}.")
    login = connection.login or ""
    if ":" in login:
        raise ReeleezeeConfigurationError(f"Connection {name!r}: the login contains a colon, which cannot be sent.")
    extra = connection.extra_dejson
    if not isinstance(extra, Mapping):
        raise ReeleezeeConfigurationError(f"Connection {name!r}: the extra fields are not a JSON object.")
    return ReeleezeeAccount(
        base_url=_base_url(connection),
        login=login,
        password=connection.password or "",
        administration=str(extra.get("administration") or "").strip(),
        connect_timeout=_seconds(name, extra, "connect_timeout", 10.0),
        read_timeout=_seconds(name, extra, "read_timeout", 90.0),
        retry_wait=_seconds(name, extra, "retry_wait", FIRST_WAIT, zero_allowed=True),
    )


def _base_url(connection: ConnectionFields) -> str:
    name = connection.conn_id
    address = _split(name, _whole_address(connection))
    if address.username or address.password or address.query or address.fragment:
        raise ReeleezeeConfigurationError(
            f"Connection {name!r}: the host is an address such as {DEFAULT_BASE_URL}, without login, ? or #."
        )
    if not address.hostname or address.scheme not in {"http", "https"}:
        raise ReeleezeeConfigurationError(f"Connection {name!r}: the host is not a web address.")
    if address.scheme == "http" and address.hostname not in _PLAIN_HTTP_HOSTS:
        raise ReeleezeeConfigurationError(
            f"Connection {name!r}: the host must begin with https, or the password would travel unprotected."
        )
    path = address.path.rstrip("/") or "/api/v1"
    return f"{address.scheme}://{address.netloc}{path}"


def _whole_address(connection: ConnectionFields) -> str:
    """Host, port and path in one; a connection that was kept as a URI comes apart in three fields."""
    host = (connection.host or "").strip() or DEFAULT_BASE_URL
    if "://" not in host:
        scheme = connection.schema if connection.schema in {"http", "https"} else "https"
        host = f"{scheme}://{host}"
    if connection.port:
        host = f"{host.rstrip('/')}:{connection.port}"
    if connection.schema and connection.schema not in {"http", "https"}:
        host = f"{host.rstrip('/')}/{connection.schema.strip('/')}"
    return host


def _split(name: str, address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ReeleezeeConfigurationError(f"Connection {name!r}: the host is not a web address.") from error
    return parts


def _seconds(name: str, extra: Mapping[str, Any], key: str, default: float, *, zero_allowed: bool = False) -> float:
    given = extra.get(key)
    if given is None or not str(given).strip():
        return default
    try:
        seconds = float(str(given).strip().replace(",", "."))
    except ValueError:
        seconds = -1.0
    if not (0 <= seconds <= 3600) or (seconds == 0 and not zero_allowed):
        raise ReeleezeeConfigurationError(
            f"Connection {name!r}: {key} is {given!r}; it must be a number of seconds up to 3600."
        )
    return seconds
