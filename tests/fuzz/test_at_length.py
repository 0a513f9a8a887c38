"""Gives hostile input the time that `make fuzz` was asked for: the same tests, with many times the examples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.fuzz.hostile import TIMES

HERE = Path(__file__).resolve().parent


@pytest.mark.fuzz
def test_hostile_input_does_no_harm_for_longer() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow and not fuzz", str(HERE)]
    ended = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, check=False)
    print(f"parsers, {TIMES} times the examples: {ended.stdout.strip().splitlines()[-1]}")  # noqa: T201
    assert ended.returncode == 0, ended.stdout
