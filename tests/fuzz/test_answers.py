"""Answers of both systems as a broken proxy, a new version or an enemy gives them: content, or an error of the tree."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import requests
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.hostile import any_text, as_json, brief, damaged, result, rows, thorough, values

from outsmart import answers as outsmart
from outsmart.errors import OutSmartAuthenticationError, OutSmartError, OutSmartOutcomeUnknown, OutSmartRejected
from reeleezee import answers as reeleezee
from reeleezee import paging
from reeleezee.errors import ReeleezeeContractError, ReeleezeeError, ReeleezeeOutcomeUnknown, ReeleezeeTransientError

READ, WRITE = outsmart.Call("GET", "relations"), outsmart.Call("POST", "relations", changes=True)
FIND, PUT = reeleezee.Call("GET", "/x", may_be_missing=True), reeleezee.Call("PUT", "/x")
statuses = st.sampled_from([200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 410, 418, 422, 429, 500, 503, 599])
codes = st.one_of(st.sampled_from([200, "200", 1002, 1007, 1008, 1051, 1500, 1503, 2801, 9999]), values)
envelopes = st.fixed_dictionaries({}, optional={"code": codes, "messages": values, "response": values})
kinds = st.sampled_from(["application/json", "application/json; charset=utf-8", "text/html", ""])


def answered(status: int, body: bytes, kind: str = "application/json", **headers: str) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = body
    response.headers.update({"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}})
    return response


@thorough
@given(st.booleans(), statuses, damaged(envelopes), any_text, any_text)
def test_outsmart_gives_content_or_an_error_of_its_tree(
    changes: bool, status: int, body: bytes, location: str, retry: str
) -> None:
    call = WRITE if changes else READ
    given_back = result(
        lambda: outsmart.content_of(call, outsmart.Answer(status, body, location, retry)), OutSmartError
    )
    if isinstance(given_back, OutSmartError):
        assert str(given_back)
        assert changes or not isinstance(given_back, OutSmartOutcomeUnknown)
    else:
        assert 200 <= status < 300
        assert json.loads(body.decode("utf-8-sig"), parse_float=Decimal)["code"] in {200, "200"}


@brief
@given(st.booleans(), damaged(envelopes))
def test_a_damaged_answer_to_a_write_never_seems_a_refusal(changes: bool, body: bytes) -> None:
    """Only an envelope with a code says that a record was refused: everything else may have been stored."""
    call = WRITE if changes else READ
    error = result(lambda: outsmart.content_of(call, outsmart.Answer(200, body)), OutSmartError)
    if isinstance(error, OutSmartRejected | OutSmartAuthenticationError):
        assert str(error.code) in body.decode("utf-8", "replace")


@thorough
@given(st.sampled_from([FIND, PUT]), statuses, damaged(), kinds, any_text)
def test_reeleezee_gives_content_or_an_error_of_its_tree(
    call: reeleezee.Call, status: int, body: bytes, kind: str, retry: str
) -> None:
    error = result(lambda: reeleezee.judge(call, answered(status, body, kind, Retry_After=retry)), ReeleezeeError)
    if isinstance(error, ReeleezeeError):
        assert str(error)
    assert not (isinstance(error, ReeleezeeOutcomeUnknown) and call is FIND)
    assert not (isinstance(error, ReeleezeeTransientError) and call is PUT and status != 429)


pages_ = st.lists(
    st.fixed_dictionaries(
        {"value": st.lists(st.one_of(rows(["id", "Name"]), values), max_size=3)},
        optional={
            "@odata.nextLink": st.one_of(
                values,
                st.sampled_from(
                    ["https://intern/api/v1/Customers?$skip=1", "/Customers?$skip=2", "?", "http://[", "//x/y"]
                ),
            )
        },
    ),
    min_size=1,
    max_size=4,
)


@thorough
@given(pages_)
def test_pages_end_and_give_every_record_once_or_an_error_of_the_tree(answers: list[dict[str, Any]]) -> None:
    asked: list[str] = []

    def read(path: str, query: str) -> Any:
        assert path == "/Customers"
        asked.append(query)
        return answers[min(len(asked), len(answers)) - 1]

    found: list[Any] = []
    try:
        for page in paging.pages(read, "/Customers"):
            found += page
    except ReeleezeeContractError:
        pass
    assert len(asked) <= len(answers) + 8
    named = [str(row.get("id")).lower() for row in found if row.get("id")]
    assert len(named) == len(set(named))


@brief
@given(values)
def test_json_of_odd_values_is_read_back_alike(value: Any) -> None:
    body = as_json({"code": 200, "messages": [], "response": value})
    try:
        read = outsmart.content_of(READ, outsmart.Answer(200, body))
    except OutSmartError:
        assert b"NaN" in body or b"Infinity" in body or b"\xed" in body
    else:
        assert json.loads(as_json(read)) is not None or value is None
