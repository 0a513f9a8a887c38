"""Says what is killed and when: each blow falls at its moment in a run, as often as the run lives to see it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.chaos.installation import Installation

_TASK = re.compile(r"airflow worker -- [0-9a-f]{8}-")
_BUSY_WORKER = re.compile(r"airflow worker -- LocalExecutor: (?!<idle>)")
Pause = Callable[[float], None]
Strike = Callable[[Installation, Random, Pause], bool]


@dataclass(frozen=True)
class Blow:
    """Falls so many seconds after the run made so many invoices; `strike` tells whether it hit anything."""

    kind: str
    strike: Strike
    after_invoices: int = 0
    after_seconds: float = 0.0


def kill_task(installation: Installation, random: Random, pause: Pause) -> bool:
    """The process of a task, as an out-of-memory killer takes it."""
    return _kill_one_of(_TASK, installation, random)


def kill_worker(installation: Installation, random: Random, pause: Pause) -> bool:
    """The process that watches over a task; the task itself goes on without anyone to tell."""
    return _kill_one_of(_BUSY_WORKER, installation, random)


def kill_scheduler(installation: Installation, random: Random, pause: Pause) -> bool:
    """The scheduler with the tasks that it runs, as when its container dies; it comes back within seconds."""
    return _kill_program("scheduler", installation, random, pause, with_children=True)


def kill_scheduler_alone(installation: Installation, random: Random, pause: Pause) -> bool:
    """The scheduler without the tasks that it runs: they go on while the next scheduler starts them again."""
    return _kill_program("scheduler", installation, random, pause, with_children=False)


def kill_either_scheduler(installation: Installation, random: Random, pause: Pause) -> bool:
    """One of two schedulers with its tasks; the other one goes on."""
    name = random.choice([name for name in installation.parts.names if name.startswith("scheduler")])
    return _kill_program(name, installation, random, pause, with_children=True)


def kill_api_server(installation: Installation, random: Random, pause: Pause) -> bool:
    """What running tasks report to."""
    return _kill_program("api-server", installation, random, pause, with_children=True)


def kill_database(installation: Installation, random: Random, pause: Pause) -> bool:
    """Kill -9 of PostgreSQL; it is back after a few seconds."""
    installation.database.kill()
    pause(random.uniform(2, 5))
    installation.database.start()
    return True


def cut_off_database(seconds: float) -> Strike:
    """A strike that stops PostgreSQL at once and keeps it away for so long."""

    def cut_off(installation: Installation, random: Random, pause: Pause) -> bool:
        installation.database.stop()
        pause(seconds)
        installation.database.start()
        return True

    return cut_off


def _kill_program(name: str, installation: Installation, random: Random, pause: Pause, *, with_children: bool) -> bool:
    installation.parts.kill(name, with_children=with_children)
    pause(random.uniform(0, 4))
    installation.parts.start_again(name)
    return True


def _kill_one_of(title: re.Pattern[str], installation: Installation, random: Random) -> bool:
    found = [pid for pid in installation.parts.pids() if title.match(_title(pid))]
    if not found:
        return False
    try:
        os.kill(random.choice(found), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
