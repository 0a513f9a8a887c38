"""An act is put on both stages for one run and cleared again, also when that run breaks off."""

from __future__ import annotations

from typing import Any

import pytest

from embedded.acts import act_differences, staged
from embedded.results import order_results
from embedded.verdict import Systems
from sandbox.seeds.demo_acts import Act, ActStory, Stage, demo_acts

Json = dict[str, Any]
FAULT = {"match": "PUT /Customers", "kind": "status"}
ORDER = {"id": "1"}
STORY = ActStory("1", "An order.", ORDER, {"outcome": "refused", "reason": "relation_refused"})
AGAIN = ActStory("2", "It is still there.", None, {"outcome": "deferred"})
ACT = Act(
    title="Een bedrijf / An act",
    settings={},
    red=True,
    outsmart=Stage(records=(("relations", {"name": "R"}),)),
    reeleezee=Stage(switches={"page_size": 2}, faults=(FAULT,)),
    stories=(STORY, AGAIN),
)


class Recorded:
    """A system that only remembers what was asked of it."""

    def __init__(self) -> None:
        self.acted: list[tuple[str, Json]] = []
        self.values: Json = {"page_size": 1000, "other": True}
        self.plan: list[Json] = []

    def act(self, path: str, body: Json) -> None:
        self.acted.append((path, body))

    def switches(self) -> Json:
        return dict(self.values)

    def switch(self, **values: Any) -> None:
        self.values |= values

    def faults(self, plan: list[Json]) -> None:
        self.plan = plan


def test_the_stage_is_set_for_the_run_and_cleared_after_it() -> None:
    outsmart, reeleezee = Recorded(), Recorded()
    with staged(ACT, outsmart, reeleezee):
        assert outsmart.acted == [("relations", {"name": "R"}), ("workorders", ORDER)]
        assert (reeleezee.values["page_size"], reeleezee.plan) == (2, [FAULT])
    assert (reeleezee.values, reeleezee.plan) == ({"page_size": 1000, "other": True}, [])


def test_the_stage_is_cleared_when_the_run_breaks_off() -> None:
    outsmart, reeleezee = Recorded(), Recorded()
    with pytest.raises(KeyboardInterrupt), staged(ACT, outsmart, reeleezee):
        raise KeyboardInterrupt
    assert (reeleezee.values["page_size"], reeleezee.plan) == (1000, [])


def _found(*, is_red: bool, **other: str) -> list[str]:
    told = [
        {"row_id": "1", "outcome": "refused", "reason": "relation_refused"},
        {"row_id": "2", "outcome": "deferred"},
        *({"row_id": row_id.removeprefix("row_"), "outcome": outcome} for row_id, outcome in other.items()),
    ]

    def now(work_status: str) -> Systems:
        rows = [("1", work_status), ("2", "1"), ("3", "1")]
        orders = [{"id": row_id, "status": "Compleet", "WorkStatus": status} for row_id, status in rows]
        return Systems({"workorders": orders}, {"invoices": []})

    results = order_results([{"outcomes": told}])
    return [str(one) for one in act_differences(ACT, results, now("1"), now("99"), is_red=is_red)]


def test_an_act_as_expected_has_no_difference_whatever_was_left_alone() -> None:
    assert _found(is_red=True, row_3="skipped") == []


def test_the_colour_of_the_run_and_an_order_of_nobodys_are_noticed() -> None:
    assert _found(is_red=False, row_3="refused") == [
        "work order 3: reported outcome: expected nothing, got refused",
        "act 'Een bedrijf / An act': run: expected red, got green",
    ]


def test_every_act_says_in_two_languages_what_it_is_about_and_tells_new_stories() -> None:
    acts = demo_acts()
    assert all(" / " in act.title for act in acts)
    stories = [one.story for act in acts for one in act.stories]
    assert len(set(stories)) == len(stories)
    made = [one.row_id for act in acts for one in act.stories if one.order is not None]
    assert len(set(made)) == len(made)
