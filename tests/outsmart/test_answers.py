"""What an answer means: content, or the error that tells its consequence; reads and writes differ where they must."""

import json
from decimal import Decimal

import pytest

from outsmart.answers import Answer, Call, content_of
from outsmart.errors import (
    OutSmartAuthenticationError,
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartTransientError,
)

READ = Call("GET", "relations")
WRITE = Call("POST", "relations", body=[{}], changes=True)


def envelope(code: object, messages: object = (), response: object = None) -> bytes:
    return json.dumps({"code": code, "messages": messages, "response": response}).encode()


def error_of(call: Call, answer: Answer) -> OutSmartError:
    with pytest.raises(OutSmartError) as raised:
        content_of(call, answer)
    return raised.value


@pytest.mark.parametrize("response", [3, None, [], [{"code": "A"}], {"id": "1"}])
def test_the_response_of_a_done_call_is_its_content(response: object) -> None:
    assert content_of(READ, Answer(200, envelope(200, [], response))) == response


def test_numbers_with_a_fraction_stay_exact_and_text_is_utf_8() -> None:
    body = b'\xef\xbb\xbf{"code":"200","messages":[],"response":{"price":18.10,"name":"Caf\xc3\xa9 \\u20ac \\/"}}'
    assert content_of(READ, Answer(200, body)) == {"price": Decimal("18.10"), "name": "Café € /"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1000, OutSmartConfigurationError),
        (1001, OutSmartConfigurationError),
        (1006, OutSmartConfigurationError),
        (1002, OutSmartAuthenticationError),
        (1003, OutSmartAuthenticationError),
        (1004, OutSmartAuthenticationError),
        (1005, OutSmartAuthenticationError),
        (1008, OutSmartContractError),
        (1009, OutSmartContractError),
        (1051, OutSmartRejected),
        (1100, OutSmartRejected),
        (1301, OutSmartRejected),
        (1500, OutSmartRejected),
        (1503, OutSmartRejected),
        (1504, OutSmartRejected),
        (2801, OutSmartRejected),
        (999, OutSmartContractError),
        (9999, OutSmartContractError),
    ],
)
@pytest.mark.parametrize("call", [READ, WRITE])
def test_a_code_tells_its_consequence(call: Call, code: int, kind: type[OutSmartError]) -> None:
    error = error_of(call, Answer(200, envelope(code, ["waarom"])))
    assert (type(error), error.code, error.messages) == (kind, code, ("waarom",))
    assert (error.method, error.path) == (call.method, "relations")


UNBELIEVABLE = {
    "server fault": Answer(500, b""),
    "server fault that has an envelope": Answer(500, envelope(1300)),
    "gateway page": Answer(502, b"<html>"),
    "time-out of the server": Answer(408, b""),
    "page with status 200": Answer(200, b"<!doctype html><p>Onderhoud"),
    "cut off": Answer(200, b'{"code":200,"messages":[],"respo'),
    "empty": Answer(200, b""),
    "no content": Answer(204, b""),
    "not utf-8": Answer(200, b'{"code":200,"messages":[],"response":"\xff"}'),
    "not a number": Answer(200, b'{"code":200,"messages":[],"response":NaN}'),
    "too deep": Answer(200, b"[" * 100_000),
    "uncaught error": Answer(200, envelope(1007)),
}


@pytest.mark.parametrize("answer", UNBELIEVABLE.values(), ids=UNBELIEVABLE)
def test_without_a_believable_answer_a_read_is_tried_again_and_a_write_is_looked_up(answer: Answer) -> None:
    assert type(error_of(READ, answer)) is OutSmartTransientError
    assert type(error_of(WRITE, answer)) is OutSmartOutcomeUnknown


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'"ok"', b'{"code":true}', b'{"code":"ok"}', b'{"response":[]}', b"null"]
)
def test_json_without_the_envelope_is_not_guessed_at(body: bytes) -> None:
    assert type(error_of(READ, Answer(200, body))) is OutSmartContractError
    assert type(error_of(WRITE, Answer(200, body))) is OutSmartOutcomeUnknown


@pytest.mark.parametrize("call", [READ, WRITE])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(401, b""), OutSmartAuthenticationError),
        (Answer(403, b"<html>"), OutSmartAuthenticationError),
        (Answer(404, b"<html>"), OutSmartConfigurationError),
        (Answer(404, envelope(1500)), OutSmartRejected),
        (Answer(400, envelope(1301, ["Required field missing: city"])), OutSmartRejected),
        (Answer(400, b""), OutSmartContractError),
        (Answer(413, b"<html>"), OutSmartContractError),
        (Answer(429, b""), OutSmartTransientError),
    ],
)
def test_an_http_status_tells_its_consequence(call: Call, answer: Answer, kind: type[OutSmartError]) -> None:
    error = error_of(call, answer)
    assert (type(error), error.status) == (kind, answer.status)


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ("https://www.example.nl/openapi/8/relations/?token=geheim", "https://www.example.nl"),
        ("/login?token=geheim", "another place on the same host"),
        ("http://[oops", "an unreadable address"),
    ],
)
def test_a_redirect_names_the_host_and_not_the_query(location: str, named: str) -> None:
    error = error_of(WRITE, Answer(302, b"", location))
    assert type(error) is OutSmartConfigurationError
    assert named in str(error)
    assert "geheim" not in str(error)


def test_a_filter_that_is_no_longer_allowed_is_not_taken_for_a_passing_fault() -> None:
    answer = Answer(200, envelope(1007, ["Key debtor_number not allowed"]))
    assert type(error_of(READ, answer)) is OutSmartContractError


@pytest.mark.parametrize(
    ("messages", "read"),
    [([], ()), (None, ()), ("een", ("een",)), (["a", 2], ("a", "2")), ({"0": "a"}, ("a",)), (7, ("7",))],
)
def test_messages_are_read_in_any_form(messages: object, read: tuple[str, ...]) -> None:
    assert error_of(READ, Answer(200, envelope(1300, messages))).messages == read


@pytest.mark.parametrize("answer", [Answer(302, b"", "/onderhoud.html"), Answer(404, b"<html>"), Answer(410, b"")])
def test_a_page_instead_of_the_api_says_to_wait_before_it_says_to_look_at_the_base_url(answer: Answer) -> None:
    error = error_of(READ, answer)
    assert "wait, the next run tries again. Only if it stays so, check the base URL" in str(error)
    assert "onderhoud: wacht, de volgende ronde probeert het opnieuw" in error.in_dutch
