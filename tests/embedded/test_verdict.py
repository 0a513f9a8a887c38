"""The demo notices every way in which a synchronisation can be other than worked out by hand."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from embedded.expectation import Expectation
from embedded.results import OrderResult, order_results
from embedded.verdict import Systems, changes, changes_of_others, differences

_EXPECTED = {
    "1": Expectation("1", "pipe", "exported", net="126.75", vat="26.62", total="153.37", lines=2, customer="A. Jansen"),
    "2": Expectation("2", "no code", "refused", reason="material_without_code"),
    "3": Expectation("3", "own code", "skipped", reason="other_work_status"),
}


def _row(row_id: str, outcome: str, **more: Any) -> dict[str, Any]:
    return {"row_id": row_id, "work_order": f"WB-{row_id}", "relation": "A. Jansen", "outcome": outcome, **more}


_EXPORTED_ROW = _row("1", "exported", invoice_id="AB-1", net="126.75", vat="26.62", total="153.37")
_REPORT = {
    "preview": False,
    "outcomes": [_EXPORTED_ROW, _row("2", "refused", reason="material_without_code", nl="Geen code", en="No code")],
}


def _systems(*orders: tuple[str, str, str], invoices: int = 0) -> Systems:
    invoice = {
        "id": "ab-1",
        "TotalNetAmount": Decimal("126.75"),
        "TotalTaxAmount": Decimal("26.62"),
        "TotalPayableAmount": Decimal("153.370000"),
        "ReceiptNumber": None,
        "Entity": {"id": "c-1"},
        "DocumentLineList": [{}, {}],
    }
    reeleezee: dict[str, list[dict[str, Any]]] = {
        "customers": [{"id": "c-1", "Name": "A. Jansen"}],
        "vendors": [],
        "invoices": [{**deepcopy(invoice), "id": f"ab-{number + 1}"} for number in range(invoices)],
    }
    rows = [{"id": row_id, "status": status, "WorkStatus": work} for row_id, status, work in orders]
    return Systems({"workorders": rows}, reeleezee)


_BEFORE = _systems(("1", "Compleet", "1"), ("2", "Compleet", "1"), ("3", "Compleet", "WACHT"))
_AFTER = _systems(("1", "Afgehandeld", "1"), ("2", "Compleet", "99"), ("3", "Compleet", "WACHT"), invoices=1)


def _found(results: dict[str, OrderResult], after: Systems = _AFTER) -> list[str]:
    return [str(difference) for difference in differences(_EXPECTED, results, _BEFORE, after)]


@pytest.fixture
def results() -> dict[str, OrderResult]:
    return order_results([_REPORT])


def test_a_run_as_expected_has_no_difference(results: dict[str, OrderResult]) -> None:
    assert _found(results) == []


def test_one_cent_is_a_difference_in_the_report_and_in_the_books(results: dict[str, OrderResult]) -> None:
    results["1"] = replace(results["1"], net="126.74")
    after = deepcopy(_AFTER)
    after.reeleezee["invoices"][0]["TotalTaxAmount"] = Decimal("26.61")
    assert _found(results, after) == [
        "work order 1: net: expected 126.75, got 126.74",
        "work order 1: VAT in Reeleezee: expected 26.62, got 26.61",
    ]


def test_a_second_invoice_is_noticed(results: dict[str, OrderResult]) -> None:
    after = _systems(("1", "Afgehandeld", "1"), ("2", "Compleet", "99"), ("3", "Compleet", "WACHT"), invoices=2)
    assert _found(results, after) == ["Reeleezee: new invoices: expected 1, got 2"]


def test_an_invoice_that_is_only_reported_is_noticed(results: dict[str, OrderResult]) -> None:
    after = Systems(_AFTER.outsmart, {**_AFTER.reeleezee, "invoices": []})
    assert _found(results, after) == [
        "work order 1: invoice in Reeleezee: expected one, got nothing",
        "Reeleezee: new invoices: expected 1, got 0",
    ]


def test_an_invoice_for_somebody_else_is_noticed(results: dict[str, OrderResult]) -> None:
    after = deepcopy(_AFTER)
    after.reeleezee["customers"][0]["Name"] = "B. Jansen"
    after.reeleezee["invoices"][0]["DocumentLineList"].pop()
    assert _found(results, after) == [
        "work order 1: customer in Reeleezee: expected A. Jansen, got B. Jansen",
        "work order 1: lines in Reeleezee: expected 2, got 1",
    ]


def test_an_order_that_was_to_be_left_alone_is_noticed(results: dict[str, OrderResult]) -> None:
    after = _systems(("1", "Afgehandeld", "1"), ("2", "Compleet", "99"), ("3", "Compleet", "99"), invoices=1)
    assert _found(results, after) == [
        "work order 3: status in OutSmart: expected Compleet / WACHT, got Compleet / 99",
    ]


def test_an_exported_order_that_was_not_settled_is_noticed(results: dict[str, OrderResult]) -> None:
    after = _systems(("1", "Compleet", "1"), ("2", "Compleet", "1"), ("3", "Compleet", "WACHT"), invoices=1)
    assert _found(results, after) == [
        "work order 1: status in OutSmart: expected Afgehandeld / 1, got Compleet / 1",
        "work order 2: status in OutSmart: expected Compleet / 99, got Compleet / 1",
    ]


def test_another_reason_and_an_order_without_report_are_noticed(results: dict[str, OrderResult]) -> None:
    results["2"] = replace(results["2"], reason="material_unknown")
    del results["1"]
    found = _found(results)
    assert "work order 1: reported outcome: expected exported, got nothing" in found
    assert "work order 2: reason: expected material_without_code, got material_unknown" in found


def test_a_result_for_an_order_that_is_not_in_the_demo_is_noticed(results: dict[str, OrderResult]) -> None:
    results["9"] = replace(results["1"], row_id="9")
    assert _found(results) == [
        "work order 9: reported outcome: expected nothing, got exported",
        "work order 9: invoice: expected one of its own, got 1",
    ]


def test_an_earlier_scheduled_run_counts_and_a_preview_does_not() -> None:
    later = {"preview": False, "outcomes": [_row("1", "skipped"), _row("2", "deferred")]}
    preview = {"preview": True, "outcomes": [_row("2", "exported", invoice_id="x")]}
    results = order_results([_REPORT, later, preview])
    assert (results["1"].outcome, results["1"].invoice_id) == ("exported", "AB-1")
    assert results["2"].outcome == "deferred"


def test_a_second_run_that_changes_nothing_has_no_changes() -> None:
    assert changes(_AFTER, deepcopy(_AFTER)) == []


def test_a_second_run_that_changes_an_invoice_or_a_status_is_noticed() -> None:
    later = _systems(("1", "Afgehandeld", "1"), ("2", "Compleet", "1"), ("3", "Compleet", "WACHT"), invoices=2)
    later.reeleezee["invoices"][0]["TotalNetAmount"] = Decimal("1.00")
    assert [str(change) for change in changes(_AFTER, later)] == [
        "invoice ab-1: after the second run: expected 126.75 net, None, got 1.00 net, None",
        "invoice ab-2: after the second run: expected nothing, got 126.75 net, None",
        "work order 2: after the second run: expected Compleet / 99, got Compleet / 1",
    ]


def _standing_as(stands_as: str, after: Systems) -> list[str]:
    expected = {"1": replace(_EXPECTED["3"], row_id="1", stands_as=stands_as)}
    return [str(difference) for difference in differences(expected, {}, _BEFORE, after)]


def test_what_a_person_decided_is_expected_instead_of_what_the_outcome_says() -> None:
    moved = _systems(("1", "Compleet", "0"))
    assert _standing_as("Compleet / 0", moved) == []
    assert _standing_as("", moved) == [
        "work order 1: status in OutSmart: expected Compleet / 1, got Compleet / 0",
    ]
    assert _standing_as("gone", _systems()) == []
    assert _standing_as("gone", moved) == ["work order 1: work order in OutSmart: expected gone, got Compleet / 0"]


def test_what_an_act_does_to_other_orders_and_invoices_is_noticed() -> None:
    own = {"1": _EXPECTED["1"]}
    later = _systems(("1", "Compleet", "99"), ("2", "Compleet", "1"), ("3", "Compleet", "WACHT"), invoices=2)
    later.reeleezee["invoices"][0]["TotalNetAmount"] = Decimal("1.00")
    assert [str(change) for change in changes_of_others(own, _AFTER, later)] == [
        "invoice ab-1: after the act: expected 126.75 net, None, got 1.00 net, None",
        "work order 2: after the act: expected Compleet / 99, got Compleet / 1",
    ]
