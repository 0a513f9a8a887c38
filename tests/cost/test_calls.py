"""Counts the calls of a run, so that no change makes an idle quarter or a busy day dearer unseen."""

from collections import Counter
from pathlib import Path

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used, worked

from koppeling.imports.materials import import_materials
from koppeling.imports.report import ImportReport
from koppeling.mapping_file import load_mapping

MAPPINGS = Path(__file__).resolve().parents[2] / "include" / "mappings"
PER_ORDER = ("GET /SalesInvoices/{id}", "PUT /SalesInvoices/{id}")


def calls(couple: Couple) -> Counter[str]:
    return Counter(couple.outsmart.counters()) + Counter(couple.reeleezee.counters())


def test_an_idle_quarter_of_an_hour_costs_one_call(couple: Couple) -> None:
    couple.order(used("KRAAN"), WorkStatus="0")
    couple.forget_requests()
    assert couple.run().idle
    assert calls(couple) == {"GET /GetWorkorders": 1}


def busy(couple: Couple, orders: int, lines: int = 2) -> Counter[str]:
    """The calls of a run over so many orders of ten known customers."""
    for n in range(10):
        couple.customer(2000 + n, f"Klant {n}")
    for n in range(orders):
        couple.order(*[used("KRAAN")] * lines, periods=[worked("MONT")], debtor=str(2000 + n % 10))
    couple.forget_requests()
    run = couple.run()
    assert set(run.results.values()) == {"exported"}
    return calls(couple)


@pytest.mark.parametrize("orders", [5, 60])
def test_each_order_of_known_parties_costs_one_look_one_write_and_one_settling(couple: Couple, orders: int) -> None:
    made = busy(couple, orders)
    assert made["GET /SalesInvoices/{id}"] == made["PUT /SalesInvoices/{id}"] == made["GET /GetWorkorder"] == orders
    assert made["GET /GetWorkorders"] == 2
    assert made["GET /UpdateWorkorder"] == 0


def test_looking_up_does_not_grow_with_orders_or_lines(couple: Couple) -> None:
    few = busy(couple, 10)
    rest = {route: n for route, n in few.items() if route not in PER_ORDER and not route.startswith("GET /GetWork")}
    for n in range(60):
        couple.order(*[used("KRAAN")] * 12, periods=[worked("MONT")] * 3, debtor=str(2000 + n % 10))
    couple.forget_requests()
    couple.run()
    many = calls(couple)
    assert {route: many[route] for route in rest} == rest
    assert max(rest.values()) <= 2 * 10


def test_many_debtors_are_looked_up_in_bulk(couple: Couple) -> None:
    for n in range(60):
        couple.customer(3000 + n, f"Klant {n}")
        couple.order(used("KRAAN"), debtor=str(3000 + n))
    couple.forget_requests()
    assert set(couple.run().results.values()) == {"exported"}
    made = calls(couple)
    assert made["GET /relations"] == made["GET /Customers"] == 2


def test_tasks_without_work_make_no_call(couple: Couple) -> None:
    row_id = couple.order(used("ONBEKEND"))
    couple.forget_requests()
    couple.run()
    made = calls(couple)
    assert made["GET /GetWorkorders"] == 2
    # The plan looks too, so that its refusal names an invoice that stands there before 99 is written.
    assert made["GET /SalesInvoices/{id}"] == 2
    assert made["GET /UpdateWorkorder"] == 1
    assert made["PUT /SalesInvoices/{id}"] == 0
    assert couple.status(row_id) == ("Compleet", "99")


def imported(couple: Couple) -> ImportReport:
    with couple.export() as export:
        return import_materials(
            export.outsmart,
            export.reeleezee,
            mapping=load_mapping(MAPPINGS / "materials.yaml"),
            identity=IDENTITY,
            product_kind=1,
            prices_include_vat=False,
            preview=False,
        )


@pytest.mark.slow
def test_an_import_costs_a_call_a_thousand_rows_and_one_a_batch_that_changed(couple: Couple) -> None:
    couple.reeleezee.reset("3000")
    couple.outsmart.reset("empty")
    imported(couple)
    couple.forget_requests()
    imported(couple)
    unchanged = calls(couple).total()
    assert unchanged <= 3 + 2
    changed = [row for row in couple.products() if row["ProductKind"] == 1][:600]
    for row in changed:
        couple.reeleezee.act(f"products/{row['id']}", {"set": {"Description": f"{row['Description']} nieuw"}})
    couple.forget_requests()
    imported(couple)
    assert calls(couple)["POST /materials"] <= 2 + 1
    assert calls(couple).total() <= unchanged + 2 + 2
