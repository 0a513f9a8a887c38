"""Carries calls to Reeleezee over one session: one login, one host, and repeats only what cannot do harm."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
import urllib3.exceptions
from requests.adapters import BaseAdapter
from requests.auth import HTTPBasicAuth

from reeleezee import answers, json_text, patience
from reeleezee.account import ReeleezeeAccount
from reeleezee.answers import Call
from reeleezee.errors import ReeleezeeConfigurationError, ReeleezeeError
from reeleezee.secrecy import spellings

_log = logging.getLogger(__name__)


def open_session(account: ReeleezeeAccount, adapter: BaseAdapter | None = None) -> requests.Session:
    """A session that sends the login of this account and no other."""
    session = requests.Session()
    # With a login on the session, a ~/.netrc is never looked at; proxies and CA bundles of the environment still count.
    session.auth = HTTPBasicAuth(account.login.encode(), account.password.encode())
    # A server on this machine needs neither a proxy nor a certificate.
    session.trust_env = not account.is_near
    session.headers.update({"Accept": "application/json", "Accept-Language": "nl"})
    if adapter is not None:
        session.mount("https://", adapter)
        session.mount("http://", adapter)
    return session


class Transport:
    """Paths are below the base URL and begin with a slash; queries are encoded already."""

    def __init__(
        self,
        account: ReeleezeeAccount,
        session: requests.Session,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._account = account
        self._session = session
        self._sleep = sleep
        self._secrets = spellings(account.login, account.password)

    def read(self, path: str, query: str = "") -> Any:
        """The JSON at this path, tried up to four times."""
        return self._send(Call("GET", path), query)

    def find(self, path: str, query: str = "") -> Any:
        """The JSON of one record, or None when Reeleezee says that it does not exist."""
        return self._send(Call("GET", path, may_be_missing=True), query)

    def put(self, path: str, body: Mapping[str, Any], query: str = "", *, representation: bool = False) -> Any:
        """What Reeleezee answers to storing the body: JSON, or None. Sent once, unless nothing could be sent."""
        return self._send(Call("PUT", path), query, body, prefer="return=representation" if representation else "")

    def delete(self, path: str) -> None:
        """Removes a record; one that is gone already is fine."""
        self._send(Call("DELETE", path, may_be_missing=True))

    def close(self) -> None:
        self._session.close()

    def _send(self, call: Call, query: str = "", body: Mapping[str, Any] | None = None, *, prefer: str = "") -> Any:
        content = None if body is None else json_text.encode(body).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"} if body is not None else {}
        if prefer:
            headers["Prefer"] = prefer
        repeated = patience.retrying(call, self._account.retry_wait, self._sleep)
        return repeated(self._send_once, call, query, content, headers)

    def _send_once(self, call: Call, query: str, content: bytes | None, headers: Mapping[str, str]) -> Any:
        url = self._account.base_url + call.path + (f"?{query}" if query else "")
        try:
            response = self._session.request(
                call.method,
                url,
                data=content,
                headers=dict(headers),
                timeout=(self._account.connect_timeout, self._account.read_timeout),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            error.request = None  # it carries the Authorization header, and causes end up in logs
            raise _lost(call, error) from error
        _log.debug("%s %s: %s", call.method, call.path, response.status_code)
        try:
            return answers.judge(call, response)
        except ReeleezeeError as error:
            failure = error
        failure.conceal(self._secrets)
        # Raised anew outside of the handler: a cause such as a decoding error carries the whole answer along.
        failure.__cause__ = failure.__context__ = None
        raise failure


def _lost(call: Call, error: requests.RequestException) -> ReeleezeeError:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return ReeleezeeConfigurationError(
            "The certificate of the host in the connection is not trusted.", method=call.method, path=call.path
        )
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return ReeleezeeConfigurationError(
            "The host in the connection is not a web address.", method=call.method, path=call.path
        )
    if isinstance(error, requests.ConnectTimeout):
        return answers.no_answer(call, never_sent=True, what="the connection could not be made in time")
    if isinstance(error, requests.exceptions.ProxyError):
        return answers.no_answer(call, never_sent=True, what="the proxy does not let it through")
    if isinstance(reason, urllib3.exceptions.NewConnectionError):
        return answers.no_answer(call, never_sent=True, what="the connection was refused")
    what = "it did not answer in time" if isinstance(error, requests.Timeout) else "the connection was broken"
    return answers.no_answer(call, never_sent=False, what=what)
