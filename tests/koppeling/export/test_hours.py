"""Proves what becomes of every kind of work period, from the times typed to the cents of the stored invoice."""

import pytest
from tests.koppeling.export.couple import Couple, Json, used, worked


@pytest.mark.parametrize(
    ("period", "net"),
    [
        ({"TotalTime": "", "BeginTime": "22:30", "EndTime": "01:15"}, "165.00"),
        ({"TotalTime": "", "BeginTime": "08:00", "EndTime": "12:00", "Break": "30"}, "210.00"),
        ({"TotalTime": "02:45", "BeginTime": "22:30", "EndTime": "01:15"}, "165.00"),
        ({"TotalTime": "26:15", "BeginTime": "08:00", "EndTime": "10:15"}, "1575.00"),
        ({"TotalTime": "00:50"}, "50.00"),
        ({"TotalTime": "00:20"}, "20.00"),
        ({"TotalTime": "01:30", "BeginTime": "17:00", "EndTime": "09:00"}, "90.00"),
    ],
    ids=["over midnight", "with a break", "total counts", "26:15", "fifty minutes", "a third", "end before begin"],
)
def test_the_time_worked_is_billed_to_the_cent(couple: Couple, period: Json, net: str) -> None:
    row_id = couple.order(periods=[worked("MONT") | period])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == net


def test_0_00_is_left_out_and_told(couple: Couple) -> None:
    row_id = couple.order(periods=[worked("MONT", "0:00"), worked("MONT", "00:30")])
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["left_out"]) == ("exported", 1)
    assert couple.amounts(row_id)[0] == "30.00"


@pytest.mark.parametrize(
    "period",
    [
        {"TotalTime": "anderhalf uur"},
        {"TotalTime": "", "BeginTime": "8 uur", "EndTime": "09:00"},
        {"TotalTime": "", "BeginTime": "", "EndTime": ""},
        {"TotalTime": "", "BeginTime": "08:00", "EndTime": "09:00", "Break": "90"},
        {"TotalTime": "", "BeginTime": "25:00", "EndTime": "09:00"},
    ],
    ids=str,
)
def test_a_time_that_cannot_be_read_is_refused_by_field(couple: Couple, period: Json) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("MONT") | period])
    assert couple.run().told(row_id) == ("refused", "unreadable_value")
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.invoices() == {}


def test_a_period_without_hour_type_is_refused(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("")])
    assert couple.run().told(row_id) == ("refused", "period_without_hour_type")
    assert couple.invoices() == {}


def test_a_period_without_hour_type_gets_the_default_of_the_settings(couple: Couple) -> None:
    couple.settings(default_hour_type="MONT")
    row_id = couple.order(periods=[worked("", "02:00")])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("120.00", "25.20", "145.20")


def test_an_hour_type_that_reeleezee_does_not_know_is_refused_and_never_made(couple: Couple) -> None:
    couple.settings(create_materials=True)
    before = len(couple.products())
    row_id = couple.order(periods=[worked("LASSEN")])
    assert couple.run().told(row_id) == ("refused", "hour_type_unknown")
    assert len(couple.products()) == before


def test_a_default_hour_type_that_nobody_knows_is_refused_by_name(couple: Couple) -> None:
    couple.settings(default_hour_type="WEG")
    row_id = couple.order(periods=[worked("")])
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "hour_type_unknown"
    assert "WEG" in outcome["nl"]


@pytest.mark.parametrize(("step", "net"), [(0, "53.00"), (5, "55.00"), (15, "60.00"), (30, "60.00")])
def test_hours_are_rounded_per_period_as_set(couple: Couple, step: int, net: str) -> None:
    couple.settings(round_hours_to=step)
    row_id = couple.order(periods=[worked("MONT", "00:53")])
    couple.run()
    assert couple.amounts(row_id)[0] == net


@pytest.mark.parametrize(("minutes", "net"), [("00:07", "0.00"), ("00:08", "15.00"), ("00:22", "15.00")])
def test_rounding_is_half_up_and_what_rounds_to_nothing_is_told(couple: Couple, minutes: str, net: str) -> None:
    couple.settings(round_hours_to=15)
    row_id = couple.order(used("KRAAN", "1", "0"), periods=[worked("MONT", minutes)])
    outcome = couple.run().outcome(row_id)
    assert couple.amounts(row_id)[0] == net
    assert outcome["left_out"] == (1 if net == "0.00" else 0)


def test_minimum_hours_and_rounding_amount_are_not_applied_but_told(couple: Couple) -> None:
    row_id = couple.order(periods=[worked("MONT", "00:30")], MinimumHours="2", RoundingAmount="0,25")
    outcome = couple.run().outcome(row_id)
    assert [w["code"] for w in outcome["warnings"]] == ["not_applied", "not_applied"]
    assert couple.amounts(row_id)[0] == "30.00"


@pytest.mark.parametrize(
    ("period", "net", "warnings"),
    [
        ({"TotalTime": "00:30", "EndTime": "17:00"}, "30.00", ["time_differs_from_clock"]),
        ({"TotalTime": "8", "EndTime": "16:00"}, "480.00", []),
        ({"TotalTime": "7,5", "EndTime": "15:30"}, "450.00", []),
        ({"TotalTime": "45", "EndTime": "08:45"}, "45.00", []),
        ({"TotalTime": "", "WorkDate": "25-10-2026", "BeginTime": "01:00", "EndTime": "03:30"}, "210.00", []),
        ({"TotalTime": "", "WorkDate": "28-03-2026", "BeginTime": "22:00", "EndTime": "06:00"}, "420.00", []),
        ({"TotalTime": "01:00", "EndTime": "09:00", "Travel": "38"}, "60.00", ["travel_not_billed"]),
    ],
    ids=str,
)
def test_no_work_shrinks_without_a_word(couple: Couple, period: Json, net: str, warnings: list[str]) -> None:
    row_id = couple.order(periods=[worked("MONT") | period])
    outcome = couple.run().outcome(row_id)
    assert [w["code"] for w in outcome["warnings"]] == warnings
    assert couple.amounts(row_id)[0] == net


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ({"TotalTime": "8", "EndTime": "17:00"}, "total_time_unclear"),
        ({"TotalTime": "8", "BeginTime": "", "EndTime": ""}, "total_time_unclear"),
        ({"TotalTime": "7.5", "EndTime": "12:00"}, "total_time_unclear"),
        ({"TotalTime": "", "WorkDate": "24-10-2026", "BeginTime": "22:00", "EndTime": "02:30"}, "clock_was_changed"),
    ],
    ids=str,
)
def test_a_time_that_may_mean_two_things_is_refused(couple: Couple, period: Json, reason: str) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("MONT") | period])
    assert couple.run().told(row_id) == ("refused", reason)
    assert couple.invoices() == {}


def test_fourteen_minutes_alone_are_refused_with_their_minutes(couple: Couple) -> None:
    couple.settings(round_hours_to=30)
    row_id = couple.order(periods=[worked("MONT", "00:14")])
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("refused", "nothing_to_invoice")
    assert "14 minuten" in outcome["nl"]
    assert "14 minutes" in outcome["en"]


def test_an_hour_type_whose_price_is_null_is_refused_and_one_of_0_is_told(couple: Couple) -> None:
    couple.service("LEEG", linked=False)
    couple.outsmart.act("hourtypes", {"code": "LEEG", "name": "Leeg", "sale_price": None})
    couple.service("GRATIS", linked=False)
    couple.outsmart.act("hourtypes", {"code": "GRATIS", "name": "Gratis", "sale_price": 0})
    empty = couple.order(periods=[worked("LEEG")])
    free = couple.order(periods=[worked("GRATIS")])
    run = couple.run()
    assert run.told(empty) == ("refused", "hour_type_without_price")
    assert run.told(free) == ("exported", "")
    assert [w["code"] for w in run.outcome(free)["warnings"]] == ["hours_without_charge"]
    assert couple.amounts(free)[0] == "0.00"
