"""DeleteEntity deletes by GET, with its own names for lists and keys."""

from typing import Any

import pytest


def delete(api: Any, entity: str, **query: str) -> Any:
    return api.get("DeleteEntity", entity=entity, **({"delete_all": "false"} | query))


@pytest.mark.parametrize(
    ("entity", "query", "message"),
    [
        ("materials", {"key": "code", "value": "x"}, "Entity: materials not found"),
        ("material", {"key": "codes", "value": "x"}, "Key: codes not allowed for entity: material"),
        ("workorder", {"delete_all": "true"}, "Delete all not allowed on Workorder entity"),
        ("workorder", {"key": "status", "value": "x"}, "Key: status not allowed for entity: workorder"),
        ("material", {}, "Required field missing: key"),
    ],
)
def test_what_cannot_be_deleted_is_said(api: Any, entity: str, query: dict[str, str], message: str) -> None:
    assert delete(api, entity, **query) == {"code": 1600, "messages": [message], "response": None}


@pytest.mark.parametrize(
    ("entity", "endpoint", "row", "key", "value"),
    [
        ("material", "materials", {"code": "A", "description": "d", "price": "1", "unit": "m"}, "description", "d"),
        ("priority", "priorities", {"code": "P", "description": "d"}, "code", "P"),
        ("category", "categories", {"cat_code": "C", "cat_name": "n", "cat_display": "0"}, "code", "C"),
        ("vehicle", "vehicles", {"veh_license_plate": "AB-12-C", "veh_title": "Bus"}, "license_plate", "AB-12-C"),
        ("employee", "employees", {"firstname": "J", "lastname": "D", "number": "7"}, "db_row", "1"),
        ("location", "locations", {"lat": "1", "long": "2", "identifier": "7"}, "identifier", "7"),
    ],
)
def test_one_row_is_deleted_by_the_name_of_its_key(
    api: Any, entity: str, endpoint: str, row: dict[str, Any], key: str, value: str
) -> None:
    assert api.post(endpoint, [row])["code"] == 200
    assert delete(api, entity, key=key, value=value) == {"code": 200, "messages": [], "response": 1}
    assert api.box.state()[endpoint] == []


def test_a_deleted_key_can_be_used_again(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [relation])
    delete(api, "relation", key="debtor_number", value="10042")
    api.post("relations", [{**relation, "name": "Opnieuw"}])
    assert [row["name"] for row in api.rows("relations")] == ["Opnieuw"]


def test_all_rows_of_a_list_can_be_deleted_at_once(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [{**relation, "debtor_number": str(n)} for n in range(60)])
    assert delete(api, "relation", delete_all="true")["response"] == 60
    assert api.rows("relations") == []


def test_several_keys_must_all_match(api: Any) -> None:
    part = {"opr_obj_code": "O", "opr_prt_code": "P", "opr_amount": 1}
    api.post("object_parts", [{**part, "opr_serial_number": serial} for serial in ("1", "2")])
    query = [("key[]", "obj_code"), ("value[]", "O"), ("key[]", "serial_number"), ("value[]", "2")]
    assert api.get("DeleteEntity", query, entity="object_part", delete_all="false")["response"] == 1
    assert [row["opr_serial_number"] for row in api.rows("object_parts")] == ["1"]


def test_deleting_nothing_is_refused_or_counts_zero(api: Any) -> None:
    assert delete(api, "relation", key="debtor_number", value="1")["code"] == 1600
    api.box.switch(delete_nothing="0")
    assert delete(api, "relation", key="debtor_number", value="1") == {"code": 200, "messages": [], "response": 0}


@pytest.mark.parametrize("key", ["db_row", "workorder_no", "order_no"])
def test_an_order_is_removed_or_archived(api: Any, order_id: int, key: str) -> None:
    order = api.order(order_id)
    value = {"db_row": order["id"], "workorder_no": order["WorkorderNo"], "order_no": order["OrderNr"]}[key]
    api.box.switch(delete_workorder="archive")
    assert delete(api, "workorder", key=key, value=value)["response"] == 1
    assert api.order(order_id)["Archived"] == "1"
    api.box.switch(delete_workorder="remove")
    assert delete(api, "workorder", key=key, value=value)["response"] == 1
    assert api.box.state()["workorders"] == []
