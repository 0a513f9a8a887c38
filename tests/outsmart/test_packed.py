"""A packed list must hold exactly what ordinary decoding gives, and must give way to it for everything unusual."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsmart.packed import LARGE, PackedRows, packed_response

PADDING = {"remark": "x" * 200}


def body_of(rows: list[dict], separators: tuple[str, str] = (",", ":"), *, ascii_only: bool = True) -> bytes:
    envelope = {"code": 200, "messages": [], "response": rows}
    return json.dumps(envelope, separators=separators, ensure_ascii=ascii_only).encode()


def large(rows: list[dict]) -> list[dict]:
    """The rows, many times over, until an answer of them is packed."""
    return rows * (LARGE // (len(json.dumps(rows, separators=(",", ":"), ensure_ascii=False)) - 2) + 1)


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" ,\n ", " : ")])
def test_rows_are_those_of_ordinary_decoding(separators: tuple[str, str]) -> None:
    rows = large([{"name": 'Aalders "Bouw" {', "price": 1.5, "nested": {"a": [1, {"b": "]}"}]}}, PADDING])
    packed = packed_response(body_of(rows, separators))
    assert packed is not None
    assert len(packed) == len(rows)
    assert list(packed) == json.loads(json.dumps(rows), parse_float=Decimal)
    assert packed[1] == PADDING


def test_names_with_umlauts_and_emoji_survive_wherever_a_piece_ends() -> None:
    rows = large([{"n": "é" * n, "e": "🔥" * (n % 7)} for n in range(1, 60)])
    packed = packed_response(body_of(rows, ascii_only=False))
    assert packed is not None
    assert list(packed) == rows


def test_amounts_are_decimals() -> None:
    packed = packed_response(body_of(large([{"price": 0.1, **PADDING}])))
    assert packed is not None
    assert packed[0]["price"] == Decimal("0.1")


def test_a_small_answer_is_left_to_ordinary_decoding() -> None:
    assert packed_response(body_of([PADDING])) is None


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda body: body[:-40], id="truncated"),
        pytest.param(lambda body: body[:-1], id="envelope not closed"),
        pytest.param(lambda body: body + b"x", id="something behind it"),
        pytest.param(lambda body: body.replace(b'"code":200', b'"code":1007'), id="another code"),
        pytest.param(lambda body: body.replace(b'"messages":[]', b'"messages":["?"]'), id="a message"),
        pytest.param(lambda body: body[:-2] + b",]}", id="comma at the end"),
        pytest.param(lambda body: body[:-2] + b" , ] }", id="comma and spaces at the end"),
        pytest.param(lambda body: body[:-2] + b",7]}", id="a number among the rows"),
        pytest.param(lambda body: body[:-2] + b',{"a":NaN}]}', id="no JSON"),
        pytest.param(lambda body: body[:-2] + b',{"a":"\xff"}]}', id="no UTF-8"),
    ],
)
def test_anything_unusual_is_left_to_ordinary_decoding(broken: object) -> None:
    assert packed_response(broken(body_of(large([PADDING])))) is None  # type: ignore[operator]


def test_each_reading_gives_a_row_of_its_own() -> None:
    packed = PackedRows([b'{"a": 1}'])
    packed[0]["a"] = 2
    assert packed[0] == {"a": 1}


def test_a_slice_is_packed_too() -> None:
    packed = PackedRows([b'{"a": 1}', b'{"a": 2}', b'{"a": 3}'])
    assert list(packed[1:]) == [{"a": 2}, {"a": 3}]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none()), min_size=1))
def test_whatever_the_texts_hold(rows: list[dict]) -> None:
    many = large([*rows, PADDING])
    packed = packed_response(body_of(many))
    assert packed is not None
    assert list(packed[: len(rows)]) == rows
    assert len(packed) == len(many)
