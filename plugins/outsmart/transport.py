"""Carries calls to OutSmart over one kept-alive session, and turns every way to fail into one of our errors.

The API wants its tokens in the query string, so an exception of the HTTP library quotes them. Such an exception is
therefore translated where it is caught and our error is raised outside of the handler: neither `__cause__` nor
`__context__` of what we raise leads to a URL.
"""

from __future__ import annotations

import json
import ssl
from decimal import Decimal
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from outsmart.access import Access
from outsmart.answers import Answer, Call, content_of, unsure
from outsmart.errors import OutSmartConfigurationError, OutSmartError, OutSmartTransientError, OutSmartUnreachable
from outsmart.retries import retrying, seconds_asked
from outsmart.secrecy import Secrets, keep_tokens_out_of_logs
from outsmart.wire import write_decimal

_HEADERS = {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "User-Agent": "outsmart-reeleezee-koppeling",
}


class Transport:
    """One session with one OutSmart account."""

    def __init__(self, access: Access, adapter: HTTPAdapter | None = None) -> None:
        keep_tokens_out_of_logs()
        self._access = access
        self._secrets = Secrets(access.secrets)
        self._session = requests.Session()
        self._session.headers.update(_HEADERS)
        self._session.auth = _Bearer(access.bearer_token)
        if adapter is not None:
            self._session.mount(f"{access.base_url}/", adapter)

    @property
    def session(self) -> requests.Session:
        return self._session

    def ask(self, call: Call) -> Any:
        """The content of OutSmart's answer, after as many attempts as the kind of call allows."""
        return retrying(self._access, call)(self._ask_once, call)

    def close(self) -> None:
        self._session.close()

    def _ask_once(self, call: Call) -> Any:
        outcome = self._exchange(call)
        if isinstance(outcome, OutSmartError):
            raise outcome
        try:
            return content_of(call, outcome)
        except OutSmartError as error:
            error.messages = tuple(self._secrets.mask(message) for message in error.messages)
            if isinstance(error, OutSmartTransientError):
                error.retry_after = seconds_asked(outcome.retry_after)
            raise

    def _exchange(self, call: Call) -> Answer | OutSmartError:
        try:
            response = self._session.request(
                call.method,
                f"{self._access.base_url}/{call.endpoint}/",
                params=[("token", self._access.token), ("software_token", self._access.software_token), *call.params],
                data=None if call.body is None else json.dumps(call.body, default=_as_text).encode(),
                timeout=self._timeouts(call),
                allow_redirects=False,
            )
        except requests.RequestException as failure:
            return self._fault(call, failure)
        headers = response.headers
        return Answer(
            response.status_code, response.content, headers.get("Location", ""), headers.get("Retry-After", "")
        )

    def _timeouts(self, call: Call) -> tuple[float, float]:
        longest = self._access.read_timeout if call.patience is None else call.patience
        return min(self._access.connect_timeout, longest), min(self._access.read_timeout, longest)

    def _fault(self, call: Call, failure: requests.RequestException) -> OutSmartError:
        host = self._access.base_url
        facts: dict[str, Any] = {"method": call.method, "path": call.endpoint}
        if isinstance(failure, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
            return OutSmartConfigurationError("The base URL or the proxy for OutSmart is not usable.", **facts)
        if _certificate_refused(failure):
            return OutSmartConfigurationError(f"The certificate of {host} is not trusted on this machine.", **facts)
        if _never_sent(failure):
            return OutSmartUnreachable(f"No connection to OutSmart at {host}.", **facts)
        if isinstance(failure, requests.Timeout):
            return unsure(call, f"OutSmart gave no answer within {self._timeouts(call)[1]:g} seconds.")
        return unsure(call, "The connection to OutSmart broke before its answer was complete.")


class _Bearer(AuthBase):
    """Sent only when configured; being there at all it also keeps a `.netrc` of the machine out of our calls."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return write_decimal(value)
    raise TypeError(f"{type(value).__name__} has no place in a row of OutSmart")


def _reason(failure: requests.RequestException) -> object:
    cause = failure.args[0] if failure.args else None
    return cause.reason if isinstance(cause, MaxRetryError) else cause


def _never_sent(failure: requests.RequestException) -> bool:
    if isinstance(failure, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    return isinstance(_reason(failure), NewConnectionError | ConnectTimeoutError)


def _certificate_refused(failure: requests.RequestException) -> bool:
    reason = _reason(failure)
    inner = reason.args[0] if isinstance(reason, Exception) and reason.args else None
    return isinstance(inner, ssl.SSLCertVerificationError)
