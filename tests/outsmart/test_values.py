"""What PHP and damaged data put into a field: a clean text, nothing, or a trouble of that record and no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from pydantic import ValidationError
from pytest_httpserver import HTTPServer

from outsmart.hook import OutSmartHook
from outsmart.json_text import decode, holds_all
from outsmart.records import Row, WorkOrder
from outsmart.values import flag_of, key_of, row_id_of, rows_of, shown, text_of, texts_of

LINE = {"MaterialCode": "KB-15", "MaterialNr": "1"}


@pytest.mark.parametrize("empty", [None, "", False, [], {}, ()])
def test_every_way_in_which_php_writes_nothing_is_nothing(empty: object) -> None:
    assert text_of(empty) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("LAMP \ud83d", "LAMP "),
        ("a\x00b\x1bc", "abc"),
        ("één\tregel\r\nen nog een 🔧", "één\tregel\r\nen nog een 🔧"),
        ("nul\u200bbreed", "nul\u200bbreed"),
        (7, "7"),
        (True, "true"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+2"), "100"),
        (Decimal("1E-3"), "0.001"),
        (Decimal("1E+999999"), "1E+999999"),
    ],
)
def test_a_text_is_clean_and_a_healthy_one_is_as_it_was_sent(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("value", [["a"], {"a": 1}, [[]], b"a"])
def test_what_is_no_text_is_never_taken_for_one(value: object) -> None:
    with pytest.raises(ValueError, match="text"):
        text_of(value)
    assert isinstance(shown(value), str)


def test_a_number_or_code_has_an_end_and_an_id_is_whole() -> None:
    assert key_of("7" * 254) == "7" * 254
    assert key_of("x" * 1_000_000) == "x" * 254 + "…"
    with pytest.raises(ValueError, match="the id"):
        row_id_of("5512\x00001")
    with pytest.raises(ValueError, match="no id has"):
        row_id_of(True)
    assert row_id_of(5512001) == "5512001"


def test_a_yes_may_be_a_boolean() -> None:
    assert (flag_of(True), flag_of(False), flag_of("1")) == ("1", "", "1")


@pytest.mark.parametrize("lines", [[LINE], {"0": LINE}, {"3": LINE}])
def test_php_writes_a_list_with_gaps_as_an_object(lines: object) -> None:
    order = WorkOrder.from_row({"id": "7", "Materials": lines})
    assert [line.code for line in order.materials] == ["KB-15"]


@pytest.mark.parametrize("nothing", [None, "", [], {}, False])
def test_no_lines_come_in_many_forms(nothing: object) -> None:
    assert list(rows_of(nothing)) == []  # type: ignore[call-overload]


@pytest.mark.parametrize("lines", ["x", 7, True, [None], ["x"], [[]], {"0": "x"}, {"MaterialCode": "KB-15"}])
def test_a_line_that_is_none_is_a_trouble_of_the_whole_order(lines: object) -> None:
    with pytest.raises(ValidationError):
        WorkOrder.from_row({"id": "7", "Materials": lines})


@pytest.mark.parametrize("odd", [["x"], {"status": {"a": 1}}, [{"status": ["a"], "timestamp": None}], 7])
def test_a_member_that_nobody_documents_makes_no_order_unreadable(odd: object) -> None:
    assert WorkOrder.from_row({"id": "7", "StatusChanges": odd}).row_id == "7"


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("odd", ["NaN", "-Infinity", "1e99999999999999999999", "9" * 5000, DEEP])
def test_a_value_that_nothing_can_hold_concerns_its_own_row_alone(odd: str) -> None:
    body = f'{{"code":200,"messages":[],"response":[{{"id":"7"}},{{"id":"8","Reference":{odd}}}]}}'
    first, second = decode(body.encode())["response"]
    assert first == {"id": "7"}
    assert second["id"] == "8"
    assert second["Reference"] not in (None, "", [])


def test_a_row_of_which_something_was_lost_is_known() -> None:
    body = f'{{"code":200,"messages":[],"response":[{{"id":"7"}},{{"id":"8","Reference":{DEEP}}}]}}'
    whole, damaged = decode(body.encode())["response"]
    assert holds_all(whole)
    assert not holds_all(damaged)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"CustomerName": ["x"]}, "CustomerName"),
        ({"CustomerNameInvoice": {"a": 1}}, "CustomerNameInvoice"),
        ({"Materials": [LINE, {"MaterialCode": ["x"]}]}, "Materials 2 MaterialCode"),
        ({"Workperiods": [None]}, "Workperiods 1"),
        ({"WorkStatus": [1]}, "WorkStatus"),
    ],
)
def test_the_field_of_the_trouble_has_its_name(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook], row: Row, field: str
) -> None:
    rows = [{"id": "7", "OrderNr": "WB-7", **row}, {"id": "8"}]
    answer = json.dumps({"code": 200, "messages": [], "response": rows})
    httpserver.expect_request("/openapi/8/GetWorkorders/").respond_with_data(answer)
    listed = hook(httpserver.url_for("/openapi/8")).work_orders()
    assert [order.row_id for order in listed.orders] == ["8"]
    (bad,) = listed.unreadable
    assert (bad.row_id, bad.number, bad.fields) == ("7", "WB-7", (field,))


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\x00b", "ab"), ("LAMP \ud83d", "LAMP "), (None, ""), (False, ""), (True, ""), ([], ""), ({}, ""), (0, "0")],
    ids=ascii,
)
def test_master_data_is_read_as_clean_texts(value: object, text: str) -> None:
    assert texts_of({"name": value}) == {"name": text}


@pytest.mark.parametrize("value", [["x"], {"x": 1}], ids=str)
def test_what_is_no_text_is_none_in_master_data(value: object) -> None:
    assert texts_of({"name": value, "phone_number": "010"}) == {"name": "", "phone_number": "010"}


def test_a_byte_of_another_encoding_is_seen_in_its_value_and_no_other_row_notices(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook]
) -> None:
    rows = (
        b'[{"id":"7","OrderNr":"WB-7","CustomerName":"Caf\xe9","Materials":[]},{"id":"8","CustomerName":"Caf\xc3\xa9"}]'
    )
    answer = b'{"code":200,"messages":[],"response":' + rows + b"}"
    httpserver.expect_request("/openapi/8/GetWorkorders/").respond_with_data(answer)
    listed = hook(httpserver.url_for("/openapi/8")).work_orders()
    assert [order.customer.name for order in listed.orders] == ["Caf\N{REPLACEMENT CHARACTER}", "Café"]


def test_a_row_with_such_a_byte_is_never_posted_back() -> None:
    (odd, other) = decode(b'{"code":200,"response":[{"memo":"\xff","name":"x"},{"memo":"\xc3\xa9"}]}')["response"]
    assert not holds_all(odd)
    assert holds_all(other)


def test_an_answer_that_is_cut_off_is_none_whatever_its_bytes() -> None:
    with pytest.raises(ValueError, match="Unterminated"):
        decode(b'{"code":200,"response":[{"memo":"\xff","name":"x')
