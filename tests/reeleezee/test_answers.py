"""The type of an error decides whether money is at stake, so every answer has exactly one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from reeleezee.answers import Call, judge
from reeleezee.connection_words import failed
from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeConfigurationError,
    ReeleezeeContractError,
    ReeleezeeError,
    ReeleezeeOutcomeUnknown,
    ReeleezeePermissionError,
    ReeleezeeRejected,
    ReeleezeeTransientError,
)

READ = Call("GET", "/Customers")
FIND = Call("GET", "/SalesInvoices/1", may_be_missing=True)
WRITE = Call("PUT", "/SalesInvoices/1")
JSON = "application/json; charset=utf-8; odata.metadata=none"
HTML = "text/html; charset=utf-8"
PAGE = b"<html><body>Er is iets misgegaan</body></html>"


def response(status: int, body: bytes = b"", content_type: str = "", **headers: str) -> requests.Response:
    answer = requests.Response()
    answer.status_code = status
    answer._content = body
    answer.headers.update({"Content-Type": content_type, **{k.replace("_", "-"): v for k, v in headers.items()}})
    return answer


@pytest.mark.parametrize(
    ("call", "status", "body", "content_type", "kind"),
    [
        (READ, 200, PAGE, HTML, ReeleezeeTransientError),
        (WRITE, 200, PAGE, HTML, ReeleezeeOutcomeUnknown),
        (READ, 200, b'{"value": [', JSON, ReeleezeeTransientError),
        (WRITE, 200, b'{"id": "9', JSON, ReeleezeeOutcomeUnknown),
        (WRITE, 201, b'{"id": "9', JSON, ReeleezeeOutcomeUnknown),
        (READ, 200, b"{}", "text/plain", ReeleezeeTransientError),
        (READ, 200, b"", "", ReeleezeeTransientError),
        (READ, 204, b"", "", ReeleezeeContractError),
        (READ, 302, b"", "", ReeleezeeConfigurationError),
        (WRITE, 307, b"", "", ReeleezeeConfigurationError),
        (READ, 400, b'{"Message": "m"}', JSON, ReeleezeeContractError),
        (WRITE, 400, b'{"Message": "m"}', JSON, ReeleezeeRejected),
        (WRITE, 409, b'{"Message": "m"}', JSON, ReeleezeeRejected),
        (WRITE, 415, b"", "", ReeleezeeRejected),
        (WRITE, 422, b'{"Message": "m"}', JSON, ReeleezeeRejected),
        (READ, 401, b"", "", ReeleezeeAuthenticationError),
        (WRITE, 401, PAGE, HTML, ReeleezeeAuthenticationError),
        (READ, 403, b"", "", ReeleezeePermissionError),
        (READ, 404, PAGE, HTML, ReeleezeeConfigurationError),
        (FIND, 404, PAGE, HTML, ReeleezeeConfigurationError),
        (FIND, 404, b'{"Message": "No HTTP resource was found"}', JSON, ReeleezeeConfigurationError),
        (READ, 404, b'{"Message": "_NotFound"}', JSON, ReeleezeeConfigurationError),
        (WRITE, 404, PAGE, HTML, ReeleezeeConfigurationError),
        (WRITE, 404, b'{"Message": "_NotFound"}', JSON, ReeleezeeRejected),
        (WRITE, 405, b'{"Message": "Must use PUT instead of POST"}', JSON, ReeleezeeContractError),
        (READ, 408, b"", "", ReeleezeeTransientError),
        (WRITE, 408, b"", "", ReeleezeeOutcomeUnknown),
        (READ, 429, b"", "", ReeleezeeTransientError),
        (WRITE, 429, b"", "", ReeleezeeTransientError),
        (READ, 500, b'{"Message": "Onverwachte fout"}', JSON, ReeleezeeTransientError),
        (WRITE, 500, b'{"Message": "Onverwachte fout"}', JSON, ReeleezeeOutcomeUnknown),
        (READ, 502, PAGE, HTML, ReeleezeeTransientError),
        (WRITE, 503, PAGE, HTML, ReeleezeeOutcomeUnknown),
    ],
)
def test_every_answer_has_one_consequence(
    call: Call, status: int, body: bytes, content_type: str, kind: type[ReeleezeeError]
) -> None:
    with pytest.raises(ReeleezeeError) as caught:
        judge(call, response(status, body, content_type))
    assert type(caught.value) is kind
    assert caught.value.path == call.path
    assert caught.value.method == call.method


def test_json_is_decoded_whatever_parameters_its_type_has() -> None:
    assert judge(READ, response(200, b'{"value": []}', JSON)) == {"value": []}


@pytest.mark.parametrize("status", [200, 201, 204])
def test_an_empty_answer_to_a_write_is_fine(status: int) -> None:
    assert judge(WRITE, response(status)) is None


def test_a_record_that_does_not_exist_is_an_answer_where_that_was_asked() -> None:
    assert judge(FIND, response(404, b'{"Message": "_NotFound"}', JSON)) is None


def test_the_servers_own_words_are_kept_and_shown_to_the_person() -> None:
    words = "Waarde 'x' voor kolom 'Name' in tabel 'Product' is te lang"
    with pytest.raises(ReeleezeeRejected, match="is te lang") as caught:
        judge(WRITE, response(400, f'{{"Message": "{words}"}}'.encode(), JSON))
    assert caught.value.message == words


def test_an_endless_message_is_cut() -> None:
    with pytest.raises(ReeleezeeRejected) as caught:
        judge(WRITE, response(400, b'{"Message": "' + b"x" * 5000 + b'"}', JSON))
    assert len(caught.value.message) == 500


@pytest.mark.parametrize(
    ("status", "body", "content_type", "answered"),
    [
        (500, b'{"Message": "Onverwachte fout"}', JSON, True),
        (500, PAGE, HTML, False),
        (500, b'{"Mess', JSON, False),
        (503, b'{"Message": "Onverwachte fout"}', JSON, False),
        (200, PAGE, HTML, False),
    ],
)
def test_only_a_readable_500_counts_as_answered(status: int, body: bytes, content_type: str, answered: bool) -> None:
    with pytest.raises(ReeleezeeOutcomeUnknown) as caught:
        judge(WRITE, response(status, body, content_type))
    assert caught.value.answered_500 is answered


def test_the_wait_that_is_asked_for_in_seconds_is_kept() -> None:
    with pytest.raises(ReeleezeeTransientError) as caught:
        judge(READ, response(429, Retry_After="17"))
    assert caught.value.retry_after == 17


def test_the_wait_that_is_asked_for_as_a_date_is_kept() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    with pytest.raises(ReeleezeeTransientError) as caught:
        judge(READ, response(503, PAGE, HTML, Retry_After=moment))
    assert caught.value.retry_after is not None
    assert 35 < caught.value.retry_after <= 40


@pytest.mark.parametrize("value", ["", "soon", "-5", "Tue, 99 Foo 2026"])
def test_an_unreadable_wait_is_no_wait(value: str) -> None:
    with pytest.raises(ReeleezeeTransientError) as caught:
        judge(READ, response(429, Retry_After=value))
    assert caught.value.retry_after is None


@pytest.mark.parametrize(("status", "kind"), [(302, HTML), (404, HTML)])
def test_a_page_instead_of_the_api_says_to_wait(status: int, kind: str) -> None:
    with pytest.raises(ReeleezeeConfigurationError) as told:
        judge(READ, response(status, PAGE, kind))
    assert "Wait, the next run tries again; only if it stays so, check the host" in str(told.value)
    assert "onderhoud: probeer het straks nog eens" in failed(told.value)


def test_an_address_that_reeleezee_does_not_know_is_a_matter_of_host_and_administration() -> None:
    with pytest.raises(ReeleezeeConfigurationError, match="check the host and the administration"):
        judge(READ, response(404, b'{"Message": "No HTTP resource was found"}', JSON))
