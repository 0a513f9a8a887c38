"""GetWorkorders and GetWorkorder settle what they show, unless update_status says false."""

from typing import Any

import pytest
import requests


@pytest.fixture
def orders(api: Any) -> list[int]:
    """One order in each state, and one that is archived."""
    states = [("Klaargezet", ""), ("Opgehaald", "1"), ("Compleet", "1"), ("Compleet", "99"), ("Afgehandeld", "1")]
    made = [api.box.act("workorders", {"status": status, "WorkStatus": code})["row_id"] for status, code in states]
    return [*made, api.box.act("workorders", {"status": "Compleet", "WorkStatus": "1", "Archived": "1"})["row_id"]]


def ids(rows: list[dict[str, Any]]) -> list[int]:
    return [int(row["id"]) for row in rows]


def read(api: Any, **query: str) -> list[int]:
    return ids(api.rows("GetWorkorders", update_status="false", **query))


def test_status_selects_without_regard_to_capitals_and_archived_ones_come_along(api: Any, orders: list[int]) -> None:
    assert read(api, status="Compleet") == [orders[2], orders[3], orders[5]]
    assert read(api, status="compleet") == [orders[2], orders[3], orders[5]]
    assert read(api, status="Alle") == orders
    assert read(api, status="Onbekend") == []


def test_work_status_selects_by_exact_code(api: Any, orders: list[int]) -> None:
    assert read(api, status="Compleet", workstatus="1") == [orders[2], orders[5]]
    assert read(api, status="Compleet", workstatus="01") == []


def test_an_empty_work_status_selects_all_or_those_without(api: Any, orders: list[int]) -> None:
    assert read(api, status="Alle", workstatus="") == orders
    api.box.switch(empty_workstatus_filter="empty")
    assert read(api, status="Alle", workstatus="") == [orders[0]]


def test_a_status_is_needed_unless_there_is_a_filter(api: Any, orders: list[int]) -> None:
    assert api.get("GetWorkorders", update_status="false")["messages"] == ["Required field missing: status"]
    assert read(api, key="WorkStatus", value="99") == [orders[3]]
    assert api.get("GetWorkorders", key="Materials", value="x")["messages"] == ["Key Materials not allowed"]


@pytest.mark.parametrize(
    ("query", "settled"),
    [
        ({}, True),
        ({"update_status": "true"}, True),
        ({"update_status": "False"}, True),
        ({"update_status": ""}, True),
        ({"update_status": "false"}, False),
        ({"update_status": "0"}, False),
    ],
)
def test_reading_settles_unless_told_not_to(api: Any, orders: list[int], query: dict[str, str], settled: bool) -> None:
    answer = api.rows("GetWorkorders", query, status="Opgehaald")
    assert answer[0]["status"] == "Opgehaald"
    assert (api.order(orders[1])["status"] == "Afgehandeld") is settled
    api.get("GetWorkorder", query, row_id=str(orders[2]))
    assert (api.order(orders[2])["status"] == "Afgehandeld") is settled


def test_one_order_is_found_by_row_id_or_number(api: Any, order_id: int) -> None:
    for query in ({"row_id": str(order_id)}, {"workorder_no": "SO-1"}):
        (order,) = api.get("GetWorkorder", query, update_status="false")["response"]
        assert order["id"] == str(order_id)
    for query in ({"row_id": "1"}, {"row_id": "x"}, {"workorder_no": "SO-9"}, {}):
        assert api.get("GetWorkorder", query) == {"code": 1500, "messages": [], "response": None}


def test_the_answer_may_be_an_object(api: Any, order_id: int) -> None:
    api.box.switch(workorder_answer="object")
    assert api.get("GetWorkorder", row_id=str(order_id), update_status="false")["response"]["id"] == str(order_id)


@pytest.mark.parametrize(("switch", "status"), [("old", "Compleet"), ("new", "Afgehandeld")])
def test_the_settling_answer_shows_the_old_or_the_new_status(api: Any, order_id: int, switch: str, status: str) -> None:
    api.box.switch(settle_answer_status=switch)
    (order,) = api.get("GetWorkorder", row_id=str(order_id), update_status="true")["response"]
    assert order["status"] == status
    assert api.order(order_id)["status"] == "Afgehandeld"


def test_settling_again_answers_as_before_or_1503(api: Any, order_id: int) -> None:
    for _ in range(2):
        assert api.get("GetWorkorder", row_id=str(order_id))["code"] == 200
    api.box.switch(settle_again="1503")
    assert api.get("GetWorkorder", row_id=str(order_id)) == {"code": 1503, "messages": [], "response": None}
    assert api.get("GetWorkorder", row_id=str(order_id), update_status="false")["code"] == 200


@pytest.mark.parametrize(
    ("switch", "stored", "shown"),
    [
        ("comma", "1.5", "1,5"),
        ("comma", "1,5", "1,5"),
        ("dot", "1,5", "1.5"),
        ("as_stored", "1.5", "1.5"),
        ("comma", "1.234,56", "1.234,56"),
        ("comma", "een", "een"),
    ],
)
def test_amounts_of_lines_have_the_sign_of_the_switch_and_nonsense_stays(
    api: Any, order_id: int, switch: str, stored: str, shown: str
) -> None:
    api.box.switch(workorder_decimal=switch)
    api.box.act(f"workorders/{order_id}", {"materials": [{"MaterialCode": "A", "MaterialNr": stored}]})
    (order,) = api.get("GetWorkorder", row_id=str(order_id), update_status="false")["response"]
    assert order["Materials"][0]["MaterialNr"] == shown


def test_members_are_texts_empty_ones_are_empty_and_unset_free_fields_are_null(api: Any, order_id: int) -> None:
    (order,) = api.get("GetWorkorder", row_id=str(order_id), update_status="false")["response"]
    arrays = {"Employees", "StatusChanges", "Photos", "Documents", "Forms", "WorkObjects", "Materials", "Workperiods"}
    texts = {name: value for name, value in order.items() if name not in arrays | {"FreeFields"}}
    coordinates = [texts.pop("CustomerLatitude"), texts.pop("CustomerLongitude")]
    assert coordinates == [None, None]
    assert all(isinstance(value, str) for value in texts.values())
    assert (order["ProjectNr"], order["Archived"], order["Photos"]) == ("", "0", [])
    (line,) = order["Materials"]
    assert [line[f"MaterialFreeField{n}"] for n in range(1, 6)] == [None] * 5
    assert (line["MaterialTotalPrice"], line["MaterialType"]) == ("37,00", None)


def test_the_printed_order_is_served_without_tokens(api: Any, order_id: int) -> None:
    (order,) = api.get("GetWorkorder", row_id=str(order_id), update_status="false")["response"]
    document = requests.get(order["PdfUrl"], timeout=5)
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.content.startswith(b"%PDF-")
    assert order["OrderNr"].encode() in document.content
    assert requests.get(order["PdfUrl"] + "x", timeout=5).status_code == 404
