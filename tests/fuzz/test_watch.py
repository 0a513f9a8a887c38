"""The watch must notice every harm that it is there for; what it cannot see, thousands of steps cannot find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from tests.faults.invariants import Json, Snapshot
from tests.fuzz.company import Company
from tests.fuzz.errands import run_export
from tests.fuzz.model import Model
from tests.fuzz.watch import Errand, harm_of_export, harm_of_import
from tests.koppeling.export.couple import IDENTITY, used, worked


def stored(company: Company) -> Snapshot:
    return Snapshot(company.outsmart.state(), company.reeleezee.state())


def errand(company: Company, deed: Callable[[], object], told: Sequence[Json] = ()) -> Errand:
    before = stored(company)
    deed()
    prices = {"MONT": {Decimal(60)}}
    return Errand(Model(before, {}), before, stored(company), told=told, prices=prices)


def order(company: Company) -> str:
    return company.work_order([used("KRAAN", "2", "12.50")], [worked("MONT", "00:50")], "1001", "")


def exported(company: Company) -> str:
    row_id = order(company)
    company.settings()
    run_export()
    company.on_order(row_id, reopen=True)
    return row_id


def test_a_good_run_did_no_harm(company: Company) -> None:
    row_id = order(company)
    run = run_export()
    assert company.status(row_id) == ("Afgehandeld", "1")
    assert company.amounts(row_id) == ("75.00", "15.75", "90.75")
    assert run.errors == {}


def test_the_model_and_the_koppeling_agree_on_a_good_run(company: Company) -> None:
    order(company)
    assert harm_of_export(errand(company, run_export)) == []


@pytest.mark.parametrize(
    ("deed", "harm"),
    [
        (lambda c, row_id: c.on_invoice(row_id, set={"Header": "x"}), "I4"),
        (lambda c, row_id: c.on_invoice(row_id, delete=True) or c.on_order(row_id, handled=True), "I2"),
        (lambda c, row_id: c.on_order(row_id, workperiods=[], handled=True), "I9"),
        (lambda c, row_id: c.on_order(row_id, work_status="99"), "R12"),
        (lambda c, _: c.product("KRAAN", linked=False), "I6"),
        (lambda c, _: c.change_relation("1001", remark=""), "I8"),
        (lambda c, _: c.change_hour_type("MONT", sale_price="1"), "I8"),
    ],
)
def test_harm_by_an_export_is_told(company: Company, deed: Callable[[Company, str], object], harm: str) -> None:
    row_id = exported(company)
    found = harm_of_export(errand(company, lambda: deed(company, row_id)))
    assert any(line.startswith(harm) for line in found), found


def test_an_invoice_with_a_wrong_amount_or_for_a_bad_order_is_told(company: Company) -> None:
    good, bad = order(company), company.work_order([used("VREEMD")], [], "1001", "")

    def deed() -> None:
        for row_id in (good, bad):
            made = {"id": IDENTITY.invoice(row_id), "Entity": {"id": company.customer_ids[0]}, "DocumentLineList": []}
            company.reeleezee.act("invoices", made)

    found = harm_of_export(errand(company, deed))
    assert any(good in line and "[] and not" in line for line in found)
    assert any(bad in line and "should be refuse" in line for line in found)


def test_harm_by_an_import_is_told(company: Company) -> None:
    row_id = order(company)
    found = harm_of_import(errand(company, lambda: company.change_relation("1001", remark="", debtor_number="9")))
    assert any("remark" in line for line in found)
    assert any("debtor_number" in line for line in found)
    assert harm_of_import(errand(company, lambda: company.on_order(row_id, work_status="7")))
    assert harm_of_import(errand(company, lambda: company.change_customer(company.customer_ids[0], Name="x")))
