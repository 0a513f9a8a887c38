"""UpdateWorkorder sets work status, date, time and employee by GET, and material lines by POST."""

from typing import Any

import pytest
import requests

DONE = {"code": 200, "messages": [], "response": None}


def failed(code: int, *messages: str) -> dict[str, Any]:
    return {"code": code, "messages": list(messages), "response": None}


def update(api: Any, row_id: int | str, **query: str) -> Any:
    return api.get("UpdateWorkorder", row_id=str(row_id), **query)


def test_the_work_status_alone_can_be_set(api: Any, order_id: int) -> None:
    assert update(api, order_id, workstatus="99") == DONE
    order = api.order(order_id)
    assert (order["WorkStatus"], order["status"]) == ("99", "Compleet")


def test_an_order_can_be_found_by_its_number(api: Any, order_id: int) -> None:
    assert api.get("UpdateWorkorder", workorder_no="SO-1", workstatus="0") == DONE
    assert api.order(order_id)["WorkStatus"] == "0"


def test_an_unknown_order_nothing_to_set_and_nothing_changed(api: Any, order_id: int) -> None:
    assert update(api, 1, workstatus="99") == failed(1500)
    assert update(api, order_id) == failed(1502)
    assert update(api, order_id, workstatus="") == failed(1502)
    assert update(api, order_id, workstatus="1") == failed(1503)


def test_setting_the_same_again_may_succeed(api: Any, order_id: int) -> None:
    api.box.switch(same_value_again="200")
    assert update(api, order_id, workstatus="1") == DONE


def test_every_bad_value_is_named_and_none_is_stored(api: Any, order_id: int) -> None:
    answer = update(api, order_id, workdate="2026-10-05", worktime="25:00", employee_nr="7", workstatus="99")
    assert answer == failed(
        1504, "Date invalid. Format: 20-02-2016", "Time invalid. Format: 07:08", "Employee not updated"
    )
    assert api.order(order_id)["WorkStatus"] == "1"
    api.box.switch(update_stores_good_values=True)
    assert update(api, order_id, worktime="25:00", workstatus="99")["code"] == 1504
    assert api.order(order_id)["WorkStatus"] == "99"


def test_date_time_and_a_known_employee_are_set(api: Any, order_id: int) -> None:
    api.post("employees", [{"firstname": "Jan", "lastname": "Voorbeeld", "number": "7"}])
    assert update(api, order_id, workdate="05-10-2026", worktime="07:08", employee_nr="7") == DONE
    order = api.order(order_id)
    assert (order["WorkDate"], order["WorkTime"], order["EmployeeNr"]) == ("05-10-2026", "07:08", "7")


def test_a_code_that_nobody_defined_is_stored_or_refused(api: Any, order_id: int) -> None:
    assert update(api, order_id, workstatus="XYZ") == DONE
    api.box.switch(unknown_workstatus="refuse")
    assert update(api, order_id, workstatus="99") == failed(1504)
    api.post("workstatusses", [{"sta_code": "99", "sta_name": "Error"}])
    assert update(api, order_id, workstatus="99") == DONE


def test_an_empty_work_status_may_clear_it(api: Any, order_id: int) -> None:
    api.box.switch(empty_workstatus="clear")
    assert update(api, order_id, workstatus="") == DONE
    assert api.order(order_id)["WorkStatus"] == ""


@pytest.mark.parametrize("action", [{"archive": True}, {"handled": True}])
def test_orders_that_are_done_with_can_be_changed_or_not(api: Any, order_id: int, action: dict[str, bool]) -> None:
    api.box.act(f"workorders/{order_id}", action)
    assert update(api, order_id, workstatus="99") == DONE
    api.box.switch(closed_order_update="1503")
    assert update(api, order_id, workstatus="0") == failed(1503)
    assert api.order(order_id)["WorkStatus"] == "99"


def test_other_members_are_only_set_where_the_switch_says_so(api: Any, order_id: int) -> None:
    assert update(api, order_id, CustomerName="Anders") == failed(1502)
    api.box.switch(update_any_member=True)
    assert update(api, order_id, CustomerName="Anders", status="Afgehandeld") == DONE
    order = api.order(order_id)
    assert (order["CustomerName"], order["status"]) == ("Anders", "Compleet")


def test_the_history_grows_with_each_change_of_the_work_status(api: Any, order_id: int) -> None:
    update(api, order_id, workstatus="99")
    api.box.act(f"workorders/{order_id}", {"work_status": "1"})
    update(api, order_id, workstatus="1")
    changes = api.order(order_id)["StatusChanges"]
    assert [(change["status"], change["user"]) for change in changes] == [("99", ""), ("1", "planner")]
    api.box.switch(api_changes_in_history=False)
    update(api, order_id, workstatus="99")
    assert len(api.order(order_id)["StatusChanges"]) == 2


LINE = {"MaterialCode": "B", "MaterialNr": "1", "MaterialPrice": "4", "MaterialName": "Bocht"}


def test_material_lines_are_added_or_replaced(api: Any, order_id: int) -> None:
    query = {"row_id": str(order_id), "ProcessMaterials": "true"}
    assert api.post("UpdateWorkorder", [LINE], **query) == DONE
    assert [row["MaterialCode"] for row in api.order(order_id)["Materials"]] == ["R-24V", "B"]
    assert api.post("UpdateWorkorder", [LINE, LINE], ClearMaterials="true", **query) == DONE
    assert [row["MaterialCode"] for row in api.order(order_id)["Materials"]] == ["B", "B"]
    assert api.post("UpdateWorkorder", [], ClearMaterials="true", **query) == DONE
    assert api.order(order_id)["Materials"] == []


def test_material_lines_need_an_order_and_their_members(api: Any, order_id: int) -> None:
    assert api.post("UpdateWorkorder", [LINE], row_id="1") == failed(1500)
    assert api.post("UpdateWorkorder", [], row_id=str(order_id)) == failed(1502)
    answer = api.post("UpdateWorkorder", [{**LINE, "MaterialName": ""}], row_id=str(order_id))
    assert answer == failed(1501, "Required field missing: MaterialName")


def test_who_lost_the_answer_finds_the_work_done(api: Any, order_id: int) -> None:
    api.box.faults(
        [
            {"match": "GET /UpdateWorkorder", "kind": "reset_after"},
            {"match": "GET /GetWorkorder$", "kind": "reset_after", "query": "update_status=true"},
        ]
    )
    with pytest.raises(requests.exceptions.ConnectionError):
        update(api, order_id, workstatus="99")
    assert update(api, order_id, workstatus="99") == failed(1503)
    with pytest.raises(requests.exceptions.ConnectionError):
        api.get("GetWorkorder", row_id=str(order_id), update_status="true")
    assert api.rows("GetWorkorders", status="Compleet", update_status="false") == []
