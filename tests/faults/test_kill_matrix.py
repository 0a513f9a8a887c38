"""Breaks every call of set-up, imports and export in every way, and proves that it comes out well all the same.

`make faults` runs every cell. Each commit runs a sample of its own; KILL_MATRIX_SEED draws that of another commit.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faults.blows import FAULTS
from tests.faults.course import FollowUp, Stage
from tests.faults.export_worlds import ExportWorld
from tests.faults.matrix import SAMPLES, cells, play_all, sample, seed
from tests.faults.world import RANDOM_ID, World
from tests.koppeling.export.couple import Couple

WORLDS = tuple(SAMPLES)
# The whole of each world is divided, so that processes can share it.
PARTS = 8


def _name(world: type[World]) -> str:
    return world.name.replace(" ", "-")


@pytest.mark.parametrize("world", WORLDS, ids=_name)
def test_the_clean_run_makes_the_same_calls_every_time(world: type[World], stage: Stage) -> None:
    calls, end = stage.clean(world)
    stage.forget()
    again, same_end = stage.clean(world)
    assert [RANDOM_ID.sub("", str(call)) for call in again] == [RANDOM_ID.sub("", str(call)) for call in calls]
    assert same_end == end
    assert any(call.is_write for call in calls)


def test_every_fault_and_every_call_meets_everything_that_may_follow(stage: Stage) -> None:
    found = [cell for world in WORLDS for cell in cells(stage, world)]
    calls = [(world, call) for world in WORLDS for call in stage.clean(world)[0]]
    assert {(str(c.fault), c.follow_up) for c in found} == {(str(f), u) for f in FAULTS for u in FollowUp}
    assert {(c.world, c.target, c.follow_up) for c in found} == {(*call, u) for call in calls for u in FollowUp}


def test_every_order_waits_to_be_exported_when_the_run_begins_that_is_broken(couple: Couple) -> None:
    world = ExportWorld(couple)
    assert {couple.status(row_id) for row_id in world.people.good | world.people.refused} == {("Compleet", "1")}
    assert len(world.people.edited) == 2


@pytest.mark.parametrize("world", WORLDS, ids=_name)
def test_a_sample_of_faults_does_no_harm(world: type[World], stage: Stage, tell: Callable[[str], None]) -> None:
    drawn = seed()
    tally = play_all(stage, sample(stage, world, drawn))
    tell(f"{world.name}: {tally}, KILL_MATRIX_SEED={drawn}")
    assert not tally.failed, f"run again with KILL_MATRIX_SEED={drawn}: {tally}\n" + "\n".join(tally.failed)


@pytest.mark.faults
@pytest.mark.parametrize("world", WORLDS, ids=_name)
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_no_fault_does_harm(world: type[World], part: int, stage: Stage, tell: Callable[[str], None]) -> None:
    tally = play_all(stage, cells(stage, world)[part - 1 :: PARTS])
    tell(f"{world.name}, part {part} of {PARTS}: {tally}")
    assert not tally.failed, f"{tally}\n" + "\n".join(tally.failed)
