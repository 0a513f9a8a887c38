"""Who calls, what is called and what the envelope looks like."""

import json

import pytest
import requests

from sandbox.core.running import RunningSandbox

GOOD = {"token": "sandbox-klant-token", "software_token": "sandbox-software-token"}
OTHER = {"token": "another", "software_token": "another"}


def code_of(box: RunningSandbox, path: str, query: dict[str, str], method: str = "GET", **more: object) -> object:
    return requests.request(method, box.base_url + path, params=query, timeout=5, **more).json()["code"]  # type: ignore[arg-type]


def test_an_answer_is_one_line_of_compact_json_escaped_as_php_does(outsmart: RunningSandbox) -> None:
    rows = [{"sta_code": "1/2", "sta_name": "één"}]
    requests.post(f"{outsmart.base_url}/workstatusses/", params=GOOD, json=rows, timeout=5)
    answer = requests.get(f"{outsmart.base_url}/workstatusses/", params=GOOD, timeout=5)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.text.startswith('{"code":200,"messages":[],"response":[{')
    assert r'"sta_code":"1\/2","sta_name":"\u00e9\u00e9n"' in answer.text
    assert "\n" not in answer.text


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("", GOOD, 1000),
        ("/", {}, 1000),
        ("/relations/", {}, 1002),
        ("/relations/", {"software_token": "x"}, 1002),
        ("/relations/", {"token": "", "software_token": "x"}, 1002),
        ("/relations/", {"token": "x"}, 1003),
        ("/relations/", OTHER, 1004),
        ("/relations/", GOOD | {"software_token": "another"}, 1005),
        ("/nothing/", OTHER, 1004),
        ("/nothing/", GOOD, 1001),
        ("/Relations/", GOOD, 1001),
        ("/relations/", GOOD, 200),
        ("/relations", GOOD, 200),
    ],
)
def test_the_first_thing_wrong_decides_the_code(
    outsmart: RunningSandbox, path: str, query: dict[str, str], code: int
) -> None:
    answer = requests.get(outsmart.base_url + path, params=query, timeout=5)
    assert answer.status_code == 200
    assert answer.json()["code"] == code
    assert answer.json()["messages"] == []


def test_tokens_in_the_body_do_not_count(outsmart: RunningSandbox) -> None:
    assert code_of(outsmart, "/relations/", {}, "POST", json=GOOD) == 1002


def test_a_wrong_method_is_an_unknown_endpoint(outsmart: RunningSandbox) -> None:
    assert code_of(outsmart, "/PostWorkorders/", GOOD) == 1001
    assert code_of(outsmart, "/relations/", GOOD, "DELETE") == 1001


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        (b"", 1008, "Unable to fetch body"),
        (b"  ", 1008, "Unable to fetch body"),
        (b"{", 1009, "Unable to parse body"),
        (b"7", 1009, "Unable to parse body"),
        (b"[1]", 1009, "Unable to parse body"),
        (b"[]", 1009, "Unable to parse body"),
    ],
)
@pytest.mark.parametrize("endpoint", ["relations", "PostWorkorders"])
def test_a_body_that_cannot_be_read_is_refused(
    outsmart: RunningSandbox, endpoint: str, body: bytes, code: int, text: str
) -> None:
    answer = requests.post(f"{outsmart.base_url}/{endpoint}/", params=GOOD, data=body, timeout=5).json()
    assert answer == {"code": code, "messages": [text], "response": None}


def test_an_empty_batch_may_count_as_none(outsmart: RunningSandbox) -> None:
    outsmart.switch(empty_batch="count")
    answer = requests.post(f"{outsmart.base_url}/relations/", params=GOOD, json=[], timeout=5).json()
    assert answer == {"code": 200, "messages": [], "response": 0}


def test_https_can_be_demanded(outsmart: RunningSandbox) -> None:
    outsmart.switch(require_https=True)
    assert code_of(outsmart, "/relations/", {}) == 1006
    assert code_of(outsmart, "/relations/", GOOD, headers={"X-Forwarded-Proto": "https"}) == 200


def test_a_bearer_header_is_ignored_unless_it_is_demanded(outsmart: RunningSandbox) -> None:
    assert code_of(outsmart, "/relations/", GOOD, headers={"Authorization": "Bearer wrong"}) == 200
    outsmart.switch(require_bearer=True)
    assert code_of(outsmart, "/relations/", GOOD) == 1004
    assert code_of(outsmart, "/relations/", GOOD, headers={"Authorization": "Bearer sandbox-klant-token"}) == 200


def test_capitals_of_endpoints_may_be_ignored(outsmart: RunningSandbox) -> None:
    outsmart.switch(endpoint_case_sensitive=False)
    assert code_of(outsmart, "/RELATIONS/", GOOD) == 200


def test_the_log_shows_no_token(outsmart: RunningSandbox) -> None:
    code_of(outsmart, "/relations/", GOOD | {"key": "active", "value": "1"})
    assert outsmart.requests()[-1]["query"] == "token=***&software_token=***&key=active&value=1"
    assert "sandbox-klant-token" not in json.dumps(outsmart.requests())
    assert outsmart.counters() == {"GET /relations": 1}
