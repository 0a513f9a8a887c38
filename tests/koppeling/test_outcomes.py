"""Outcomes go through Airflow's XCom as JSON and come back as they were."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason, short

FULL = Outcome(
    "5512001",
    "WB-2026-00001",
    Result.EXPORTED_CHANGED_MEANWHILE,
    relation="Mevr. A. Zomerdijk",
    reason=reason("no_longer_waiting"),
    warnings=(reason("line_left_out", name="Koperbuis"), reason("vat_rounding", stored="0.45", computed="0.44")),
    invoice_id="5ae8dc61-d85b-58cc-b5d2-fdd66275ab10",
    receipt_number="2026-7",
    net="126.75",
    vat="26.62",
    total="153.37",
    left_out=1,
    fingerprint="0123456789abcdef",
)


def test_an_outcome_with_everything_survives_json() -> None:
    assert Outcome.from_json(json.loads(json.dumps(FULL.as_json()))) == FULL


def test_every_field_of_an_outcome_is_told() -> None:
    told = FULL.as_json()

    assert told["outcome"] == "exported_changed_meanwhile"
    assert (told["reason"], told["values"]) == ("no_longer_waiting", {})
    assert told["nl"] == "De werkbon staat niet meer op Compleet met status 1."
    assert told["en"] == "The work order is no longer Compleet with status 1."
    assert [w["code"] for w in told["warnings"]] == ["line_left_out", "vat_rounding"]
    assert told["warnings"][0]["nl"] == "Regel weggelaten wegens aantal of tijd 0: Koperbuis."
    assert (told["net"], told["vat"], told["total"], told["left_out"]) == ("126.75", "26.62", "153.37", 1)


@given(st.sampled_from(Result), st.text(), st.text(max_size=300))
def test_any_result_and_text_survives_json(result: Result, relation: str, name: str) -> None:
    outcome = Outcome("1", "2", result, relation=relation, reason=reason("material_without_code", name=name))

    told = Outcome.from_json(json.loads(json.dumps(outcome.as_json())))

    assert told == replace(outcome, relation=short(relation))


def test_an_outcome_without_reason_tells_empty_texts() -> None:
    bare = Outcome("5512001", "WB-1", Result.EXPORTED)

    assert bare.as_json()["reason"] == bare.as_json()["nl"] == bare.as_json()["en"] == ""
    assert Outcome.from_json(bare.as_json()) == bare


def test_a_warning_is_added_behind_those_there_are() -> None:
    warned = FULL.with_warning(reason("archived"))

    assert [w.code for w in warned.warnings] == ["line_left_out", "vat_rounding", "archived"]
    assert len(FULL.warnings) == 2


def test_what_a_database_cannot_keep_stays_out_of_the_report() -> None:
    shown = Outcome("1", "WB\x00-1", Result.SKIPPED, relation="Bakker\x00 \ud83d Jansen").as_json()
    assert (shown["work_order"], shown["relation"]) == ("WB-1", "Bakker Jansen")
