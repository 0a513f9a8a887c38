"""Reads the body of a write, with numbers as decimals."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from sandbox.core.api import ApiRequest
from sandbox.reeleezee.refused import RefusedError, invalid_request


def json_body(request: ApiRequest) -> Any:
    """The JSON that was sent; forms are 415, anything unreadable 400."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in {"application/json", "text/json"}:
        raise RefusedError(415, f"The request entity's media type '{media_type}' is not supported for this resource.")
    try:
        return json.loads(request.body, parse_float=Decimal, parse_constant=_no_number)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise invalid_request() from None


def _no_number(_: str) -> NoReturn:
    raise invalid_request()
