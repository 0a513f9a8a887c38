"""Reads what a POST brings, and takes one object for a list of one."""

import json
from decimal import Decimal
from typing import Any

from sandbox.core.switches import Switches
from sandbox.outsmart.envelope import RefusedError

Row = dict[str, Any]


def posted_rows(body: bytes, switches: Switches) -> list[Row]:
    """The rows of a batch, within the bounds that the switches set."""
    rows = rows_of(body)
    if not rows and switches.word("empty_batch") == "refuse":
        raise RefusedError(1009, "Unable to parse body")
    most = switches.number("max_batch")
    if most and len(rows) > most:
        raise RefusedError(1007)
    return rows


def rows_of(body: bytes) -> list[Row]:
    """The rows of a body, of which there may be none."""
    if not body.strip():
        raise RefusedError(1008, "Unable to fetch body")
    try:
        parsed = json.loads(body, parse_float=Decimal)
    except ValueError:
        raise RefusedError(1009, "Unable to parse body") from None
    rows = [parsed] if isinstance(parsed, dict) else parsed
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RefusedError(1009, "Unable to parse body")
    return rows


def stored_despite_refusal(refused: list[bool], switches: Switches) -> list[bool]:
    """Which rows of a batch are stored, given which are refused; only asked when one of them is."""
    match switches.word("bad_row"):
        case "store_good":
            return [not bad for bad in refused]
        case "store_before":
            first = refused.index(True)
            return [place < first for place in range(len(refused))]
        case _:
            return [False] * len(refused)
