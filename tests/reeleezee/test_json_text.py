"""Amounts must survive the wire digit for digit."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeleezee.json_text import decode, encode


def test_a_decimal_goes_out_with_the_digits_it_has() -> None:
    assert encode({"Price": Decimal("12.50")}) == '{"Price":12.50}'
    assert encode(Decimal("0.1") + Decimal("0.2")) == "0.3"


def test_a_decimal_never_goes_out_in_scientific_notation() -> None:
    assert encode([Decimal("1E+3"), Decimal("1E-4")]) == "[1000,0.0001]"


def test_everything_that_json_knows_is_written_as_the_standard_library_reads_it() -> None:
    value = {"a": None, "b": [True, False, 3, -7], "c": {"d": 'quote " and \\ and \n and é'}, "e": ()}
    assert json.loads(encode(value)) == {**value, "e": []}


@pytest.mark.parametrize("value", [0.1, Decimal("NaN"), Decimal("Infinity"), date(2026, 1, 2), b"x", {1: "a"}, {"x"}])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode({"field": value})


def test_amounts_come_back_as_decimals_and_whole_numbers_as_int() -> None:
    answer = decode(b'{"a": 0.1, "b": 21, "c": 1e2}')
    assert answer == {"a": Decimal("0.1"), "b": 21, "c": Decimal(100)}
    assert type(answer["a"]) is Decimal


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', "<html>", '{"a": 1'])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_any_amount_survives_the_round_trip(amount: Decimal) -> None:
    assert Decimal(decode(encode(amount))) == amount


@given(st.text())
def test_any_text_survives_the_round_trip(text: str) -> None:
    assert decode(encode(text)) == text


def test_a_byte_of_another_encoding_is_seen_in_its_value_and_no_other_record_notices() -> None:
    body = b'{"value":[{"Name":"Caf\xe9"},{"Name":"Caf\xc3\xa9"}]}'
    assert decode(body) == {"value": [{"Name": "Caf\N{REPLACEMENT CHARACTER}"}, {"Name": "Café"}]}
