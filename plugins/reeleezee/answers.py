"""Judges an HTTP answer of Reeleezee: its JSON, or the error whose type says what the caller may conclude."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from reeleezee import json_text
from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeConfigurationError,
    ReeleezeeContractError,
    ReeleezeeError,
    ReeleezeeOutcomeUnknown,
    ReeleezeePermissionError,
    ReeleezeeRejected,
    ReeleezeeTransientError,
)

_REFUSALS = frozenset({400, 409, 415, 422})
_LONGEST_MESSAGE = 500


@dataclass(frozen=True)
class Call:
    """What was asked; `may_be_missing` when "no such record" is an answer and not a fault."""

    method: str
    path: str
    may_be_missing: bool = False

    @property
    def is_write(self) -> bool:
        return self.method != "GET"


def judge(call: Call, response: requests.Response) -> Any:
    """The decoded JSON; None for an empty answer to a write, and for a record that may be missing and is."""
    status = response.status_code
    if 200 <= status < 300:
        return _success(call, response)
    message = _message(response)
    if status == 404 and call.may_be_missing and message.lower() == "_notfound":
        return None
    raise _failure(call, response, message)


def no_answer(call: Call, *, never_sent: bool, what: str) -> ReeleezeeError:
    """The error for a call of which no readable answer came back; `what` says in a few words what happened."""
    if never_sent:
        return ReeleezeeTransientError(
            f"Reeleezee cannot be reached: {what}.", method=call.method, path=call.path, never_sent=True
        )
    return _unreadable(call, None, what)


def _success(call: Call, response: requests.Response) -> Any:
    status = response.status_code
    if call.is_write and not response.content:
        return None
    if status == 204:
        raise ReeleezeeContractError(
            "Reeleezee answered a question with nothing.", method=call.method, path=call.path, status=status
        )
    if not _is_json(response):
        raise _unreadable(call, status, "its answer is a page, not data")
    try:
        return json_text.decode(response.content)
    except ValueError as error:
        raise _unreadable(call, status, "its answer is cut off or damaged") from error


def _unreadable(call: Call, status: int | None, what: str, message: str = "") -> ReeleezeeError:
    if call.is_write:
        return ReeleezeeOutcomeUnknown(
            f"It is unknown whether Reeleezee stored the record: {what}.",
            method=call.method,
            path=call.path,
            status=status,
            message=message,
        )
    return ReeleezeeTransientError(
        f"Reeleezee could not be read: {what}.", method=call.method, path=call.path, status=status, message=message
    )


def _failure(call: Call, response: requests.Response, message: str) -> ReeleezeeError:
    status = response.status_code
    if status in {401, 403}:
        return _no_access(call, status, message)
    if status == 404:
        return _not_found(call, response, message)
    if status in _REFUSALS:
        return _refusal(call, status, message)
    if status == 429:
        return _too_many(call, response, message)
    if status >= 500:
        return _server_error(call, response, message)
    facts = {"method": call.method, "path": call.path, "message": message}
    if 300 <= status < 400:
        return ReeleezeeConfigurationError(
            "Reeleezee leads elsewhere, as during maintenance; the login is not sent there. "
            "Wait, the next run tries again; only if it stays so, check the host in the connection.",
            status=status,
            **facts,
        )
    if status == 408:
        return _unreadable(call, status, "it gave up waiting for the question", message)
    return ReeleezeeContractError(f"Reeleezee gave an undocumented answer. {message}".strip(), status=status, **facts)


def _no_access(call: Call, status: int, message: str) -> ReeleezeeError:
    if status == 401:
        return ReeleezeeAuthenticationError(
            "Reeleezee refuses the login: the user name or password is wrong, or the login is in use elsewhere.",
            method=call.method,
            path=call.path,
            status=status,
            message=message,
        )
    return ReeleezeePermissionError(
        "The Reeleezee login may not do this: it lacks the right, or the subscription lacks the module.",
        method=call.method,
        path=call.path,
        status=status,
        message=message,
    )


def _not_found(call: Call, response: requests.Response, message: str) -> ReeleezeeError:
    if call.is_write and _is_json(response):
        return _refusal(call, 404, message)
    sentence = "Reeleezee does not know this address: check the host and the administration in the connection."
    if not _is_json(response):
        sentence = (
            "Reeleezee answers with a page that says there is nothing here, as during maintenance. "
            "Wait, the next run tries again; only if it stays so, check the host in the connection."
        )
    return ReeleezeeConfigurationError(
        sentence,
        method=call.method,
        path=call.path,
        status=404,
        message=message,
    )


def _refusal(call: Call, status: int, message: str) -> ReeleezeeError:
    facts = {"method": call.method, "path": call.path, "message": message}
    said = message or "it does not say why"
    if call.is_write:
        return ReeleezeeRejected(f"Reeleezee refuses the record: {said}", status=status, **facts)
    return ReeleezeeContractError(f"Reeleezee does not understand the question: {said}", status=status, **facts)


def _too_many(call: Call, response: requests.Response, message: str) -> ReeleezeeError:
    return ReeleezeeTransientError(
        "Reeleezee asks to wait: too many calls.",
        method=call.method,
        path=call.path,
        status=429,
        message=message,
        retry_after=_retry_after(response),
    )


def _server_error(call: Call, response: requests.Response, message: str) -> ReeleezeeError:
    status = response.status_code
    error = _unreadable(call, status, f"it answered with an error of its own. {message}".strip(" ."), message)
    if isinstance(error, ReeleezeeOutcomeUnknown):
        error.answered_500 = status == 500 and _decoded(response) is not None
    if isinstance(error, ReeleezeeTransientError):
        error.retry_after = _retry_after(response)
    return error


def _is_json(response: requests.Response) -> bool:
    return response.headers.get("Content-Type", "").strip().lower().startswith("application/json")


def _decoded(response: requests.Response) -> Any:
    if not _is_json(response):
        return None
    try:
        return json_text.decode(response.content)
    except ValueError:
        return None


def _message(response: requests.Response) -> str:
    body = _decoded(response)
    said = body.get("Message") if isinstance(body, dict) else None
    return " ".join(said.split())[:_LONGEST_MESSAGE] if isinstance(said, str) else ""


def _retry_after(response: requests.Response) -> float | None:
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
