"""Faults break exactly the calls they are meant for, in the way they say, over a real connection."""

import threading
import time
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox


def put(box: RunningSandbox, path: str = "/things", timeout: float = 5) -> requests.Response:
    return requests.put(box.base_url + path, data=b"x", timeout=timeout)


def handled(box: RunningSandbox) -> list[str]:
    paths: list[str] = box.state()["handled"]
    return paths


def test_status_is_answered_with_body_and_headers_without_handling(box: RunningSandbox) -> None:
    box.fault("PUT /things", "status", code=429, body='{"wait": 1}', headers={"Retry-After": "7"})
    answer = put(box)
    assert (answer.status_code, answer.json(), answer.headers["Retry-After"]) == (429, {"wait": 1}, "7")
    assert answer.headers["Content-Type"].startswith("application/json")
    assert handled(box) == []
    assert put(box).status_code == 200


def test_status_after_is_answered_though_the_call_was_handled(box: RunningSandbox) -> None:
    box.fault("PUT /things", "status_after", code=503)
    assert put(box).status_code == 503
    assert handled(box) == ["/things"]


@pytest.mark.parametrize(("kind", "stored"), [("html", []), ("html_after", ["/things"])])
def test_an_html_page_comes_with_status_200(box: RunningSandbox, kind: str, stored: list[str]) -> None:
    box.fault("PUT /things", kind)
    answer = put(box)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert handled(box) == stored


def test_truncate_cuts_the_json_with_a_fitting_length(box: RunningSandbox) -> None:
    whole = put(box).text
    box.fault("PUT /things", "truncate")
    answer = put(box)
    assert whole.startswith(answer.text)
    assert 0 < len(answer.text) < len(whole)
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()


@pytest.mark.parametrize(("kind", "stored"), [("reset_before", []), ("reset_after", ["/things"])])
def test_a_reset_breaks_the_connection(box: RunningSandbox, kind: str, stored: list[str]) -> None:
    box.fault("PUT /things", kind)
    with pytest.raises(requests.exceptions.ConnectionError):
        put(box)
    assert handled(box) == stored
    last = box.requests()[-1]
    assert (last["status"], last["fault"]) == (None, kind)


@pytest.mark.parametrize(("kind", "stored"), [("hang", []), ("hang_after", ["/things"])])
def test_a_hang_gives_no_answer_and_holds_up_nobody_else(box: RunningSandbox, kind: str, stored: list[str]) -> None:
    box.fault("PUT /things", kind)
    with pytest.raises(requests.exceptions.ReadTimeout):
        put(box, timeout=0.2)
    started = time.monotonic()
    assert put(box, "/others").status_code == 200
    assert time.monotonic() - started < 5
    assert handled(box) == [*stored, "/others"]


def test_a_hang_ends_with_a_reset_after_its_time(box: RunningSandbox) -> None:
    box.fault("PUT /things", "hang", ms=100)
    with pytest.raises(requests.exceptions.ConnectionError) as broken:
        put(box)
    assert not isinstance(broken.value, requests.exceptions.Timeout)


def test_somebody_edits_just_before_the_call_is_carried_out(box: RunningSandbox) -> None:
    edit = {"path": "orders/1", "body": {"set": {}}}
    box.fault("PUT /things", "edit_before", edit=edit)
    assert put(box).status_code == 200
    assert handled(box) == ["edit of orders/1", "/things"]
    assert put(box).status_code == 200
    assert handled(box) == ["edit of orders/1", "/things", "/things"]


def test_latency_delays_the_ordinary_answer(box: RunningSandbox) -> None:
    box.fault("PUT /things", "latency", ms=150)
    started = time.monotonic()
    assert put(box).status_code == 200
    assert time.monotonic() - started >= 0.15


def test_who_gives_up_during_a_latency_finds_the_call_handled_later(box: RunningSandbox) -> None:
    box.fault("PUT /things", "latency", ms=1500)
    with pytest.raises(requests.exceptions.ReadTimeout):
        put(box, timeout=0.1)
    assert handled(box) == []
    soon = time.monotonic() + 10
    while not handled(box) and time.monotonic() < soon:
        time.sleep(0.05)
    assert handled(box) == ["/things"]


def test_times_and_skip_choose_which_calls_are_hit(box: RunningSandbox) -> None:
    box.fault("PUT /things", "status", times=2, skip=1, code=500)
    assert [put(box).status_code for _ in range(5)] == [200, 500, 500, 200, 200]


def test_times_zero_hits_for_ever(box: RunningSandbox) -> None:
    box.fault("* /things", "status", times=0, code=502)
    assert {put(box).status_code for _ in range(4)} == {502}


def test_the_first_fault_that_fits_wins_and_the_next_follows(box: RunningSandbox) -> None:
    plan = [{"match": "PUT /THINGS", "kind": "status", "code": code} for code in (500, 503)]
    box.faults(plan)
    assert [put(box).status_code for _ in range(3)] == [500, 503, 200]


@pytest.mark.parametrize(
    ("match", "more", "hit"),
    [
        ("PUT /things", {}, True),
        ("* /INGS", {}, False),
        ("* /42", {}, True),
        ("GET /things", {}, False),
        ("PUT /things$", {}, False),
        ("PUT /42$", {}, True),
        ("PUT /things", {"query": "state=1"}, True),
        ("PUT /things", {"query": "state=2"}, False),
    ],
)
def test_match_reads_method_path_and_if_asked_the_query(
    box: RunningSandbox, match: str, more: dict[str, Any], hit: bool
) -> None:
    box.fault(match, "status", code=500, **more)
    assert (put(box, "/Things/42?state=1").status_code == 500) is hit


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"match": "PUT /x", "kind": "explode"}, "'explode' is not one of"),
        ({"match": "PUT", "kind": "html"}, "needs match"),
        ({"match": "PUT /x", "kind": "html", "time": 1}, "a fault has no time"),
        ({"match": "PUT /x", "kind": "html", "times": "1"}, "times of a fault is a whole number"),
        ({"match": "PUT /x", "kind": "html", "edit": {"path": "x", "body": {}}}, "edit goes with the kind edit_before"),
        ({"match": "PUT /x", "kind": "edit_before"}, "edit goes with the kind edit_before"),
        ({"match": "PUT /x", "kind": "edit_before", "edit": {"path": "x"}}, "an object with path and body"),
    ],
)
def test_a_fault_that_cannot_be_read_is_refused(box: RunningSandbox, fault: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        box.faults([fault])


def test_the_plan_tells_how_often_each_fault_struck(box: RunningSandbox) -> None:
    box.fault("PUT /things", "status", skip=1)
    for _ in range(3):
        put(box)
    listed = requests.get(f"{box.root_url}/_sandbox/faults", timeout=5).json()
    assert [(one["seen"], one["struck"]) for one in listed] == [(3, 1)]


def test_a_second_session_of_one_login_is_refused_while_the_first_is_in_flight(box: RunningSandbox) -> None:
    box.switch(one_session_per_login=True)
    box.fault("GET /slow", "latency", ms=1500)
    slow = threading.Thread(
        target=lambda: requests.get(f"{box.base_url}/slow", headers={"login": "jan"}, timeout=5), daemon=True
    )
    slow.start()
    time.sleep(0.3)
    assert requests.get(f"{box.base_url}/x", headers={"login": "jan"}, timeout=5).status_code == 409
    assert requests.get(f"{box.base_url}/x", headers={"login": "piet"}, timeout=5).status_code == 200
    slow.join()
    assert requests.get(f"{box.base_url}/x", headers={"login": "jan"}, timeout=5).status_code == 200
