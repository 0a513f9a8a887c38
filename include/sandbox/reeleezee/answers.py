"""Writes answers the way the server does: JSON with numbers as short as they can be, HTML for unknown routes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from sandbox.core.api import ApiResponse
from sandbox.reeleezee.refused import RefusedError

JSON_TYPE = "application/json; charset=utf-8"

_NO_ROUTE = (
    "<!DOCTYPE html><html><head><title>404 - Not Found</title></head>"
    "<body><h1>404</h1><p>De pagina is niet gevonden.</p></body></html>"
)


def json_answer(value: Any, status: int = 200) -> ApiResponse:
    """An answer with a JSON body."""
    return ApiResponse(status, json_bytes(value), JSON_TYPE)


def json_bytes(value: Any) -> bytes:
    """The value as UTF-8 JSON."""
    return json.dumps(value, default=plain_number, ensure_ascii=False, separators=(",", ":")).encode()


def plain_number(value: object) -> int | float:
    """A decimal as JSON shows it: 12.50 becomes 12.5, 33.00 becomes 33; amounts fit a float's 15 digits."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} cannot be written as JSON")
    return int(value) if value == value.to_integral_value() else float(value)


def empty_answer() -> ApiResponse:
    """Done, with nothing to tell."""
    return ApiResponse(204, b"", "")


def refused_answer(refused: RefusedError) -> ApiResponse:
    """The answer that ends a refused call."""
    if not refused.message:
        return ApiResponse(refused.status, _NO_ROUTE.encode(), "text/html; charset=utf-8")
    headers = (("WWW-Authenticate", 'Basic realm="Reeleezee"'),) if refused.status == 401 else ()
    return ApiResponse(refused.status, json_bytes({"Message": refused.message}), JSON_TYPE, headers)
