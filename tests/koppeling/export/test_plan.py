"""Proves which work orders are taken up, what the settings change, and that a preview writes nothing."""

import json
from datetime import timedelta

import pytest
from tests.koppeling.export.couple import LOW, Couple, Json, used, worked

from koppeling.export.defaults import SettingNotFound
from koppeling.export.plan import TooManyInvoices
from koppeling.runtime import today
from outsmart.errors import OutSmartRejected
from reeleezee.errors import ReeleezeeError
from sandbox.reeleezee.lookups import category_account_id, ledger_id, tax_rate_id


@pytest.mark.parametrize("code", ["", "0", "001", "WACHT", "99", "10"])
def test_any_other_work_status_is_left_alone(couple: Couple, code: str) -> None:
    row_id = couple.order(used("KRAAN"), WorkStatus=code)
    assert couple.run().idle
    assert couple.status(row_id) == ("Compleet", code)
    assert couple.writes() == []


@pytest.mark.parametrize("status", ["Klaargezet", "Opgehaald", "Afgehandeld"])
def test_an_order_that_is_not_complete_is_left_alone(couple: Couple, status: str) -> None:
    couple.order(used("KRAAN"), status=status)
    assert couple.run().idle
    assert couple.writes() == []


def test_an_archived_order_is_skipped_untouched(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), Archived="1")
    assert couple.run().told(row_id) == ("skipped", "archived")
    assert couple.writes() == []


@pytest.mark.parametrize(("day", "outcome"), [("31-12-2025", "skipped"), ("01-01-2026", "exported")])
def test_an_order_from_before_the_starting_date_is_left_alone(couple: Couple, day: str, outcome: str) -> None:
    couple.settings(export_from="2026-01-01")
    row_id = couple.order(used("KRAAN"), WorkDate=day)
    assert couple.run().told(row_id)[0] == outcome
    assert couple.status(row_id) == ("Compleet" if outcome == "skipped" else "Afgehandeld", "1")


def test_an_order_with_an_unreadable_work_date_is_refused_by_field(couple: Couple) -> None:
    couple.settings(export_from="2026-01-01")
    row_id = couple.order(used("KRAAN"), WorkDate="morgen")
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "unreadable_value"
    assert "WorkDate" in outcome["nl"]


def test_only_the_work_orders_asked_for_are_exported(couple: Couple) -> None:
    by_row, by_number, other = (couple.order(used("KRAAN"), OrderNr=f"WB-{n}") for n in range(3))
    run = couple.run(work_orders=[by_row, "WB-1"])
    assert run.results == {by_row: "exported", by_number: "exported"}
    assert couple.status(other) == ("Compleet", "1")


@pytest.mark.parametrize("asked", ["wb-1", " WB-1 ", "\uff37\uff22-1", "WB-1\u200b", "5512002"])
def test_a_work_order_is_found_however_its_number_was_typed(couple: Couple, asked: str) -> None:
    other, wanted = (couple.order(used("KRAAN"), OrderNr=f"WB-{n}") for n in range(2))
    assert couple.run(work_orders=[asked]).results == {wanted: "exported"}
    assert couple.status(other) == ("Compleet", "1")


@pytest.mark.parametrize(
    "asked", [["1001, 1002; 1003"], ["1001\n1002", "1003"], ["1001 1002 1003"], ["1001,1002,", " ;1003"]]
)
def test_a_list_on_one_line_is_a_list(couple: Couple, asked: list[str]) -> None:
    rows = [couple.order(used("KRAAN"), OrderNr=str(number)) for number in (1001, 1002, 1003, 1004)]
    assert couple.run(work_orders=asked).results == dict.fromkeys(rows[:3], "exported")


def test_a_number_with_a_comma_in_it_is_one_number(couple: Couple) -> None:
    both, one = couple.order(used("KRAAN"), OrderNr="7, 8"), couple.order(used("KRAAN"), OrderNr="8")
    assert couple.run(work_orders=["7, 8"]).results == {both: "exported"}
    assert couple.status(one) == ("Compleet", "1")


@pytest.mark.parametrize("preview", [False, True])
def test_a_number_that_no_waiting_order_has_is_named_as_not_found(couple: Couple, preview: bool) -> None:
    there = couple.order(used("KRAAN"), OrderNr="1001")
    run = couple.run(work_orders=["WB-9999", "1001; 1002"], preview=preview)
    assert run.told(there)[0] == ("would_be_exported" if preview else "exported")
    for number in ("WB-9999", "1002"):
        assert run.told(number) == ("skipped", "asked_not_found")
        assert f"werkbon {number}, maar geen complete werkbon" in run.outcome(number)["nl"]


def test_asking_only_for_what_does_not_wait_is_told_and_does_nothing(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    run = couple.run(work_orders=["WB-9999"])
    assert run.results == {"WB-9999": "skipped"}
    assert couple.writes() == []


def test_more_than_the_limit_stops_the_run_before_the_first_write(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=2, create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    orders = [couple.order(used("KRAAN"), debtor=d) for d in ("1001", "1001", "3001")]
    refused = couple.order(used("ONBEKEND"))
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], TooManyInvoices)
    assert "3" in str(run.errors["plan"])
    assert couple.writes() == []
    assert couple.status(refused) == ("Compleet", "1")
    couple.settings(max_invoices_per_run=3, create_relations=True)
    results = couple.run().results
    assert [results[o] for o in orders] == ["exported"] * 3


def test_a_preview_shows_all_and_writes_nothing(couple: Couple) -> None:
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie")
    good = couple.order(used("KRAAN", "3"), used("NIEUW", "1", "7.50"), periods=[worked("MONT")], debtor="3001")
    bad, retried = couple.order(used("KRAAN", "veel")), couple.order(used("KRAAN"), WorkStatus="99")
    before = couple.outsmart.state(), couple.reeleezee.state()
    couple.forget_requests()
    run = couple.run(preview=True, retry_refused=True)
    assert run.results == {good: "would_be_exported", bad: "refused", retried: "would_be_exported"}
    outcome = run.outcome(good)
    assert (outcome["net"], outcome["vat"], outcome["total"]) == ("97.50", "20.48", "117.98")
    assert [line["new"] for line in outcome["lines"]] == ["", "NIEUW", ""]
    assert couple.writes() == []
    assert {r["method"] for r in [*couple.reeleezee.requests(), *couple.outsmart.requests()]} == {"GET"}
    assert not any("update_status=true" in r["query"] for r in couple.outsmart.requests())
    assert (couple.outsmart.state(), couple.reeleezee.state()) == before


@pytest.mark.parametrize(
    "setting",
    [
        {"vat_product": "NL, Heel Hoog"},
        {"vat_service": "NL, Heel Hoog"},
        {"revenue_account_product": "4711"},
        {"revenue_account_service": "4711"},
    ],
    ids=lambda s: next(iter(s)),
)
def test_a_rate_or_account_that_is_not_there_fails_the_run_before_the_first_write(
    couple: Couple, setting: Json
) -> None:
    couple.settings(create_relations=True, create_materials=True, **setting)
    couple.relation("3001", "Nieuwe Relatie")
    orders = [couple.order(used("KRAAN")), couple.order(used("NIEUW"), debtor="3001"), couple.order()]
    run = couple.run(may_fail=True)
    (name, value) = next(iter(setting.items()))
    assert isinstance(run.errors["plan"], SettingNotFound)
    assert name in str(run.errors["plan"])
    assert value in str(run.errors["plan"])
    assert couple.writes() == []
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}


def test_a_ledger_that_takes_no_bookings_is_noticed_before_the_first_write(couple: Couple) -> None:
    total = next(row for row in couple_ledgers(couple) if row["IsTotalAccount"])
    couple.settings(revenue_account_product=total["AccountNumber"])
    couple.order(used("KRAAN"))
    assert isinstance(couple.run(may_fail=True).errors["plan"], SettingNotFound)
    assert couple.writes() == []


def couple_ledgers(couple: Couple) -> list[Json]:
    with couple.export() as export:
        rows = export.reeleezee.ledgers()
    return [{"AccountNumber": row.number, "IsTotalAccount": row.is_total} for row in rows]


def test_the_accounts_of_the_settings_are_on_the_lines_whose_product_tells_none(couple: Couple) -> None:
    couple.settings(revenue_account_product="8090", create_materials=True)
    row_id = couple.order(used("", name="Los"), periods=[worked("MONT")])
    couple.run()
    material, hours = couple.lines(row_id)
    assert material["DocumentCategoryAccount"]["id"] == category_account_id("8090")
    assert hours["DocumentCategoryAccount"]["id"] == category_account_id("8010")


def test_an_account_outside_the_sales_category_is_booked_directly(couple: Couple) -> None:
    sales = {"8000", "8010", "8020", "8090"}
    number = next(
        row["AccountNumber"]
        for row in couple_ledgers(couple)
        if not row["IsTotalAccount"] and row["AccountNumber"] not in sales
    )
    couple.settings(revenue_account_product=number)
    row_id = couple.order(used("KRAAN"))
    assert couple.run().told(row_id) == ("exported", "")
    (line,) = couple.lines(row_id)
    assert line["Account"]["id"] == ledger_id(number)


def test_the_rate_of_the_settings_counts_only_where_the_product_tells_none(couple: Couple) -> None:
    couple.product("ZONDER", rate="")
    couple.settings(vat_product=LOW)
    row_id = couple.order(used("KRAAN"), used("ZONDER"))
    couple.run()
    assert [line["TaxRate"]["id"] for line in couple.lines(row_id)] == [
        tax_rate_id("NL, Hoog Tarief"),
        tax_rate_id(LOW),
    ]
    assert couple.amounts(row_id) == ("20.00", "3.00", "23.00")


@pytest.mark.parametrize(("setting", "days"), [(7, 7), (0, 0), (None, 45)])
def test_the_payment_term_is_that_of_the_setting_or_else_of_the_customer(
    couple: Couple, setting: int | None, days: int
) -> None:
    couple.customer(1002, "Slagerij Ossekop", DueDays=45)
    couple.settings(payment_term_days=setting, invoice_date="work_date")
    row_id = couple.order(used("KRAAN"), debtor="1002", WorkDate=f"{today():%d-%m-%Y}")
    couple.run()
    invoice = couple.invoice(row_id)
    assert invoice is not None
    assert invoice["DueDate"] == f"{today() + timedelta(days=days)}T00:00:00"


def test_the_invoice_is_dated_today_or_on_the_work_date(couple: Couple) -> None:
    on_day, dated = (
        couple.order(used("KRAAN"), WorkDate="01-03-2026"),
        couple.order(used("KRAAN"), WorkDate="02-03-2026"),
    )
    couple.run(work_orders=[on_day])
    couple.settings(invoice_date="work_date")
    couple.run(work_orders=[dated])
    dates = [str((couple.invoice(o) or {})["Date"]) for o in (on_day, dated)]
    assert dates == [f"{today().isoformat()}T00:00:00", "2026-03-02T00:00:00"]


def test_an_order_without_work_date_is_refused_when_the_invoice_is_dated_by_it(couple: Couple) -> None:
    couple.settings(invoice_date="work_date")
    row_id = couple.order(used("KRAAN"), WorkDate="")
    assert couple.run().told(row_id) == ("refused", "work_date_missing")


def test_a_row_that_is_no_work_order_does_not_hold_up_the_others(couple: Couple) -> None:
    bad = couple.order(used("KRAAN"))
    good = couple.order(used("KRAAN"))
    couple.outsmart.fault("GET /GetWorkorders", "status", code=200, times=0, body=with_a_bad_row(couple, bad))
    run = couple.run()
    assert run.told(good) == ("exported", "")
    assert run.told(bad)[0] == "deferred"
    assert run.report["failure"] != ""


@pytest.mark.parametrize("code", [["KRAAN"], {"a": 1}, [[]]])
def test_a_list_where_a_text_belongs_defers_that_order_and_names_the_field(couple: Couple, code: object) -> None:
    bad, good = couple.order(used("KRAAN"), OrderNr="WB-77"), couple.order(used("KRAAN"))
    rows = couple.outsmart.state()["workorders"]
    rows = [r if r["id"] == good else r | {"Materials": [{"MaterialCode": code, "MaterialNr": "1"}]} for r in rows]
    body = json.dumps({"code": 200, "messages": [], "response": rows})
    couple.outsmart.fault("GET /GetWorkorders", "status", code=200, times=0, body=body)
    run = couple.run()
    assert run.told(good) == ("exported", "")
    outcome = run.outcome(bad)
    assert (outcome["outcome"], outcome["reason"]) == ("deferred", "work_order_unreadable")
    assert "WB-77" in outcome["nl"]
    assert "Materials 1 MaterialCode" in outcome["en"]
    assert couple.status(bad) == ("Compleet", "1")


def with_a_bad_row(couple: Couple, bad: str) -> str:
    """The list as OutSmart would give it, with one row of another form."""
    rows = couple.outsmart.state()["workorders"]
    rows = [{"id": r["id"], "Materials": "geen lijst"} if r["id"] == bad else r for r in rows]
    return json.dumps({"code": 200, "messages": [], "response": rows})


def test_trouble_while_reading_fails_the_plan_and_leaves_everything(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.fault("GET /TaxRates", "status", code=503, times=0)
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], ReeleezeeError)
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.writes() == []


def test_a_refusal_of_the_list_is_not_an_empty_list(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    body = '{"code": 1100, "messages": ["Operator not allowed"], "response": null}'
    couple.outsmart.fault("GET /GetWorkorders", "status", code=200, body=body)
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], OutSmartRejected)
    assert not run.idle
