"""One row per work order, its last outcome, and when a run must be red."""

from typing import Any

import pytest

from koppeling.export.report import export_report, readable
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason

Json = dict[str, Any]


def row(row_id: str, result: Result, code: str = "", **values: str) -> Json:
    why = reason(code, **values) if code else None
    return Outcome(row_id, f"WB-{row_id}", result, reason=why, fingerprint="f").as_json()


def plan(*outcomes: Json, accepted: tuple[str, ...] = (), **more: Any) -> Json:
    made = {"outcomes": list(outcomes), "accepted": dict.fromkeys(accepted, "f"), "preview": False, "lines": {}}
    return {**made, **more}


def posted(*outcomes: Json, stopped: str = "") -> Json:
    return {"outcomes": list(outcomes), "stopped": stopped}


SKIPPED = row("1", Result.SKIPPED, "archived")
REFUSED = row("2", Result.REFUSED, "relation_missing")
EXPORTED = row("3", Result.EXPORTED)


def test_every_work_order_is_told_once_sorted_by_outcome_and_number() -> None:
    report = export_report(plan(SKIPPED, REFUSED, accepted=("3", "4")), posted(row("4", Result.EXPORTED), EXPORTED), [])

    assert [(r["outcome"], r["work_order"]) for r in report["outcomes"]] == [
        ("exported", "WB-3"), ("exported", "WB-4"), ("refused", "WB-2"), ("skipped", "WB-1")
    ]  # fmt: skip
    assert report["counts"] == {"exported": 2, "refused": 1, "skipped": 1}
    assert (report["failure"], report["preview"]) == ("", False)


def test_each_work_order_is_one_readable_line() -> None:
    exported = {**EXPORTED, "net": "10.00", "vat": "2.10", "total": "12.10", "receipt_number": "RLZ-7"}
    warned = {**exported, "warnings": [{"code": "x", "nl": "Let op de btw.", "en": "Mind the VAT."}]}

    assert readable({"outcomes": [warned, REFUSED]}) == [
        "WB-3 · gefactureerd · RLZ-7 · 10.00 + 2.10 btw = 12.10 · Let op de btw.",
        f"WB-2 · geweigerd (99) · {REFUSED['nl']}",
    ]


@pytest.mark.parametrize("result", Result)
def test_every_outcome_has_a_dutch_word(result: Result) -> None:
    assert readable({"outcomes": [row("1", result)]})[0].startswith("WB-1 · ")


def test_a_later_step_tells_the_outcome_anew() -> None:
    gone = row("2", Result.SKIPPED, "no_longer_waiting")

    report = export_report(plan(REFUSED), posted(), [gone])

    assert [(r["outcome"], r["reason"]) for r in report["outcomes"]] == [("skipped", "no_longer_waiting")]
    assert export_report(plan(EXPORTED), posted(REFUSED | {"row_id": "3"}), [])["counts"] == {"refused": 1}


def test_what_only_machines_need_is_left_out_and_both_languages_stay() -> None:
    (told,) = export_report(plan(REFUSED), None, [])["outcomes"]

    assert "fingerprint" not in told
    assert "values" not in told
    assert told["nl"].startswith("Op de werkbon staat geen relatie")
    assert told["en"].startswith("The work order has no relation")


def test_a_preview_shows_the_lines_of_what_would_be_exported() -> None:
    would = row("5", Result.WOULD_BE_EXPORTED)
    lines = [{"description": "Koperbuis", "net": "33.00"}]

    report = export_report(plan(would, REFUSED, preview=True, lines={"5": lines}), None, [])

    assert report["preview"] is True
    assert [r.get("lines") for r in report["outcomes"]] == [None, lines]


@pytest.mark.parametrize("result", [Result.EXPORTED, Result.REFUSED, Result.SKIPPED])
def test_a_run_in_which_everything_was_decided_is_green(result: Result) -> None:
    assert export_report(plan(accepted=("3",)), posted(row("3", result)), [])["failure"] == ""


def test_a_deferred_work_order_makes_the_run_red_with_its_reason() -> None:
    waiting = row("6", Result.DEFERRED, "connection_trouble", problem="time-out")

    failure = export_report(plan(accepted=("3", "6")), posted(EXPORTED, waiting), [])["failure"]

    assert failure.startswith("1 werkbonnen wachten op de volgende ronde / work orders wait")
    assert "Werkbon WB-6: Storing in de verbinding (time-out)" in failure


def test_an_order_changed_while_it_was_invoiced_turns_the_run_red() -> None:
    values = {"invoiced": "3× KRAAN", "now": "7× KRAAN", "receipt_number": "2026-7"}
    changed = row("6", Result.EXPORTED_CHANGED_MEANWHILE, "changed_meanwhile", **values)

    failure = export_report(plan(accepted=("3", "6")), posted(EXPORTED, changed), [])["failure"]

    assert failure.startswith("1 werkbonnen zijn gewijzigd terwijl ze gefactureerd werden / work orders")
    assert "2026-7" in failure


def test_a_work_order_that_somebody_changed_during_the_run_does_not_make_it_red() -> None:
    changed = row("6", Result.DEFERRED, "changed_since_plan")

    assert export_report(plan(accepted=("6",)), posted(changed), [])["failure"] == ""


def test_a_stopped_run_is_red_for_the_reason_it_stopped() -> None:
    waiting = row("6", Result.DEFERRED, "run_stopped", problem="x")

    failure = export_report(plan(accepted=("6",)), posted(waiting, stopped="verkeerde rekening"), [])["failure"]

    assert failure == "De ronde is gestopt / the run was stopped: verkeerde rekening"


@pytest.mark.parametrize("later", [None, posted(EXPORTED)])
def test_an_accepted_work_order_of_which_nobody_told_makes_the_run_red(later: Json | None) -> None:
    failure = export_report(plan(accepted=("3", "7")), later, [])["failure"]

    assert failure.startswith("2 werkbonnen" if later is None else "1 werkbonnen")
    assert "zijn niet behandeld" in failure


def test_an_order_that_changed_while_it_was_invoiced_makes_the_run_red_and_is_named() -> None:
    changed = row(
        "7", Result.EXPORTED_CHANGED_MEANWHILE, "changed_meanwhile", receipt_number="RLZ-7", invoiced="1", now="2"
    )

    report = export_report(plan(accepted=("3", "7")), posted(EXPORTED, changed), [])

    assert "WB-7" in report["failure"]
    assert "gewijzigd terwijl ze gefactureerd werden" in report["failure"]
