"""Multiplies the calls of every part with the faults and what follows them, and draws the sample of a commit.

A call that changes something meets every fault with everything that may follow. Of a call that only reads each fault
has one follow-up, in turn: so every fault meets every follow-up, and so does every call.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.blows import FAULTS
from tests.faults.course import Cell, FollowUp, Stage
from tests.faults.export_worlds import ExportByHandWorld, ExportWorld
from tests.faults.import_worlds import FirstMaterialsWorld, HourTypesWorld, MaterialsWorld, RelationsWorld
from tests.faults.setup_worlds import SettingsWorld, SetupWorld
from tests.faults.world import World

FOLLOW_UPS: Final = tuple(FollowUp)
# How many cells of each part every commit runs: all together some twenty seconds.
SAMPLES: Final[dict[type[World], int]] = {
    ExportWorld: 30,
    ExportByHandWorld: 10,
    RelationsWorld: 6,
    MaterialsWorld: 5,
    FirstMaterialsWorld: 5,
    HourTypesWorld: 5,
    SetupWorld: 6,
    SettingsWorld: 5,
}
OUTSIDE_GIT: Final = "0"


def cells(stage: Stage, world: type[World]) -> list[Cell]:
    """The cells of one part; its calls are those that a clean run was seen to make."""
    calls, _ = stage.clean(world)
    return [
        Cell(world, call, fault, follow_up)
        for place, call in enumerate(calls)
        for turn, fault in enumerate(FAULTS)
        if fault.fits(call)
        for follow_up in (FOLLOW_UPS if call.is_write else [FOLLOW_UPS[(place + turn) % len(FOLLOW_UPS)]])
    ]


def sample(stage: Stage, world: type[World], seed: str) -> list[Cell]:
    """As many cells as the part has in a commit, the same for the same seed."""
    found = cells(stage, world)
    return random.Random(f"{seed} {world.name}").sample(found, SAMPLES[world])  # noqa: S311  no secret


def seed() -> str:
    """`KILL_MATRIX_SEED`, or the commit, so that every commit draws another sample that can be drawn again."""
    return os.environ.get("KILL_MATRIX_SEED") or _commit()


def _commit() -> str:
    here = Path(__file__).parent
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or OUTSIDE_GIT


@dataclass(frozen=True)
class Tally:
    """How the cells came out; `failed` has a line for each that did harm."""

    run: int
    failed: tuple[str, ...]
    missed: int

    def __str__(self) -> str:
        missed = f", {self.missed} of which the second run took the call" if self.missed else ""
        return f"{self.run} cells run, {len(self.failed)} cells failed{missed}"


def play_all(stage: Stage, chosen: Sequence[Cell]) -> Tally:
    endings = [(cell, stage.play(cell)) for cell in chosen]
    failed = (f"{cell}: {'; '.join(ending.problems)}" for cell, ending in endings if ending.problems)
    return Tally(len(endings), tuple(failed), sum(not ending.is_struck for _, ending in endings))
