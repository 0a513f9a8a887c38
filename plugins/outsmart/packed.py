"""Keeps a long list of rows as the JSON text it came as, so that a hundred thousand relations fit into one worker.

OutSmart has no pages: a list comes whole. As Python objects such an answer takes several times its own size, and most
rows of an import are looked at once and never again. A packed row is decoded anew each time it is asked for.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, overload

from outsmart.json_text import refuse_constant

LARGE = 1_000_000
"""From this many bytes on an answer is packed; below it is not worth the second decoding."""

_HEAD = re.compile(rb'\s*\{\s*"code"\s*:\s*200\s*,\s*"messages"\s*:\s*\[\s*\]\s*,\s*"response"\s*:\s*\[\s*(?=\{)')
_TAIL = re.compile(r"\s*\]\s*\}\s*")
_BETWEEN = re.compile(r"\s*,\s*")
_PIECE = 1 << 20


class PackedRows(Sequence[dict[str, Any]]):
    """Rows of a list, each held as UTF-8 JSON; reading one gives a fresh dictionary."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._texts = tuple(texts)

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> PackedRows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | PackedRows:
        if isinstance(index, slice):
            return PackedRows(self._texts[index])
        return _row(self._texts[index])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(_row, self._texts)


def packed_response(body: bytes) -> PackedRows | None:
    """The rows of a large, plainly successful answer; None for any other, which is then read in the ordinary way."""
    head = _HEAD.match(body) if len(body) >= LARGE else None
    if head is None:
        return None
    try:
        return PackedRows(_texts(body, head.end()))
    except (ValueError, RecursionError, InvalidOperation):
        return None


def _texts(body: bytes, start: int) -> Iterator[bytes]:
    """The JSON text of each row; raises ValueError at anything but objects, commas and the end of the envelope.

    The body is decoded by the piece: one emoji would make Python take four bytes for every character of the whole.
    """
    decode = codecs.getincrementaldecoder("utf-8")().decode
    decoder = json.JSONDecoder(parse_float=Decimal, parse_constant=refuse_constant)
    rest = ""
    is_owed = True  # behind the opening bracket and behind a comma a row must come
    for at in range(start, len(body), _PIECE):
        last = at + _PIECE >= len(body)
        rest += decode(body[at : at + _PIECE], last)
        position = 0
        while (end := _end_of_row(decoder, rest, position, last)) is not None:
            yield rest[position:end].encode()
            between = _BETWEEN.match(rest, end)
            is_owed = between is not None
            position = between.end() if between else end
            if between is None:
                break
        rest = rest[position:]
    if is_owed or not _TAIL.fullmatch(rest):
        raise ValueError("the list is not closed")


def _end_of_row(decoder: json.JSONDecoder, text: str, position: int, last: bool) -> int | None:
    """Where the object at `position` ends; None when it is not all there yet, or what follows it is not."""
    if not text.startswith("{", position):
        return None
    try:
        _, end = decoder.raw_decode(text, position)
    except ValueError:
        return None
    return end if last or len(text) - end > len(", {") else None


def _row(text: bytes) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return row
