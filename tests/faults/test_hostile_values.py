"""Proves that no value in any field of any record holds up other orders, or is billed as something else.

`make faults` tries several values in every field; each commit tries a sample, drawn again by KILL_MATRIX_SEED.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from tests.faults.course import Stage
from tests.faults.hostile_values import KINDS, VALUES, HostileCell, hostile_cells, play_hostile
from tests.faults.matrix import Tally, seed

A_FEW = 30
EACH = 3
PARTS = 8


def play_all(stage: Stage, chosen: Sequence[HostileCell]) -> Tally:
    endings = [(cell, play_hostile(stage, cell)) for cell in chosen]
    failed = (f"{cell}: {'; '.join(ending.problems)}" for cell, ending in endings if ending.problems)
    return Tally(len(endings), tuple(failed), sum(not ending.is_struck for _, ending in endings))


def test_every_kind_of_record_is_read_and_every_value_is_tried(stage: Stage) -> None:
    found = hostile_cells(stage, EACH)
    assert {cell.kind.name for cell in found} == {kind.name for kind in KINDS}
    assert {cell.value for cell in found} == set(VALUES)


def test_a_sample_of_hostile_values_does_no_harm(stage: Stage, tell: Callable[[str], None]) -> None:
    drawn = seed()
    chosen = random.Random(f"{drawn} hostile").sample(hostile_cells(stage, EACH), A_FEW)  # noqa: S311  no secret
    tally = play_all(stage, chosen)
    tell(f"hostile values: {tally}, KILL_MATRIX_SEED={drawn}")
    assert not tally.failed, f"run again with KILL_MATRIX_SEED={drawn}: {tally}\n" + "\n".join(tally.failed)


@pytest.mark.faults
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_no_hostile_value_does_harm(part: int, stage: Stage, tell: Callable[[str], None]) -> None:
    tally = play_all(stage, hostile_cells(stage, EACH)[part - 1 :: PARTS])
    tell(f"hostile values, part {part} of {PARTS}: {tally}")
    assert not tally.failed, f"{tally}\n" + "\n".join(tally.failed)
