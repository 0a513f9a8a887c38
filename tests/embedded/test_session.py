"""Stopping a session ends all that it started, also what does not listen, and nothing else."""

import os
import signal
import sys
import time
from pathlib import Path

from embedded.session import Session

_STUBBORN_CHILD = """
import signal, subprocess, sys, time
code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
child.stdout.readline()
for asking in (signal.SIGINT, signal.SIGTERM):  # SIGTERM where the tests themselves run in the background
    signal.signal(asking, lambda *_: sys.exit(3))
print("ready", child.pid, flush=True)
time.sleep(600)
"""


def test_stopping_ends_a_child_that_ignores_the_signal(tmp_path: Path) -> None:
    log = tmp_path / "log" / "out.log"
    session = Session([sys.executable, "-c", _STUBBORN_CHILD], os.environ, tmp_path, log)
    child = _child_pid(log)
    assert session.exit_code is None
    session.stop()
    assert session.exit_code == 3
    assert session.members() == []
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text(encoding="utf-8")


def test_stopping_twice_is_harmless_and_other_processes_live_on(tmp_path: Path) -> None:
    other = Session(
        [sys.executable, "-c", "import time; time.sleep(600)"], os.environ, tmp_path, tmp_path / "other.log"
    )
    session = Session([sys.executable, "-c", "pass"], os.environ, tmp_path, tmp_path / "out.log")
    session.stop()
    session.stop()
    assert session.exit_code is not None
    assert other.exit_code is None
    other.stop()


def test_a_killed_program_takes_its_children_along_or_leaves_them_as_asked(tmp_path: Path) -> None:
    for with_children in (True, False):
        log = tmp_path / f"{with_children}.log"
        session = Session([sys.executable, "-c", _STUBBORN_CHILD], os.environ, tmp_path, log)
        child = _child_pid(log)
        session.kill(with_children=with_children)
        assert session.exit_code == -signal.SIGKILL
        assert session.members() == ([] if with_children else [child])
        session.stop()
        assert session.members() == []


def _child_pid(log: Path) -> int:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        words = log.read_text(encoding="utf-8").split() if log.exists() else []
        if words[:1] == ["ready"] and len(words) == 2:
            return int(words[1])
        time.sleep(0.05)
    raise AssertionError("the program did not start")
