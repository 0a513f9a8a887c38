"""Posts insert or update by key, all or nothing, and every GET gives all rows as strings."""

from typing import Any

import pytest


def material(code: str = "A-100", **more: Any) -> dict[str, Any]:
    return {"code": code, "description": "Koperbuis 15 mm", "price": "7,25", "unit": "m", **more}


def hour_type(**more: Any) -> dict[str, Any]:
    row = {"code": "MONT", "name": "Monteur", "cost_booking": "1", "sale_booking": "1", "sale_price": "62.50"}
    return {**row, **more}


def test_a_post_answers_the_number_of_rows_and_inserts_or_updates_by_key(api: Any, relation: dict[str, Any]) -> None:
    assert api.post("relations", [relation, {**relation, "debtor_number": "1"}]) == {
        "code": 200,
        "messages": [],
        "response": 2,
    }
    assert api.post("relations", {**relation, "name": "Anders"})["response"] == 1
    rows = api.rows("relations")
    assert [(row["debtor_number"], row["name"]) for row in rows] == [("10042", "Anders"), ("1", "Bakkerij Voorbeeld")]


def test_the_same_key_twice_in_a_batch_counts_twice_and_the_last_wins(api: Any, relation: dict[str, Any]) -> None:
    assert api.post("relations", [relation, {**relation, "name": "Laatste"}])["response"] == 2
    assert [row["name"] for row in api.rows("relations")] == ["Laatste"]


def test_a_row_comes_back_with_all_its_members_as_strings(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [{**relation, "active": 1, "email": None, "unheard_of": "x", "val_value_12": "twaalf"}])
    (row,) = api.rows("relations")
    assert row.items() >= {"active": "1", "email": "", "latitude": "0.000000", "val_value_12": "twaalf"}.items()
    assert row["id"].isdigit()
    assert "unheard_of" not in row
    assert all(isinstance(value, str) for value in row.values())


def test_keys_that_look_like_the_same_number_are_different(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [{**relation, "debtor_number": key} for key in ("1", "001", "a", "A")])
    assert len(api.rows("relations")) == 4


def test_keys_may_be_compared_without_regard_to_capitals_and_spaces_at_the_end(api: Any) -> None:
    api.post("materials", [material("a-1")])
    api.box.switch(key_comparison="collation")
    api.post("materials", [material("A-1 ", description="Dezelfde")])
    assert [row["description"] for row in api.rows("materials")] == ["Dezelfde"]


@pytest.mark.parametrize(
    ("endpoint", "row", "field", "code"),
    [
        (
            "relations",
            {"name": "X", "debtor_number": "1", "street": "", "postal_code": "1", "city": "C"},
            "street",
            1301,
        ),
        ("relations", {"name": None, "debtor_number": "1"}, "name", 1301),
        ("materials", {"description": "x", "price": "1", "unit": "m"}, "code", 1201),
        ("hourtypes", {"code": "M", "name": "M"}, "cost_booking", 1801),
        ("workstatusses", {"sta_name": "Error"}, "sta_code", 2501),
        ("employees", {"firstname": "J", "lastname": "D"}, "number", 1101),
        ("projects", {"code": "P", "debtor_number": "1", "status": "", "name": "P"}, "status", 1701),
        ("priorities", {"code": "1"}, "description", 1051),
        ("worktypes", {"wrt_name": "x"}, "wrt_description", 2601),
        ("objects", {"obj_code": "x"}, "obj_debiteur_nummer", 1901),
        ("tasks", {"tsk_type": "TASK"}, "tsk_name", 1051),
    ],
)
def test_the_first_missing_field_is_named(api: Any, endpoint: str, row: dict[str, Any], field: str, code: int) -> None:
    answer = api.post(endpoint, [row])
    assert answer == {"code": code, "messages": [f"Required field missing: {field}"], "response": None}


def test_the_code_of_a_work_status_without_code_can_be_the_one_of_the_table(api: Any) -> None:
    api.box.switch(workstatus_missing_code=2801)
    assert api.post("workstatusses", [{"sta_name": "x"}])["code"] == 2801


@pytest.mark.parametrize(
    ("switch", "stored"), [("void_batch", []), ("store_before", ["1"]), ("store_good", ["1", "3"])]
)
def test_what_a_bad_row_does_to_its_batch_is_a_switch(
    api: Any, relation: dict[str, Any], switch: str, stored: list[str]
) -> None:
    api.box.switch(bad_row=switch)
    rows = [{**relation, "debtor_number": key} for key in ("1", "2", "3")]
    rows[1]["city"] = ""
    assert api.post("relations", rows)["code"] == 1301
    assert [row["debtor_number"] for row in api.rows("relations")] == stored


def test_absent_members_are_cleared_unless_the_switch_keeps_them(api: Any, relation: dict[str, Any]) -> None:
    full = {**relation, "remark": "Hond los", "external_id": "abc", "active": "0", "val_value_3": "drie"}
    api.post("relations", [full])
    api.box.switch(absent_members="keep")
    api.post("relations", [{**relation, "name": "Nieuw", "external_id": ""}])
    (kept,) = api.rows("relations")
    assert (kept["remark"], kept["external_id"], kept["active"], kept["val_value_3"]) == ("Hond los", "", "0", "drie")
    api.box.switch(absent_members="clear")
    api.post("relations", [relation])
    (cleared,) = api.rows("relations")
    assert (cleared["remark"], cleared["active"], cleared["val_value_3"]) == ("", "1", "")
    assert cleared["id"] == kept["id"]


def test_more_rows_than_the_batch_may_have_are_refused(api: Any, relation: dict[str, Any]) -> None:
    rows = [{**relation, "debtor_number": str(n)} for n in range(501)]
    assert api.post("relations", rows) == {"code": 1007, "messages": [], "response": None}
    assert api.post("relations", rows[:500])["response"] == 500
    api.box.switch(max_batch=0)
    assert api.post("relations", rows)["response"] == 501


def test_long_text_is_cut_at_the_size_of_the_column_or_refused(api: Any) -> None:
    row = material(description="é" * 70_000, eancode="1" * 60, freefield1="f" * 300)
    api.post("materials", [row])
    (stored,) = api.rows("materials")
    assert (len(stored["description"].encode()), len(stored["eancode"]), len(stored["freefield1"])) == (65_534, 55, 255)
    api.box.switch(long_text="refuse")
    assert api.post("materials", [row])["code"] == 1200


@pytest.mark.parametrize(
    ("sent", "comma", "dot"),
    [
        ("7,25", "7,25", "7.25"),
        ("7.25", "7,25", "7.25"),
        (7.5, "7,50", "7.50"),
        (3, "3,00", "3.00"),
        ("0.0345", "0,0345", "0.0345"),
        ("-1,10", "-1,10", "-1.10"),
        ("1.00005", "1,0001", "1.0001"),
    ],
)
def test_a_price_is_read_in_every_form_and_shown_in_the_form_of_the_switch(
    api: Any, sent: Any, comma: str, dot: str
) -> None:
    api.post("materials", [material(price=sent)])
    assert api.rows("materials")[0]["price"] == comma
    api.box.switch(material_decimal="dot")
    assert api.rows("materials")[0]["price"] == dot


def test_a_price_may_keep_two_decimals_only(api: Any) -> None:
    api.box.switch(material_price_decimals=2)
    api.post("materials", [material(price="1.005")])
    assert api.rows("materials")[0]["price"] == "1,01"


@pytest.mark.parametrize("price", ["1.234,56", "een", "1,2,3"])
def test_a_price_that_is_no_number_is_refused(api: Any, price: str) -> None:
    assert api.post("materials", [material(price=price)])["code"] == 1200
    assert api.post("hourtypes", [hour_type(sale_price=price)])["code"] == 1801


def test_a_material_that_costs_nothing_may_be_refused(api: Any) -> None:
    assert api.post("materials", [material(price="0")])["code"] == 200
    api.box.switch(zero_material_price="refuse")
    assert api.post("materials", [material(price=0)])["messages"] == ["Required field missing: price"]


def test_hour_types_show_a_dot_and_take_only_0_or_1_as_active(api: Any) -> None:
    assert api.post("hourtypes", [hour_type(sale_price="62,5", cost_booking=0)])["code"] == 200
    (row,) = api.rows("hourtypes")
    assert (row["sale_price"], row["cost_price"], row["cost_booking"], row["active"]) == ("62.50", "0.00", "0", "1")
    assert api.post("hourtypes", [hour_type(active="2")])["code"] == 1801
    api.box.switch(hourtype_decimal="comma")
    assert api.rows("hourtypes")[0]["sale_price"] == "62,50"


def test_a_project_needs_a_date_that_exists(api: Any) -> None:
    project = {"code": "P1", "debtor_number": "1", "status": "Nieuw", "name": "P", "date_start": "2026-02-30"}
    assert api.post("projects", [project])["code"] == 1701
    assert api.post("projects", [{**project, "date_start": "2026-02-28", "date_end": None}])["code"] == 200
    assert api.rows("projects")[0]["date_end"] is None


def test_free_field_5_is_dropped_silently_while_it_is_not_active(api: Any) -> None:
    api.post("materials", [material(freefield5="kept")])
    api.box.switch(material_free_field_5_active=False)
    assert api.post(
        "materials", [material(freefield4="vier", freefield5="dropped"), material("B", freefield5="x")]
    ) == {
        "code": 200,
        "messages": [],
        "response": 2,
    }
    shown = [(row["code"], row["freefield4"], row["freefield5"]) for row in api.rows("materials")]
    assert shown == [("A-100", "vier", "kept"), ("B", "", "")]


def test_a_definition_posted_for_field_5_activates_it_only_where_the_switch_says_so(api: Any) -> None:
    definition = {"fld_entity": "MATERIAL", "fld_name": "Extern id", "fld_type": "TEXT", "fld_order": 5}
    api.box.switch(material_free_field_5_active=False)
    api.post("freefields", [definition])
    api.post("materials", [material(freefield5="x")])
    assert api.rows("materials")[0]["freefield5"] == ""
    api.box.switch(freefields_post_activates=True)
    api.post("materials", [material(freefield5="x")])
    assert api.rows("materials")[0]["freefield5"] == "x"


@pytest.mark.parametrize(
    ("member", "switch"),
    [
        ("external_id", "relation_external_id_stored"),
        ("debtor_number_invoice", "relation_invoice_debtor_stored"),
    ],
)
def test_members_that_perhaps_cannot_be_posted_can_be_dropped(
    api: Any, relation: dict[str, Any], member: str, switch: str
) -> None:
    api.box.switch(**{switch: False})
    api.post("relations", [{**relation, member: "x"}])
    assert api.rows("relations")[0][member] == ""
    api.box.switch(**{switch: True})
    api.post("relations", [{**relation, member: "x"}])
    assert api.rows("relations")[0][member] == "x"


def test_prices_are_known_by_what_they_are_for(api: Any) -> None:
    price = {"material": "A-100", "hourtype": "", "date_start": "2026-01-01", "date_end": None, "debtornr": "10042"}
    api.post("prices", [{**price, "price": "6.10"}, {**price, "debtornr": "", "price": "6.90"}])
    api.post("prices", [{**price, "price": "6.00"}])
    assert [(row["debtornr"], row["price"]) for row in api.rows("prices")] == [("10042", "6.00"), ("", "6.90")]


def test_there_may_be_no_location(api: Any) -> None:
    assert api.get("locations") == {"code": 1400, "messages": [], "response": None}
    assert api.post("locations", [{"lat": "52.1", "long": "5.1", "identifier": "7", "type": 0}])["response"] == 1
    assert len(api.rows("locations")) == 1


def test_free_values_of_a_relation_are_those_that_its_row_shows(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [relation])
    where = {"val_entity": "CLIENT", "val_column": "debtor_number", "val_primary": "10042"}
    assert api.post("values", None, **where, val_value_2="twee")["code"] == 200
    assert api.rows("relations")[0]["val_value_2"] == "twee"
    assert api.get("values", where)["response"]["val_value_2"] == "twee"


def test_free_values_of_a_work_order_and_of_other_records(api: Any, order_id: int) -> None:
    order = {"val_entity": "WORKORDER", "val_column": "id", "val_primary": str(order_id)}
    api.post("values", None, **order, val_value_1="een")
    assert api.order(order_id)["FreeFields"] == {"val_value_1": "een"}
    material_5 = {"val_entity": "MATERIAL", "val_column": "code", "val_primary": "A-100"}
    api.post("values", None, **material_5, val_value_5="vijf")
    assert api.get("values", material_5)["response"]["val_value_5"] == "vijf"
    assert api.get("values", val_entity="MATERIAL")["messages"] == ["Required field missing: val_primary"]
    assert api.get("values", {**order, "val_primary": "0"})["code"] == 1500
    assert api.get("values", {**material_5, "val_entity": "CLIENT"})["code"] == 1300


def test_members_that_no_table_names_may_be_refused(api: Any) -> None:
    api.box.switch(unknown_members="refuse")
    assert api.post("materials", [material(id="7")])["code"] == 1200
    assert api.rows("materials") == []
