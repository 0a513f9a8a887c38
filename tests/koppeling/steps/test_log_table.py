"""The result of a run as it stands in the task's log."""

import logging

import pytest

from koppeling.export.report import export_report
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason
from koppeling.steps.log_table import MOST_ROWS, log_orders, log_rows, table


def test_columns_are_aligned_and_amounts_stand_right() -> None:
    lines = table(("Werkbon", "Totaal", "Reden"), [("1", "8,00", ""), ("1001", "1210,00", "omdat")])
    assert lines == [
        "Werkbon   Totaal  Reden",
        "-------  -------  -----",
        "1           8,00",
        "1001     1210,00  omdat",
    ]


def test_a_long_name_is_cut_and_the_reason_is_whole() -> None:
    [_, _, line] = table(("Relatie", "Reden"), [("n" * 100, "r" * 100)])
    assert line == f"{'n' * 39}…  {'r' * 100}"


def test_no_more_than_so_many_rows_are_written_and_the_rest_is_counted() -> None:
    lines = table(("A", "B"), [(str(number), "") for number in range(MOST_ROWS + 7)], left_out=3)
    assert len(lines) == MOST_ROWS + 3
    assert lines[-1] == "… en 10 andere; zie XCom"


def test_the_export_writes_outcomes_amounts_and_reasons_in_dutch(caplog: pytest.LogCaptureFixture) -> None:
    outcomes = [
        Outcome("1", "WB-1", Result.EXPORTED, "Bakkerij", receipt_number="F1", net="10.00", vat="2.10", total="12.10"),
        Outcome("2", "WB-2", Result.REFUSED, "Slagerij", reason("relation_missing")),
    ]
    plan = {"outcomes": [o.as_json() for o in outcomes], "accepted": {}, "lines": {}, "preview": False}
    with caplog.at_level(logging.INFO):
        log_orders(export_report(plan, {"outcomes": [], "stopped": "te veel"}, ()))
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "1 gefactureerd, 1 geweigerd (99)"
    assert lines[3].split() == ["WB-1", "Bakkerij", "gefactureerd", "F1", "10,00", "2,10", "12,10"]
    assert "geweigerd (99)" in lines[4]
    assert "geen relatie met een debiteurnummer" in lines[4]
    assert "te veel" in lines[5]


def test_an_import_writes_its_counts_and_the_rows_to_look_at(caplog: pytest.LogCaptureFixture) -> None:
    row = {"key": "1001", "name": "Bakkerij", "outcome": "incomplete", "reason": "row_incomplete", "nl": "Geen adres."}
    counts = {"read": 3, "created": 1, "unchanged": 2, "conflict": 0}
    with caplog.at_level(logging.INFO):
        log_rows({"preview": True, "counts": counts, "rows": [row], "rows_left_out": 2})
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "Voorbeeld: 3 gelezen, 1 nieuw, 2 gelijk"
    assert lines[3].split() == ["1001", "Bakkerij", "onvolledig", "Geen", "adres."]
    assert lines[4] == "… en 2 andere; zie XCom"
