"""People change orders and rows on their screens, and may leave anything empty."""

from typing import Any

import pytest


def test_an_order_goes_through_its_life(api: Any, order_id: int) -> None:
    api.box.act(f"workorders/{order_id}", {"set": {"status": "Opgehaald"}})
    for action, status in (("complete", "Compleet"), ("handled", "Afgehandeld"), ("reopen", "Compleet")):
        assert api.box.act(f"workorders/{order_id}", {action: True})["status"] == status
    with pytest.raises(ValueError, match="only an order that is Afgehandeld"):
        api.box.act(f"workorders/{order_id}", {"reopen": True})


def test_archiving_can_be_undone(api: Any, order_id: int) -> None:
    assert api.box.act(f"workorders/{order_id}", {"archive": True})["Archived"] == "1"
    assert api.box.act(f"workorders/{order_id}", {"archive": False})["Archived"] == "0"


def test_members_and_lines_are_replaced_as_given(api: Any, order_id: int) -> None:
    lines = [{"MaterialName": "Los getypt", "MaterialNr": "een", "MaterialPrice": ""}]
    order = api.box.act(
        f"workorders/{order_id}",
        {
            "set": {"CustomerName": "Anders", "WorkDuration": 30, "CustomerLatitude": None},
            "materials": lines,
            "workperiods": [{"TotalTime": "26:15"}],
        },
    )
    assert (order["CustomerName"], order["WorkDuration"], order["CustomerLatitude"]) == ("Anders", "30", None)
    (line,) = order["Materials"]
    assert (line["MaterialCode"], line["MaterialNr"], line["MaterialTotalPrice"]) == ("", "een", "")
    (period,) = order["Workperiods"]
    assert (period["TotalTime"], period["HourType"], period["BeginTime"]) == ("26:15", "", "")


def test_an_order_can_be_made_and_deleted(api: Any) -> None:
    made = api.box.act("workorders", {"CustomerName": "Nieuw", "status": "Compleet", "WorkStatus": "1"})
    order = api.order(made["row_id"])
    assert (order["CustomerName"], order["WorkorderNo"], order["Materials"]) == ("Nieuw", "", [])
    api.box.act(f"workorders/{made['row_id']}", {"delete": True})
    assert api.box.state()["workorders"] == []


def test_what_does_not_exist_or_makes_no_sense_is_refused(api: Any, order_id: int) -> None:
    for path in ("workorders/1", "relations/1", "nothing/1"):
        with pytest.raises(LookupError):
            api.box.act(path, {"delete": True})
    for body in ({"explode": True}, {}, {"set": {"CustomerNaam": "x"}}, {"set": 1}):
        with pytest.raises(ValueError, match=r"\w"):
            api.box.act(f"workorders/{order_id}", body)


def test_a_planner_edits_rows_without_clearing_the_rest(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [{**relation, "remark": "Hond los"}])
    changed = api.box.act("relations/10042", {"set": {"name": "Anders", "debtor_number": "9/9"}})
    assert (changed["name"], changed["remark"]) == ("Anders", "Hond los")
    assert [row["debtor_number"] for row in api.rows("relations")] == ["9/9"]
    api.box.act("relations/9/9", {"delete": True})
    assert api.rows("relations") == []
    with pytest.raises(LookupError):
        api.box.act("relations/10042", {"delete": True})


@pytest.mark.parametrize(
    ("path", "row", "member"),
    [
        ("materials", {"code": "A", "description": "d", "price": "1", "unit": "st"}, "freefield5"),
        (
            "hourtypes",
            {"code": "A", "name": "n", "cost_booking": "0", "sale_booking": "1", "sale_price": "1"},
            "sale_price",
        ),
    ],
)
def test_materials_and_hour_types_are_edited_too(api: Any, path: str, row: dict[str, str], member: str) -> None:
    api.post(path, [row])
    assert api.box.act(f"{path}/A", {"set": {member: "9.00"}})[member] == "9.00"
    with pytest.raises(ValueError, match="set or removed"):
        api.box.act(f"{path}/A", {"complete": True})


def test_a_planner_adds_a_row_that_the_api_would_refuse(api: Any) -> None:
    api.box.act("relations", {"name": "Zonder adres", "debtor_number": "5"})
    (row,) = api.rows("relations", key="debtor_number", value="5")
    assert (row["name"], row["street"], row["active"]) == ("Zonder adres", "", "1")
