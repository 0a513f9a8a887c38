"""Changes master data and settings between any two calls of an export, and proves that nothing is lost or billed wrong.

`make faults` runs every cell; each commit runs a sample of its own, drawn again by KILL_MATRIX_SEED.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from tests.faults.changes import CHANGES, ChangedCell, ChangingWorld, changed_cells, play_changed
from tests.faults.course import Stage
from tests.faults.matrix import Tally, seed

A_FEW = 30
PARTS = 4


def play_all(stage: Stage, chosen: Sequence[ChangedCell]) -> Tally:
    endings = [(cell, play_changed(stage, cell)) for cell in chosen]
    failed = (f"{cell}: {'; '.join(ending.problems)}" for cell, ending in endings if ending.problems)
    return Tally(len(endings), tuple(failed), sum(not ending.is_struck for _, ending in endings))


def test_every_change_comes_before_every_call(stage: Stage) -> None:
    found, (calls, _) = changed_cells(stage), stage.clean(ChangingWorld)
    assert {(cell.target, cell.change) for cell in found} == {(call, change) for call in calls for change in CHANGES}
    assert any(cell.fault for cell in found)


def test_a_sample_of_changes_does_no_harm(stage: Stage, tell: Callable[[str], None]) -> None:
    drawn = seed()
    chosen = random.Random(f"{drawn} changes").sample(changed_cells(stage), A_FEW)  # noqa: S311  no secret
    tally = play_all(stage, chosen)
    tell(f"changes: {tally}, KILL_MATRIX_SEED={drawn}")
    assert not tally.failed, f"run again with KILL_MATRIX_SEED={drawn}: {tally}\n" + "\n".join(tally.failed)


@pytest.mark.faults
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_no_change_does_harm(part: int, stage: Stage, tell: Callable[[str], None]) -> None:
    tally = play_all(stage, changed_cells(stage)[part - 1 :: PARTS])
    tell(f"changes, part {part} of {PARTS}: {tally}")
    assert not tally.failed, f"{tally}\n" + "\n".join(tally.failed)
