"""Wraps every answer the way OutSmart does: HTTP 200, and the truth inside."""

import json
from typing import Any

from sandbox.core.api import ApiResponse


class RefusedError(Exception):
    """A result code other than 200, with the texts that go with it."""

    def __init__(self, code: int, *messages: str) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = list(messages)


def envelope(response: Any, code: int = 200, messages: list[str] | None = None) -> ApiResponse:
    """Compact JSON on one line, escaped as PHP does."""
    text = json.dumps({"code": code, "messages": messages or [], "response": response}, separators=(",", ":"))
    return ApiResponse(200, text.replace("/", "\\/").encode(), "application/json")


def refusal(reason: RefusedError) -> ApiResponse:
    """The answer to a call that was not carried out."""
    return envelope(None, reason.code, reason.messages)
