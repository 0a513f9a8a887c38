"""The work orders of the demo become what was worked out by hand, and the acts after them show every other reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.koppeling.export.couple import NAME, Couple, Json

from embedded.acts import act_differences, staged
from embedded.expectation import act_expectations, demo_settings, expectations
from embedded.results import order_results
from embedded.verdict import Systems, differences
from koppeling.reasons import catalogue
from koppeling.steps import import_steps
from sandbox.core.running import RunningSandbox
from sandbox.seeds.demo_acts import Act, demo_acts

# Told by the demo for what the export does not even read.
NOT_READ = {"not_complete", "other_work_status"}
# Of these the demo has no occasion: nobody names work orders by hand in it, and no run is killed before it settles.
NOT_PLAYED = {
    "asked_not_found": "test_plan.py::test_a_number_that_no_waiting_order_has_is_named_as_not_found",
    "invoiced_at_former_prices": "test_former_prices.py::test_what_changed_since_is_told_and_the_order_is_settled",
}


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Couple]:
    """Both systems of the demo under its settings, after its three imports."""
    with RunningSandbox("outsmart", "demo") as outsmart, RunningSandbox("reeleezee", "demo") as reeleezee:
        couple = Couple(outsmart, reeleezee, monkeypatch)
        save_demo_settings(couple)
        for kind in ("relations", "materials", "hour_types"):
            import_steps.sync(NAME, kind, preview=False)
        yield couple


def save_demo_settings(couple: Couple, **other: Any) -> None:
    couple.settings(**{name: value for name, value in (demo_settings() | other).items() if name != "koppeling"})


def systems(couple: Couple) -> Systems:
    return Systems(couple.outsmart.state(), couple.reeleezee.state())


def test_every_work_order_of_the_demo_becomes_what_was_worked_out_by_hand(demo: Couple) -> None:
    before = systems(demo)
    report = json.loads(json.dumps(demo.run().report))
    after = systems(demo)
    found = differences(expectations(), order_results([report]), before, after)
    assert [str(one) for one in found] == []


def test_the_acts_after_it_end_as_was_worked_out_by_hand_and_leave_both_systems_sound(demo: Couple) -> None:
    demo.run()
    switches = demo.outsmart.switches(), demo.reeleezee.switches()
    for act in demo_acts():
        save_demo_settings(demo, **act.settings)
        with staged(act, demo.outsmart, demo.reeleezee):
            before = systems(demo)
            report = json.loads(json.dumps(demo.run().report))
            after = systems(demo)
        found = act_differences(act, order_results([report]), before, after, is_red=bool(report["failure"]))
        assert [str(one) for one in found] == []
        assert_each_warning_is_expected(act, report)
    assert (demo.outsmart.switches(), demo.reeleezee.switches()) == switches
    left = set(demo.run().results.values())
    assert left <= {"skipped"}


def assert_each_warning_is_expected(act: Act, report: Json) -> None:
    wanted = {row_id: one.warnings for row_id, one in act_expectations(act).items() if one.is_exported}
    told = {row["row_id"]: {w["code"] for w in row["warnings"]} for row in report["outcomes"]}
    assert {row_id: told[row_id] for row_id in wanted} == wanted


def test_the_demo_shows_every_reason_of_a_work_order() -> None:
    expected = [*expectations().values(), *(one for act in demo_acts() for one in act_expectations(act).values())]
    shown = {one.reason for one in expected} | {code for one in expected for code in one.warnings}
    wanted = {row.code for row in catalogue().values() if row.kind in {"refusal", "warning", "skip"}} - set(NOT_PLAYED)
    assert wanted <= shown
    deferrals = {row.code for row in catalogue().values() if row.kind == "deferral"}
    assert shown - {""} - NOT_READ - deferrals == wanted


@pytest.mark.parametrize("test", NOT_PLAYED.values())
def test_what_the_demo_does_not_play_has_a_test_of_its_own(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in Path(__file__).with_name(file).read_text(encoding="utf-8")
