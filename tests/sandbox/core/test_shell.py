"""The shell carries calls to the API, notes them, and serves the control calls."""

import pytest
import requests

from sandbox.core.running import RunningSandbox

GUID = "5f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c"
OTHER = "0b8a6c1e-1111-4c57-9a40-1d2f3e4a5b6c"


def test_a_call_reaches_the_api_decoded_and_below_its_base_path(box: RunningSandbox) -> None:
    answer = requests.post(f"{box.base_url}/things/?a=1&a=b+c&%24top=%25", data=b"text", timeout=5)
    assert answer.headers["X-Handled"] == "yes"
    assert answer.json() == {
        "path": "/things",
        "query": [["a", "1"], ["a", "b c"], ["$top", "%"]],
        "body": "text",
        "base": box.root_url,
    }


def test_the_base_path_itself_is_an_empty_path(box: RunningSandbox) -> None:
    assert requests.get(box.base_url, timeout=5).json()["path"] == ""
    assert requests.get(box.base_url + "/", timeout=5).json()["path"] == ""


def test_a_question_mark_inside_the_path_does_not_cut_it(box: RunningSandbox) -> None:
    assert requests.get(f"{box.base_url}/a%3Fb%23c", timeout=5).json()["path"] == "/a?b#c"


def test_outside_the_base_path_there_is_nothing(box: RunningSandbox) -> None:
    assert requests.get(f"{box.root_url}/elsewhere", timeout=5).status_code == 404


def test_the_log_keeps_order_masks_secrets_and_leaves_out_control_calls(box: RunningSandbox) -> None:
    requests.get(f"{box.base_url}/first?token=secret&x=1", timeout=5)
    requests.put(f"{box.base_url}/second", timeout=5)
    box.state()
    assert box.requests() == [
        {"n": 1, "method": "GET", "path": "/first", "query": "token=***&x=1", "status": 200, "fault": None},
        {"n": 2, "method": "PUT", "path": "/second", "query": "", "status": 200, "fault": None},
    ]


def test_counters_name_routes_without_ids_and_without_the_administration(box: RunningSandbox) -> None:
    for path in (f"/{GUID}/Invoices/{OTHER}", f"/{GUID}/Invoices/{GUID}", "/orders/551", f"/Things({OTHER})"):
        requests.get(box.base_url + path, timeout=5)
    assert box.counters() == {"GET /Invoices/{id}": 2, "GET /orders/{id}": 1, "GET /Things({id})": 1}


def test_the_log_can_be_emptied(box: RunningSandbox) -> None:
    requests.get(f"{box.base_url}/x", timeout=5)
    box.forget_requests()
    assert box.requests() == []
    assert box.counters() == {}


def test_reset_brings_back_records_switches_faults_and_log(box: RunningSandbox) -> None:
    box.switch(colour="red")
    box.fault("GET /x", "status", times=0)
    requests.get(f"{box.base_url}/x", timeout=5)
    box.reset("second")
    assert box.state() == {"handled": [], "seed": "second"}
    assert box.requests() == []
    assert requests.get(f"{box.base_url}/x", timeout=5).status_code == 200
    assert requests.get(f"{box.root_url}/_sandbox/switches", timeout=5).json()["colour"]["value"] == "blue"


def test_a_seed_that_does_not_exist_changes_nothing(box: RunningSandbox) -> None:
    with pytest.raises(ValueError, match="there is no seed"):
        box.reset("unheard-of")
    assert box.state()["seed"] == "first"


def test_switches_tell_what_they_mean(box: RunningSandbox) -> None:
    listed = requests.get(f"{box.root_url}/_sandbox/switches", timeout=5).json()
    assert listed["colour"] == {
        "name": "colour",
        "value": "blue",
        "default": "blue",
        "meaning": "which colour it is",
        "choices": ["blue", "red"],
    }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"size": 1}, "unknown switch 'size'"),
        ({"colour": "green"}, "takes one of 'blue', 'red'"),
        ({"colour": "red", "one_session_per_login": 1}, "takes a bool"),
    ],
)
def test_a_wrong_switch_is_refused_and_sets_none(box: RunningSandbox, values: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        box.switch(**values)
    assert requests.get(f"{box.root_url}/_sandbox/switches", timeout=5).json()["colour"]["value"] == "blue"


def test_the_back_office_answers_and_refuses(box: RunningSandbox) -> None:
    assert box.act("orders/1", {"complete": True}) == {"done": ["complete"]}
    with pytest.raises(LookupError, match="no orders/2"):
        box.act("orders/2", {"complete": True})
    with pytest.raises(ValueError, match="nothing to do"):
        box.act("orders/1", {})


def test_health_names_the_server(box: RunningSandbox) -> None:
    health = requests.get(f"{box.root_url}/_sandbox/health", timeout=5).json()
    assert health == {"name": "counting", "base_path": "/api/v0", "seed": "first"}
