"""Runs one `airflow` command to its end, with the reason in one sentence when it fails."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from embedded.errors import EmbeddedError


def airflow_command(*arguments: str) -> list[str]:
    """The command as this very Python would run it, whatever `airflow` the machine has."""
    return [sys.executable, "-m", "airflow", *arguments]


def run_airflow(environment: Mapping[str, str], directory: Path, *arguments: str) -> None:
    """Run the command; raises EmbeddedError with its last words."""
    # the command is ours; no part of it comes from outside
    done = subprocess.run(  # noqa: S603
        airflow_command(*arguments),
        env=dict(environment),
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise EmbeddedError(f"`airflow {' '.join(arguments)}` failed: {done.stderr.strip()[-300:]}")
