"""PostWorkorders makes orders, names everything that is missing, and fills in what the server knows itself."""

from typing import Any

import pytest


def test_an_order_is_made_with_a_growing_row_id_and_is_prepared(api: Any, posted_order: dict[str, Any]) -> None:
    answer = api.post("PostWorkorders", [posted_order, {**posted_order, "WorkorderNo": "SO-2"}])
    assert answer["code"] == 200
    first, second = answer["response"]
    assert (first["workorder_no"], second["workorder_no"]) == ("SO-1", "SO-2")
    assert isinstance(first["row_id"], int)
    assert second["row_id"] > first["row_id"]
    order = api.order(first["row_id"])
    assert order.items() >= {"status": "Klaargezet", "WorkStatus": "", "Archived": "0", "WorkFinished": "0"}.items()
    assert order["OrderNr"].startswith("WB-")
    assert order["OrderNr"] != api.order(second["row_id"])["OrderNr"]


def test_every_missing_field_is_named_in_the_order_of_the_table(api: Any, posted_order: dict[str, Any]) -> None:
    incomplete = {**posted_order, "WorkorderNo": "", "CustomerZIP": None}
    del incomplete["PaymentMethod"]
    assert api.post("PostWorkorders", incomplete) == {
        "code": 1501,
        "messages": [f"Required field missing: {name}" for name in ("WorkorderNo", "CustomerZIP", "PaymentMethod")],
        "response": None,
    }


@pytest.mark.parametrize(("switch", "made"), [("void_batch", 0), ("store_before", 1), ("store_good", 2)])
def test_a_bad_order_in_a_batch_follows_the_switch(
    api: Any, posted_order: dict[str, Any], switch: str, made: int
) -> None:
    api.box.switch(bad_row=switch)
    bad = {**posted_order, "TypeOfWork": ""}
    assert api.post("PostWorkorders", [posted_order, bad, posted_order])["code"] == 1501
    assert len(api.box.state()["workorders"]) == made


def test_the_server_sets_status_and_dates_itself(api: Any, posted_order: dict[str, Any]) -> None:
    order = {**posted_order, "status": "Compleet", "CreationDate": "2001-01-01 00:00", "Archived": "1", "Nonsense": "x"}
    row_id = api.post("PostWorkorders", order)["response"][0]["row_id"]
    stored = api.order(row_id)
    assert stored["status"] == "Klaargezet"
    assert stored["Archived"] == "0"
    assert stored["CreationDate"] > "2020"
    assert "Nonsense" not in stored


@pytest.mark.parametrize(("seconds", "length"), [(True, 19), (False, 16)])
def test_the_creation_date_has_seconds_or_not(
    api: Any, posted_order: dict[str, Any], seconds: bool, length: int
) -> None:
    api.box.switch(creation_date_seconds=seconds)
    row_id = api.post("PostWorkorders", posted_order)["response"][0]["row_id"]
    assert len(api.order(row_id)["CreationDate"]) == length


@pytest.mark.parametrize(
    ("member", "value", "text"),
    [
        ("WorkDate", "2026-10-05", "Date invalid. Format: 20-02-2016"),
        ("WorkEndDate", "31-02-2026", "Date invalid. Format: 20-02-2016"),
        ("WorkTime", "7:08", "Time invalid. Format: 07:08"),
        ("WorkEndTime", "24:00", "Time invalid. Format: 07:08"),
    ],
)
def test_a_date_or_time_that_cannot_be_is_refused(
    api: Any, posted_order: dict[str, Any], member: str, value: str, text: str
) -> None:
    assert api.post("PostWorkorders", {**posted_order, member: value}) == {
        "code": 1504,
        "messages": [text],
        "response": None,
    }


def test_the_duration_fills_the_end(api: Any, posted_order: dict[str, Any]) -> None:
    order = {**posted_order, "WorkDate": "31-12-2026", "WorkTime": "23:30", "WorkDuration": 45}
    stored = api.order(api.post("PostWorkorders", order)["response"][0]["row_id"])
    assert (stored["WorkEndDate"], stored["WorkEndTime"], stored["WorkDuration"]) == ("01-01-2027", "00:15", "45")


def test_lines_are_kept_with_their_total(api: Any, posted_order: dict[str, Any]) -> None:
    line = {"MaterialCode": "A", "MaterialNr": "1,5", "MaterialPrice": 10, "MaterialName": "Buis"}
    discounted = {**line, "MaterialDiscountPercentage": "100", "MaterialOriginalPrice": "150"}
    period = {"WorkDate": "05-10-2026", "BeginTime": "08:00", "EndTime": "09:00", "TotalTime": "01:00", "HourType": "M"}
    order = {**posted_order, "Materials": [line, discounted], "Workperiods": [period]}
    stored = api.order(api.post("PostWorkorders", order)["response"][0]["row_id"])
    first, second = stored["Materials"]
    assert (first["MaterialNr"], first["MaterialPrice"], first["MaterialTotalPrice"]) == ("1.50", "10.00", "15.00")
    assert (first["MaterialFreeField5"], first["MaterialUnit"]) == (None, "")
    assert second["MaterialTotalPrice"] == "0.00"
    (kept_period,) = stored["Workperiods"]
    assert kept_period.items() >= {**period, "Break": "0", "EmployeeNr": ""}.items()


def test_the_total_may_leave_out_the_discount(api: Any, posted_order: dict[str, Any]) -> None:
    api.box.switch(total_price_after_discount=False)
    line = {"MaterialCode": "A", "MaterialNr": "2", "MaterialPrice": "10", "MaterialName": "Buis"}
    order = {**posted_order, "Materials": [{**line, "MaterialDiscountPercentage": "50"}]}
    stored = api.order(api.post("PostWorkorders", order)["response"][0]["row_id"])
    assert stored["Materials"][0]["MaterialTotalPrice"] == "20.00"


def test_a_line_without_code_is_refused_or_stored(api: Any, posted_order: dict[str, Any]) -> None:
    order = {**posted_order, "Materials": [{"MaterialNr": "1", "MaterialPrice": "1", "MaterialName": "Los"}]}
    assert api.post("PostWorkorders", order)["messages"] == ["Required field missing: MaterialCode"]
    api.box.switch(incomplete_line="store")
    stored = api.order(api.post("PostWorkorders", order)["response"][0]["row_id"])
    assert stored["Materials"][0]["MaterialCode"] == ""


def test_lines_may_start_with_the_free_fields_of_their_material(api: Any, posted_order: dict[str, Any]) -> None:
    api.post("materials", [{"code": "A", "description": "d", "price": "1", "unit": "st", "freefield5": "guid"}])
    line = {"MaterialCode": "A", "MaterialNr": "1", "MaterialPrice": "1", "MaterialName": "d"}
    order = {**posted_order, "Materials": [line, {**line, "MaterialFreeField5": "own"}]}

    def free_fields() -> list[Any]:
        stored = api.order(api.post("PostWorkorders", order)["response"][0]["row_id"])
        return [row["MaterialFreeField5"] for row in stored["Materials"]]

    assert free_fields() == [None, "own"]
    api.box.switch(prefill_material_free_fields=True)
    assert free_fields() == ["guid", "own"]


def test_a_known_number_makes_a_second_order_unless_a_switch_says_otherwise(
    api: Any, posted_order: dict[str, Any]
) -> None:
    first = api.post("PostWorkorders", posted_order)["response"][0]["row_id"]
    second = api.post("PostWorkorders", posted_order)["response"][0]["row_id"]
    assert second != first
    api.box.switch(duplicate_workorder_no="update")
    answer = api.post("PostWorkorders", {**posted_order, "CustomerName": "Anders"})
    assert answer["response"] == [{"workorder_no": "SO-1", "row_id": first}]
    assert api.order(first)["CustomerName"] == "Anders"
    api.box.switch(duplicate_workorder_no="refuse")
    assert api.post("PostWorkorders", posted_order)["code"] == 1504


def test_known_numbers_can_be_skipped(api: Any, posted_order: dict[str, Any]) -> None:
    first = api.post("PostWorkorders", posted_order)["response"]
    again = api.post("PostWorkorders", posted_order, skip_duplicate_workorder_no="true")
    assert again["response"] == first
    assert len(api.box.state()["workorders"]) == 1


def test_the_next_number_is_told(api: Any, posted_order: dict[str, Any]) -> None:
    number = api.get("numbers", table="worksheets_jobnr")["response"]
    row_id = api.post("PostWorkorders", posted_order)["response"][0]["row_id"]
    assert api.order(row_id)["OrderNr"].endswith(f"-{number:05d}")
    assert api.get("numbers", table="others")["code"] == 1007
