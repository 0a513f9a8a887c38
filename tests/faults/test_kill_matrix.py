"""Breaks every call of set-up, imports and export in every way, and proves that it comes out well all the same.

`make faults` runs every cell. Each commit runs a sample of its own; KILL_MATRIX_SEED draws that of another commit.
"""

from __future__ import annotations

import pytest
from tests.faults.blows import FAULTS
from tests.faults.course import FollowUp, Stage
from tests.faults.matrix import SAMPLES, cells, failures, sample, seed
from tests.faults.world import RANDOM_ID, World

WORLDS = tuple(SAMPLES)
# The whole matrix in parts that processes can share.
SHARDS = 4


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


@pytest.mark.parametrize("world", WORLDS, ids=_name)
def test_a_sample_of_faults_does_no_harm(world: type[World], stage: Stage) -> None:
    drawn = seed()
    failed = failures(stage, sample(stage, world, drawn), f"{world.name}, KILL_MATRIX_SEED={drawn}")
    assert not failed, f"run again with KILL_MATRIX_SEED={drawn}: " + "\n".join(failed)


@pytest.mark.faults
@pytest.mark.parametrize("world", WORLDS, ids=_name)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_fault_does_harm(world: type[World], shard: int, stage: Stage) -> None:
    chosen = cells(stage, world)[shard::SHARDS]
    assert failures(stage, chosen, f"{world.name}, part {shard + 1} of {SHARDS}") == []
