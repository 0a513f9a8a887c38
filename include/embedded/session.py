"""Starts a program with all that it starts in a session of its own, so that stopping it leaves nothing behind."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_GRACE_SECONDS = 20.0
_TERM_SECONDS = 5.0


class Session:
    """One program and its descendants; only these are ever signalled."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], directory: Path, log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = self._started(command, environment, directory, output)
        self.log = log
        self._asked = False

    @staticmethod
    def _started(
        command: Sequence[str], environment: Mapping[str, str], directory: Path, output: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        # the command is ours, from this package; no part of it comes from outside
        return subprocess.Popen(  # noqa: S603
            list(command),
            env=dict(environment),
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def exit_code(self) -> int | None:
        """The exit code of the program itself, None while it runs."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Ask the program, once, without waiting; for stopping several at the same time."""
        if not self._asked and self.exit_code is None:
            self._process.send_signal(_asking_signal())
        self._asked = True

    def stop(self) -> None:
        """Ask the program to stop, then make sure that nothing of its session is left."""
        self.ask_to_stop()
        self._wait_for_program(_GRACE_SECONDS)
        self._signal_members(signal.SIGTERM)
        self._wait_for_members(_TERM_SECONDS)
        self._signal_members(signal.SIGKILL)
        self._wait_for_members(_TERM_SECONDS)
        self._process.wait()

    def kill(self, *, with_children: bool = True) -> None:
        """Kill -9 of the program at once, of all its descendants as well unless they are to live on."""
        if with_children:
            # again as long as there is somebody: one of them may have started another in between
            while self.members():
                self._signal_members(signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    def members(self) -> list[int]:
        """The program and its descendants, as far as they are alive."""
        self._process.poll()
        return [pid for pid in _running_pids() if _session_of(pid) == self._process.pid]

    def _wait_for_program(self, seconds: float) -> None:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def _wait_for_members(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.members() and time.monotonic() < end:
            time.sleep(0.1)

    def _signal_members(self, kind: signal.Signals) -> None:
        for pid in self.members():
            try:
                os.kill(pid, kind)
            except ProcessLookupError:
                continue


def _asking_signal() -> signal.Signals:
    """SIGINT, unless we were started with it ignored (in the background), which the program has inherited."""
    return signal.SIGTERM if signal.getsignal(signal.SIGINT) is signal.SIG_IGN else signal.SIGINT


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None


def _running_pids() -> list[int]:
    processes = Path("/proc")
    if processes.is_dir():
        return [int(entry.name) for entry in processes.iterdir() if entry.name.isdecimal() and not _is_dead(entry)]
    listing = subprocess.run(["ps", "-A", "-o", "pid="], capture_output=True, text=True, check=True)  # noqa: S607
    return [int(line) for line in listing.stdout.split()]


def _is_dead(process: Path) -> bool:
    """Whether the process has ended and only waits for its parent to notice."""
    try:
        return process.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
