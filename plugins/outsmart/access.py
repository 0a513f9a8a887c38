"""Turns an Airflow connection into what a call needs, or says in one sentence what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from outsmart.errors import OutSmartConfigurationError

DEFAULT_BASE_URL = "https://app.out-smart.com/openapi/8"
# This machine, and the sandbox beside Airflow in docker-compose.yaml; anywhere else tokens would travel readable.
_PLAIN_HTTP_HOSTS = frozenset({"127.0.0.1", "localhost", "::1", "sandbox-outsmart"})
_TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Access:
    """Where an OutSmart account is, its secrets, and how long we wait for it (seconds)."""

    base_url: str
    token: str = field(repr=False)
    software_token: str = field(repr=False)
    bearer_token: str = field(default="", repr=False)
    connect_timeout: float = 10.0
    read_timeout: float = 300.0
    retry_wait: float = 0.5

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(value for value in (self.token, self.software_token, self.bearer_token) if value)

    @classmethod
    def read(
        cls,
        host: str | None,
        password: str | None,
        extra: object,
        *,
        port: int | None = None,
        schema: str | None = None,
    ) -> Access:
        """Raises `OutSmartConfigurationError` naming the field, never its content.

        `port` and `schema` are filled when the connection was given as a URI, which Airflow takes apart.
        """
        fields: Mapping[str, object] = extra if isinstance(extra, Mapping) else {}
        return cls(
            base_url=_base_url(_whole_address(host or DEFAULT_BASE_URL, port, schema)),
            token=_token("password (Token (klant))", password),
            software_token=_token("software_token", fields.get("software_token")),
            bearer_token=_token("bearer_token", fields.get("bearer_token"), required=False),
            connect_timeout=_seconds(fields, "connect_timeout", cls.connect_timeout),
            read_timeout=_seconds(fields, "read_timeout", cls.read_timeout),
            retry_wait=_seconds(fields, "retry_wait", cls.retry_wait, zero_allowed=True),
        )


def _whole_address(host: str, port: int | None, schema: str | None) -> str:
    """Scheme, host, port and path in one: of outsmart://:token@host:8443/openapi/8 the path is kept as the schema."""
    scheme, _, rest = host.strip().rpartition("://")
    place, slash, path = rest.partition("/")
    word = (schema or "").strip().strip("/")
    if word.lower() in {"http", "https"}:
        scheme, word = scheme or word.lower(), ""
    if port and not re.search(r":[0-9]+$", place):
        place = f"{place}:{port}"
    path = path or word
    return f"{scheme or 'https'}://{place}{'/' if slash or path else ''}{path}"


def _base_url(host: str) -> str:
    text = host.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        complete = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise OutSmartConfigurationError("The base URL of the OutSmart connection is not a URL.") from None
    if not complete or not _only_place(parts):
        raise OutSmartConfigurationError(
            "The base URL of the OutSmart connection must be just a host and a path, "
            f"such as {DEFAULT_BASE_URL}: no login, question mark or # in it."
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _PLAIN_HTTP_HOSTS):
        raise OutSmartConfigurationError(
            f"The base URL of the OutSmart connection must begin with https:// (host {parts.hostname})."
        )
    return parts.geturl().rstrip("/")


def _only_place(parts: SplitResult) -> bool:
    unwanted = (parts.query, parts.fragment, parts.username, parts.password)
    return not any(unwanted) and not re.search(r"\s", parts.geturl())


def _token(name: str, value: object, *, required: bool = True) -> str:
    text = str(value or "").strip()
    if not text and required:
        raise OutSmartConfigurationError(f"The OutSmart connection lacks {name}.")
    if text and not _TOKEN.fullmatch(text):
        raise OutSmartConfigurationError(f"In the OutSmart connection {name} holds spaces or strange characters.")
    return text


def _seconds(fields: Mapping[str, object], name: str, default: float, *, zero_allowed: bool = False) -> float:
    value = fields.get(name)
    if value is None or value == "":
        return default
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = -1.0
    if not (0 < seconds < 86_400 or (zero_allowed and seconds == 0)):
        raise OutSmartConfigurationError(f"In the OutSmart connection {name} must be a number of seconds.")
    return seconds
