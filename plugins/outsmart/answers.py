"""Decides what an HTTP answer of OutSmart means: the wanted content, or the one error that tells its consequence.

OutSmart answers HTTP 200 for its own failures too; the `code` in the envelope decides. Result codes and the shape of
the envelope: OutSmart API description, "Envelope" and "Result codes".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

from outsmart.errors import (
    OutSmartAuthenticationError,
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartTransientError,
)
from outsmart.json_text import decode
from outsmart.packed import packed_response

DONE = 200
WORK_ORDER_NOT_FOUND = 1500
NOTHING_CHANGED = 1503
_UNCAUGHT_ERROR = 1007
_CONFIGURATION = {
    1000: "The base URL of the OutSmart connection leads to no endpoint.",
    1001: "OutSmart does not know this endpoint; the base URL must end with the API version, as /openapi/8.",
    1006: "OutSmart wants https in the base URL.",
}
_AUTHENTICATION = {
    1002: "OutSmart received no token.",
    1003: "OutSmart received no software token.",
    1004: "OutSmart does not accept the token of the customer.",
    1005: "OutSmart does not accept the software token, or it does not belong to the customer's token.",
}
_BODY_NOT_UNDERSTOOD = frozenset({1008, 1009})
_MISSING_FIELD_OF_SMALL_LISTS = 1051
_RECORD_CODES = range(1100, 2900)
_FILTER_REFUSED = re.compile(r"Key \S+ not allowed")


@dataclass(frozen=True)
class Call:
    """One call: what is asked of which endpoint, and whether OutSmart changes something by it (a GET may).

    `patience`: what nobody should wait for gets at most so many seconds, and is asked once.
    """

    method: str
    endpoint: str
    params: tuple[tuple[str, str], ...] = ()
    body: Sequence[object] | None = None
    changes: bool = False
    patience: float | None = None


@dataclass(frozen=True)
class Answer:
    """What came back, before anybody believed it; `location` and `retry_after` are the headers of those names."""

    status: int
    body: bytes
    location: str = ""
    retry_after: str = ""


def content_of(call: Call, answer: Answer) -> Any:
    """The `response` member of a successful answer; anything else raises."""
    if not 200 <= answer.status < 300:
        _raise_for_status(call, answer)
    if (rows := packed_response(answer.body)) is not None:
        return rows
    envelope = _envelope(call, answer)
    code = _code(envelope)
    if code == DONE:
        return envelope.get("response")
    raise _refusal(call, answer.status, code, _messages(envelope))


def unsure(call: Call, explanation: str, status: int | None = None, **facts: Any) -> OutSmartError:
    """The error for a call without a believable answer: a read is harmless, of a write nobody knows."""
    kind = OutSmartOutcomeUnknown if call.changes else OutSmartTransientError
    return kind(explanation, method=call.method, path=call.endpoint, status=status, **facts)


def _raise_for_status(call: Call, answer: Answer) -> NoReturn:
    status = answer.status
    facts: dict[str, Any] = {"method": call.method, "path": call.endpoint, "status": status}
    if 300 <= status < 400:
        host = _host_of(answer.location)
        raise _elsewhere(f"OutSmart redirects to {host}", facts)
    if status in {401, 403}:
        raise OutSmartAuthenticationError("OutSmart refuses access.", **facts)
    if status == 429:
        raise OutSmartTransientError("OutSmart finds that we ask too much.", **facts)
    if status == 408 or status >= 500:
        raise unsure(call, "OutSmart has a fault.", status)
    _raise_refusal_in(call, answer)
    if status in {404, 410}:
        raise _elsewhere("OutSmart answers that there is no such page", facts)
    raise OutSmartContractError("OutSmart refuses the call in a way that its description does not know.", **facts)


def _elsewhere(what: str, facts: dict[str, Any]) -> OutSmartConfigurationError:
    """A page instead of the API is maintenance far more often than a wrong base URL, which never worked at all."""
    error = OutSmartConfigurationError(
        f"{what}, as during maintenance: wait, the next run tries again. "
        "Only if it stays so, check the base URL of the connection.",
        **facts,
    )
    error.in_dutch = (
        "OutSmart geeft een andere pagina, zoals bij onderhoud: wacht, de volgende ronde probeert het opnieuw. "
        "Controleer de basis-URL van de verbinding alleen als het zo blijft"
    )
    return error


def _raise_refusal_in(call: Call, answer: Answer) -> None:
    """A 4xx that still carries the envelope is judged by its code."""
    envelope = _decoded(answer.body)
    code = _code(envelope) if isinstance(envelope, dict) else None
    if code is not None and code != DONE:
        raise _refusal(call, answer.status, code, _messages(envelope))


def _envelope(call: Call, answer: Answer) -> dict[str, Any]:
    decoded = _decoded(answer.body)
    if decoded is _UNREADABLE:
        raise unsure(call, "OutSmart's answer is unreadable: cut off, or a web page.", answer.status)
    if isinstance(decoded, dict) and _code(decoded) is not None:
        return decoded
    explanation = "OutSmart answered without the envelope of code, messages and response."
    if call.changes:
        raise unsure(call, explanation, answer.status)
    raise OutSmartContractError(explanation, method=call.method, path=call.endpoint, status=answer.status)


def _refusal(call: Call, status: int, code: int | None, messages: tuple[str, ...]) -> OutSmartError:
    facts: dict[str, Any] = {"method": call.method, "path": call.endpoint, "status": status, "code": code}
    facts["messages"] = messages
    if code in _CONFIGURATION:
        return OutSmartConfigurationError(_CONFIGURATION[code], **facts)
    if code in _AUTHENTICATION:
        return OutSmartAuthenticationError(_AUTHENTICATION[code], **facts)
    if any(_FILTER_REFUSED.match(message) for message in messages):
        return OutSmartContractError("OutSmart no longer allows this filter.", **facts)
    if code == _UNCAUGHT_ERROR:
        return unsure(call, "OutSmart has a fault.", status, code=code, messages=messages)
    if code in _BODY_NOT_UNDERSTOOD:
        return OutSmartContractError("OutSmart could not read what we sent.", **facts)
    if code == _MISSING_FIELD_OF_SMALL_LISTS or code in _RECORD_CODES:
        return OutSmartRejected("OutSmart refuses the data.", **facts)
    return OutSmartContractError("OutSmart answered with a code that its description does not have.", **facts)


_UNREADABLE = object()


def _decoded(body: bytes) -> Any:
    try:
        return decode(body)
    except ValueError:
        return _UNREADABLE


def _code(envelope: dict[str, Any]) -> int | None:
    code = envelope.get("code")
    if isinstance(code, str) and re.fullmatch(r"[0-9]{1,6}", code):
        return int(code)
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def _messages(envelope: dict[str, Any]) -> tuple[str, ...]:
    messages = envelope.get("messages") or ()
    if isinstance(messages, dict):
        messages = tuple(messages.values())
    return tuple(str(message) for message in messages) if isinstance(messages, list | tuple) else (str(messages),)


def _host_of(location: str) -> str:
    try:
        parts = urlsplit(location)
    except ValueError:
        return "an unreadable address"
    return f"{parts.scheme}://{parts.hostname}" if parts.hostname else "another place on the same host"
