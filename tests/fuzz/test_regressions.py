"""What random stories and hostile input once broke, each told plainly so that it stays mended."""

from __future__ import annotations

from decimal import Decimal

import pytest
import requests
from pydantic import ValidationError

from koppeling.saved import Saved
from koppeling.settings import InvalidSettings, read_settings
from outsmart.answers import Answer, Call, content_of
from outsmart.errors import OutSmartOutcomeUnknown, OutSmartTransientError
from outsmart.packed import LARGE
from outsmart.retries import seconds_asked
from reeleezee.answers import Call as ReeleezeeCall
from reeleezee.answers import judge
from reeleezee.errors import ReeleezeeOutcomeUnknown, ReeleezeeTransientError
from reeleezee.records import SalesInvoice

READ, WRITE = Call("GET", "relations"), Call("POST", "relations", changes=True)
FIND, PUT = ReeleezeeCall("GET", "/SalesInvoices/1", may_be_missing=True), ReeleezeeCall("PUT", "/SalesInvoices/1")
TOO_LARGE = "1e99999999999999999999"
TOO_DEEP = "[" * 200_000


def answered(body: str, status: int = 200, retry_after: str = "") -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = body.encode()
    response.headers.update({"Content-Type": "application/json", "Retry-After": retry_after})
    return response


@pytest.mark.parametrize("value", [TOO_LARGE, "-1e-99999999999999999999", TOO_DEEP])
def test_reeleezees_answer_that_nothing_can_hold_leaves_a_write_unknown_and_a_read_for_later(value: str) -> None:
    body = f'{{"id": "1", "TotalNetAmount": {value}}}'
    with pytest.raises(ReeleezeeOutcomeUnknown):
        judge(PUT, answered(body))
    with pytest.raises(ReeleezeeOutcomeUnknown):
        judge(PUT, answered(body, 500))
    with pytest.raises(ReeleezeeTransientError):
        judge(FIND, answered(body))


@pytest.mark.parametrize("padding", [0, LARGE])
def test_outsmarts_number_that_nothing_can_hold_is_a_matter_of_its_own_row(padding: int) -> None:
    rows = f'{{"code": "A", "price": {TOO_LARGE}}}, {{"name": "{"x" * padding}"}}'
    body = f'{{"code":200,"messages":[],"response":[{rows}]}}'.encode()
    first, second = content_of(READ, Answer(200, body))
    assert first == {"code": "A", "price": TOO_LARGE}
    assert second == {"name": "x" * padding}


@pytest.mark.parametrize("padding", [0, LARGE])
def test_outsmarts_answer_that_nothing_can_hold_leaves_a_write_unknown_and_a_read_for_later(padding: int) -> None:
    rows = f'{{"code": "A", "price": {TOO_DEEP}}}, {{"name": "{"x" * padding}"}}'
    body = f'{{"code":200,"messages":[],"response":[{rows}]}}'.encode()
    with pytest.raises(OutSmartOutcomeUnknown):
        content_of(WRITE, Answer(200, body))
    with pytest.raises(OutSmartTransientError):
        content_of(READ, Answer(200, body))


@pytest.mark.parametrize("asked", ["²", "٣", "-1", "Mon, 99 Jan 2020 10:00:00 GMT", "1 Jan 2020 +99999999"])
def test_a_wait_that_cannot_be_read_is_no_wait(asked: str) -> None:
    with pytest.raises(ReeleezeeTransientError) as error:
        judge(FIND, answered("", 429, asked))
    assert error.value.retry_after is None
    assert seconds_asked(asked) is None


@pytest.mark.parametrize("typed", [0, 20260131, "0", "20260131", "1767225600", "86400", 1767225600.0])
def test_a_starting_day_without_hyphens_is_refused_and_no_day_in_1970(typed: object) -> None:
    """1767225600 became 1 January 2026 and 0 became 1 January 1970: a guard that guards nothing."""
    with pytest.raises(InvalidSettings, match=r"export_from = .*2026-01-31"):
        read_settings({"export_from": typed})


def test_a_starting_day_may_be_pasted_with_spaces() -> None:
    assert str(read_settings({"export_from": " 2026-01-31 "}).export_from) == "2026-01-31"


@pytest.mark.parametrize("amount", ["1e26", "-1e400", "1000000000000000"])
def test_an_invoice_with_an_amount_that_no_cent_can_be_told_of_is_a_bad_record(amount: str) -> None:
    with pytest.raises(ValidationError, match="no amount"):
        SalesInvoice.model_validate({"id": "1", "TotalNetAmount": Decimal(amount)})


def test_saved_settings_that_are_nested_without_end_are_refused() -> None:
    with pytest.raises(InvalidSettings, match="Save them again"):
        Saved.from_json(TOO_DEEP)
