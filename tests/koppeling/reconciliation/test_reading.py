"""The proof only ever reads, finds what the list of invoices does not show, and costs calls that do not grow."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.koppeling.export.couple import HIGH, IDENTITY, Couple, used, worked

from embedded.expectation import demo_settings, expectations
from koppeling import runtime
from koppeling.koppelingen import FILE_VARIABLE
from koppeling.reconciliation import judging
from koppeling.steps import import_steps
from outsmart.hook import OutSmartHook
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeTransientError
from reeleezee.hook import ReeleezeeHook
from sandbox.reeleezee.lookups import tax_rate_id
from sandbox.seeds import accounts

Json = dict[str, Any]
Night = Callable[..., Json]
Codes = Callable[[Json], dict[str, list[str]]]


def exported(couple: Couple, count: int = 1) -> list[str]:
    row_ids = [couple.order(used("KRAAN"), periods=[worked("MONT")]) for _ in range(count)]
    assert set(couple.run().results.values()) == {"exported"}
    return row_ids


def stored(couple: Couple) -> tuple[Json, list[Json]]:
    """Everything on both sides, but for the token that Reeleezee changes at each read."""
    invoices = [{**row, "Token": None} for row in couple.invoices().values()]
    return couple.outsmart.state(), invoices


def test_nothing_is_ever_written_and_no_read_settles_an_order(couple: Couple, night: Night) -> None:
    first, second, third, fourth = exported(couple, 4)
    couple.on_invoice(first, delete=True)
    couple.on_order(second, reopen=True, materials=[used("KRAAN", "5")], work_status="99")
    couple.on_invoice(third, set={"Origin": 1})
    couple.on_order(fourth, delete=True)
    couple.order(periods=[worked("ONBEKEND")], status="Opgehaald")
    couple.forget_requests()
    before = stored(couple)

    assert len(night()["findings"]) == 4

    assert couple.writes() == []
    reads = [call["query"] for call in couple.outsmart.requests() if call["path"].startswith("/GetWorkorder")]
    assert reads
    assert all("update_status=false" in query for query in reads)
    assert stored(couple) == before


def test_an_invoice_in_the_blind_spot_of_the_list_is_found_by_its_id(couple: Couple, night: Night) -> None:
    first, _ = exported(couple, 2)
    couple.on_invoice(first, set={"Origin": 1})
    couple.forget_requests()

    told = night()

    assert (told["findings"], told["work_orders"], told["looked_up"]) == ([], 2, 1)
    assert couple.reeleezee.counters()["GET /SalesInvoices/{id}"] == 1


def test_an_invoice_dated_before_the_asked_day_is_found_by_its_id(couple: Couple, night: Night) -> None:
    (row_id,) = exported(couple)
    couple.on_invoice(row_id, set={"Date": "2026-01-05T00:00:00"})

    assert night()["looked_up"] == 1
    assert night()["failure"] == ""


def test_lists_without_lines_cost_a_read_of_each_invoice_and_tell_the_same(couple: Couple, night: Night) -> None:
    exported(couple, 3)
    couple.reeleezee.switch(collection_expands_lists=False)

    told = night()

    assert (told["findings"], told["work_orders"], told["looked_up"]) == ([], 3, 3)


def test_lists_without_subject_tell_that_no_doubles_were_looked_for(couple: Couple, night: Night, codes: Codes) -> None:
    exported(couple)
    couple.reeleezee.switch(collection_expands_lists=False)
    refused = {"match": "GET /SalesInvoices", "kind": "status", "code": 400, "times": 9, "query": "$select"}
    couple.reeleezee.faults([refused | {"body": '{"Message":"no"}'}])

    told = night()

    assert codes(told) == {"subjects_not_listed": ["SalesInvoices"]}
    assert (told["failure"], told["work_orders"]) == ("", 1)


def test_an_unreadable_invoice_is_named(couple: Couple, night: Night, codes: Codes) -> None:
    row_id, _ = exported(couple, 2)
    couple.on_invoice(row_id, set={"Status": "vier"})

    told = night()

    assert codes(told) == {"record_unreadable": [row_id]}
    assert told["work_orders"] == 1


def test_trouble_with_the_connection_fails_and_accuses_nobody(couple: Couple, night: Night) -> None:
    exported(couple)
    couple.reeleezee.fault("GET /SalesInvoices", "status", code=503, times=9)

    with pytest.raises(ReeleezeeTransientError):
        night()


def test_an_invoice_of_another_koppeling_in_the_same_administration_is_no_error(
    couple: Couple, night: Night, codes: Codes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = exported(couple, 2)
    (number,) = [row["OrderNr"] for row in couple.outsmart.state()["workorders"] if row["id"] == second]
    # as the other account made it: a computed id that is none of ours, once with a number that we have as well
    other = couple.invoices()[IDENTITY.invoice(first)]
    couple.on_order(first, delete=True)
    couple.on_invoice(first, set={"Header": other["Header"]})
    shared = [{"name": n, "account_key": n, "outsmart": "o", "reeleezee": "r", "pool": "p"} for n in ("zuid",)]
    shared.append(
        {
            "name": "default",
            "account_key": "default",
            "outsmart": "outsmart_default",
            "reeleezee": "reeleezee_default",
            "pool": "p",
        }
    )
    file = tmp_path / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": shared}), encoding="utf-8")
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    assert codes(night()) == {"invoice_without_work_order": [IDENTITY.invoice(first)]}

    saved = runtime.read_saved("default")
    assert saved is not None
    monkeypatch.setenv("AIRFLOW_VAR_KOPPELING_ZUID", saved.as_json())
    told = night()
    assert codes(told) == {"invoice_of_other_koppeling": [IDENTITY.invoice(first)]}
    assert told["failure"] == ""
    couple.on_invoice(first, set={"Header": f"Werkbon {number}"})
    assert night()["findings"] == []
    monkeypatch.setenv("AIRFLOW_VAR_KOPPELING_ZUID", "{}")
    assert night()["failure"] == ""


@pytest.mark.slow
def test_the_demo_company_is_green_after_its_first_export(couple: Couple, night: Night, codes: Codes) -> None:
    for box in (couple.outsmart, couple.reeleezee):
        box.reset("demo")
    couple.settings(**{name: value for name, value in demo_settings().items() if name != "koppeling"})
    for kind in ("relations", "materials", "hour_types"):
        import_steps.sync("default", kind, preview=False)
    couple.run()

    told = night(since=None)

    assert told["failure"] == ""
    assert told["work_orders"] == told["invoices"] == sum(one.is_exported for one in expectations().values())
    assert "refused_though_invoiced" in codes(told)


def make_settled(couple: Couple, count: int) -> None:
    """So many settled work orders with their invoices, as the export leaves them, without its calls."""
    customer = couple.customers()[0]["id"]
    product = next(row["id"] for row in couple.products() if row["Code"] == "KRAAN")
    rate = {"id": tax_rate_id(HIGH)}
    for n in range(count):
        row_id = couple.order(used("KRAAN"), status="Afgehandeld", OrderNr=f"X{n}")
        line = {"Sequence": 1, "Quantity": 1.0, "Price": 10.0, "Product": {"id": product}, "TaxRate": rate}
        couple.reeleezee.act(
            "invoices",
            {
                "id": IDENTITY.invoice(row_id),
                "Origin": 2,
                "Entity": {"id": customer},
                "IsVatIncluded": False,
                "Date": "2026-10-05T00:00:00",
                "Header": f"Werkbon X{n}",
                "DocumentLineList": [line],
            },
        )


def calls_of(couple: Couple, night: Night, orders: int) -> Counter[str]:
    couple.forget_requests()
    told = night()
    assert (told["findings"], told["work_orders"]) == ([], orders)
    counted = Counter(couple.outsmart.counters()) + Counter(couple.reeleezee.counters())
    assert sum(told["calls"].values()) == counted.total()
    return counted


MOST_CALLS = 14


@pytest.mark.parametrize(
    ("orders", "page"), [(150, 50), pytest.param(2000, 1000, marks=pytest.mark.soak, id="a night of 2,000")]
)
def test_many_work_orders_cost_as_many_calls_as_ten_but_for_the_pages_of_invoices(
    couple: Couple, night: Night, orders: int, page: int
) -> None:
    couple.reeleezee.switch(page_size=page)
    make_settled(couple, 10)
    few = calls_of(couple, night, 10)
    make_settled(couple, orders - 10)
    many = calls_of(couple, night, orders)

    assert many["GET /SalesInvoices"] == math.ceil(orders / page)
    assert {**many, "GET /SalesInvoices": 1} == few
    assert few.total() <= MOST_CALLS


def test_each_settled_order_without_invoice_costs_one_call_more(couple: Couple, night: Night) -> None:
    for _ in range(3):
        couple.on_order(couple.order(used("KRAAN")), handled=True)
    couple.forget_requests()

    assert night()["looked_up"] == couple.reeleezee.counters()["GET /SalesInvoices/{id}"] == 3


def test_the_hooks_list_nothing_of_empty_accounts(couple: Couple) -> None:
    couple.reeleezee.reset("empty")
    couple.outsmart.reset("empty")
    with OutSmartHook() as outsmart, ReeleezeeHook(administration_id=accounts.ADMINISTRATION_ID) as reeleezee:
        assert list(outsmart.each_work_order()) == []
        assert list(reeleezee.sales_invoices_since(runtime.today())) == []


def test_what_nobody_foresaw_about_one_order_is_an_error_and_the_others_are_compared(
    couple: Couple, night: Night, codes: Codes, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, other = couple.order(used("KRAAN")), couple.order(used("KRAAN"))
    couple.run()
    real = judging.compare

    def stumbling(order: WorkOrder, *rest: Any) -> Any:
        if order.row_id == odd:
            raise ZeroDivisionError("nobody thought of this")
        return real(order, *rest)

    monkeypatch.setattr(judging, "compare", stumbling)
    told = night()
    assert codes(told) == {"order_not_compared": [odd]}
    assert told["failure"] != ""
    assert other not in json.dumps(told["findings"])
