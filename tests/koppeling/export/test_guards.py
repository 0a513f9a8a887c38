"""Proves the two guards of the day of going live at their bounds: so many at once, and nothing from before a date."""

import pytest
from tests.koppeling.export.couple import Couple, used

from koppeling.export.plan import TooManyInvoices
from koppeling.steps import export_steps


@pytest.mark.parametrize("limit", [3, 4, None])
def test_as_many_as_the_limit_or_fewer_are_exported(couple: Couple, limit: int | None) -> None:
    couple.settings(max_invoices_per_run=limit)
    orders = [couple.order(used("KRAAN")) for _ in range(3)]
    assert couple.run().results == dict.fromkeys(orders, "exported")


def test_one_more_than_the_limit_stops_the_run_with_both_figures(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=2)
    orders = [couple.order(used("KRAAN")) for _ in range(3)]
    stopped = couple.run(may_fail=True).errors["plan"]
    assert isinstance(stopped, TooManyInvoices)
    assert "Er wachten 3 werkbonnen en max_invoices_per_run is 2" in str(stopped)
    assert couple.writes() == []
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}


def test_only_what_would_be_invoiced_counts_for_the_limit(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=1, export_from="2026-01-01")
    good, refused = couple.order(used("KRAAN")), couple.order(used("ONBEKEND"))
    early, archived = couple.order(used("KRAAN"), WorkDate="31-12-2025"), couple.order(used("KRAAN"), Archived="1")
    results = {good: "exported", refused: "refused", early: "skipped", archived: "skipped"}
    assert couple.run().results == results


def test_asking_for_few_enough_work_orders_passes_the_limit(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=1)
    orders = [couple.order(used("KRAAN")) for _ in range(2)]
    assert couple.run(work_orders=orders[:1]).results == {orders[0]: "exported"}


def test_a_preview_is_not_stopped_by_the_limit_but_tells_it(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=2)
    orders = [couple.order(used("KRAAN")) for _ in range(3)]
    run = couple.run(preview=True)
    assert run.results == dict.fromkeys(orders, "would_be_exported")
    assert run.report["failure"] == ""
    assert "er wachten 3 werkbonnen en max_invoices_per_run is 2" in run.report["notice"]
    assert export_steps.readable(run.report)[0] == run.report["notice"]
    assert couple.writes() == []


def test_a_preview_within_the_limit_has_nothing_to_tell(couple: Couple) -> None:
    couple.settings(max_invoices_per_run=1)
    couple.order(used("KRAAN"))
    run = couple.run(preview=True)
    assert run.report["notice"] == ""
    assert len(export_steps.readable(run.report)) == 1


@pytest.mark.parametrize(
    ("day", "result"), [("31-12-2025", "skipped"), ("01-01-2026", "exported"), ("02-01-2026", "exported")]
)
def test_the_starting_date_itself_is_exported_and_the_day_before_is_not(couple: Couple, day: str, result: str) -> None:
    couple.settings(export_from="2026-01-01")
    row_id = couple.order(used("KRAAN"), WorkDate=day)
    assert couple.run().results == {row_id: result}


def test_an_order_from_before_the_starting_date_is_never_touched(couple: Couple) -> None:
    couple.settings(export_from="2026-01-01")
    row_id = couple.order(used("ONBEKEND"), WorkDate="31-12-2025")
    assert couple.run().told(row_id) == ("skipped", "before_export_from")
    assert couple.writes() == []
    assert couple.status(row_id) == ("Compleet", "1")


def test_without_a_starting_date_the_oldest_order_is_exported(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), WorkDate="01-01-2001")
    assert couple.run().results == {row_id: "exported"}


def test_the_report_tells_the_work_date_of_each_order_and_none_that_cannot_be_read(couple: Couple) -> None:
    dated, undated = couple.order(used("KRAAN"), WorkDate="31-12-2025"), couple.order(used("KRAAN"), WorkDate="morgen")
    run = couple.run(preview=True)
    assert run.outcome(dated)["date"] == "2025-12-31"
    assert run.outcome(undated)["date"] == ""
