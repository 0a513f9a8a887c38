"""Which refusals a digest may still tell of, run after run."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from koppeling.notices.standing import MOST_BYTES, remember, standing
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason

MORNING = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
Json = dict[str, Any]


def refused(row_id: str, code: str = "relation_missing", /, **values: str) -> Json:
    return Outcome(row_id, f"WB-{row_id}", Result.REFUSED, "Bakkerij Korenbloem", reason(code, **values)).as_json()


def became(row_id: str, result: Result, net: str = "") -> Json:
    return Outcome(row_id, f"WB-{row_id}", result, "Bakkerij Korenbloem", net=net).as_json()


def after(*runs: list[Json]) -> Json:
    kept: Json = {}
    for number, rows in enumerate(runs):
        kept = json.loads(json.dumps(remember(kept, rows, run=f"run {number}", at=MORNING + timedelta(hours=number))))
    return kept


def told(kept: Json) -> list[tuple[str, str]]:
    return [(one.row_id, one.reason.code) for one in standing(kept, MORNING - timedelta(days=1)).refusals]


def test_a_refusal_stands_until_the_work_order_is_billed_or_left_alone() -> None:
    first = [refused("1"), refused("2"), refused("3")]
    assert told(after(first)) == [("1", "relation_missing"), ("2", "relation_missing"), ("3", "relation_missing")]
    second = [became("1", Result.EXPORTED, "10.00"), became("2", Result.SKIPPED), became("3", Result.DEFERRED)]
    assert told(after(first, second)) == [("3", "relation_missing")]


def test_the_latest_reason_and_moment_count() -> None:
    kept = after([refused("1")], [refused("1", "nothing_to_invoice", work_order="WB-1", left_out="")])
    [one] = standing(kept, MORNING).refusals
    assert (one.reason.code, one.at) == ("nothing_to_invoice", MORNING + timedelta(hours=1))
    assert one.reason.nl.startswith("Werkbon WB-1 heeft geen materialen")


def test_a_run_that_is_cleared_and_told_again_counts_once() -> None:
    rows = [became("1", Result.EXPORTED, "10.25"), became("2", Result.EXPORTED_CHANGED_MEANWHILE, "5.50")]
    once = remember({}, rows, run="a", at=MORNING)
    twice = remember(once, rows, run="a", at=MORNING + timedelta(minutes=1))
    known = standing(twice, MORNING - timedelta(hours=1))
    assert (known.exported, known.net) == (2, Decimal("15.75"))


def test_what_was_billed_before_the_asked_moment_is_not_counted() -> None:
    kept = after([became("1", Result.EXPORTED, "10.00")], [became("2", Result.EXPORTED, "1.00")])
    known = standing(kept, MORNING)
    assert (known.exported, known.net) == (1, Decimal("1.00"))


def test_more_refusals_than_airflow_can_keep_lose_the_oldest_and_tell_how_many() -> None:
    name = "é" * 200
    rows = [refused(str(number), "material_unknown", code=f"A-{number}", name=name) for number in range(400)]
    kept = after([rows[0]], rows[1:], [refused("last")])
    assert len(json.dumps(kept).encode()) <= MOST_BYTES
    known = standing(kept, MORNING)
    assert known.forgotten + len(known.refusals) == 401
    assert "0" not in {one.row_id for one in known.refusals}
    assert known.refusals[-1].row_id == "last"


def test_a_refusal_that_another_version_remembered_keeps_no_other_from_being_told() -> None:
    kept = after([refused("1"), refused("2"), refused("3")])
    kept["refused"]["1"]["code"] = "a_code_of_another_version"
    del kept["refused"]["3"]["relation"]
    assert told(kept) == [("2", "relation_missing")]
    assert standing(kept, MORNING).forgotten == 2


def test_an_outcome_that_cannot_be_remembered_keeps_no_other_from_being_remembered() -> None:
    odd = {name: value for name, value in refused("1").items() if name != "values"}
    assert told(after([odd, refused("2")])) == [("2", "relation_missing")]
