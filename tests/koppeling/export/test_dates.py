"""Dates of nobody between the two systems: refused, told, or passed because somebody named the order."""

import pytest
from tests.koppeling.export.couple import Couple, used, worked


@pytest.mark.parametrize("day", ["01-01-1970", "01-01-1900", "05-10-0206", "05-10-2062"])
def test_no_concept_bears_a_date_of_nobody(couple: Couple, day: str) -> None:
    couple.settings(invoice_date="work_date")
    row_id = couple.order(used("KRAAN"), WorkDate=day)
    healthy = couple.order(used("KRAAN"), WorkDate="05-10-2026")
    run = couple.run()
    assert run.told(row_id) == ("refused", "work_date_out_of_bounds")
    assert couple.status(row_id) == ("Compleet", "99")
    assert run.told(healthy) == ("exported", "")
    assert len(couple.invoices()) == 1


def test_where_the_invoice_is_dated_today_it_is_told(couple: Couple) -> None:
    row_id = couple.order(periods=[worked("MONT") | {"WorkDate": "05-10-2062"}])
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["work_date_unlikely"]


def test_an_order_that_is_named_passes_through_all_tasks(couple: Couple) -> None:
    couple.settings(invoice_date="work_date", create_relations=True, create_materials=True)
    couple.relation("2001", "Nieuw")
    row_id = couple.order(used("NIEUW"), debtor="2001", WorkDate="01-03-2020")
    assert couple.run().told(row_id) == ("refused", "work_date_out_of_bounds")
    couple.on_order(row_id, work_status="1")
    run = couple.run(work_orders=[row_id])
    assert run.plan["named"] == [row_id]
    assert run.told(row_id) == ("exported", "")
    invoice = couple.invoice(row_id)
    assert invoice is not None
    assert invoice["Date"].startswith("2020-03-01")


def test_a_run_of_all_orders_names_nobody(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    run = couple.run()
    assert (run.plan["named"], run.told(row_id)) == ([], ("exported", ""))


def test_a_date_in_closed_books_becomes_today(couple: Couple) -> None:
    couple.settings(invoice_date="work_date", books_closed_until="2026-10-31")
    row_id = couple.order(used("KRAAN"), WorkDate="05-10-2026")
    outcome = couple.run().outcome(row_id)
    assert [w["code"] for w in outcome["warnings"]] == ["work_date_in_closed_books"]
    invoice = couple.invoice(row_id)
    assert invoice is not None
    assert invoice["Date"][:10] > "2026-10-31"
    assert "05-10-2026" in invoice["Header"]
