"""Runs Airflow's programs each by itself, as in production, so that one of them can be killed and started again."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from embedded.command import airflow_command
from embedded.errors import EmbeddedError
from embedded.health import healthy_components
from embedded.ports import free_port
from embedded.session import Session

PROGRAMS = ("api-server", "scheduler", "dag-processor", "triggerer")
_COMPONENT_OF = {
    "api-server": "metadatabase",
    "scheduler": "scheduler",
    "dag-processor": "dag_processor",
    "triggerer": "triggerer",
}
_READY_SECONDS = 180.0


class AirflowInParts:
    """The programs of one Airflow; the environment must name their common database and secrets."""

    def __init__(self, environment: Mapping[str, str], folder: Path, programs: Sequence[str] = PROGRAMS) -> None:
        self.base_url = environment["AIRFLOW__API__BASE_URL"]
        self._environment = dict(environment)
        self._folder = folder
        self._programs = tuple(programs)
        self._program_of: dict[str, str] = {}
        self._running: dict[str, Session] = {}
        self._left_behind: list[Session] = []

    def __enter__(self) -> Self:
        try:
            for program in self._programs:
                self.start(program)
            self.wait_until_healthy()
        except BaseException:  # Ctrl-C too must not leave them running; the cause goes on
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def names(self) -> list[str]:
        """The programs that are meant to run."""
        return list(self._running)

    def start(self, program: str, name: str = "") -> None:
        """Start a program; a second one of a kind needs a name of its own."""
        name = name or program
        self._program_of[name] = program
        # two programs of one kind serve their logs on one machine
        own_ports = {
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
        }
        self._running[name] = Session(
            airflow_command(program), {**self._environment, **own_ports}, self._folder, self._folder / f"{name}.log"
        )

    def start_again(self, name: str) -> None:
        """Start a program that was killed, as it was started before."""
        self.start(self._program_of[name], name)

    def kill(self, name: str, *, with_children: bool = True) -> None:
        """Kill -9 of a program, of its children as well when asked; it stays away until it is started again."""
        session = self._running.pop(name)
        session.kill(with_children=with_children)
        if not with_children:
            self._left_behind.append(session)

    def end(self, name: str) -> None:
        """Ask a program to stop and wait for it."""
        self._running.pop(name).stop()

    def start_ended(self) -> list[str]:
        """Start again what has ended by itself, as a container's restart policy would; answers with their names."""
        ended = [name for name, session in self._running.items() if session.exit_code is not None]
        for name in ended:
            # what the program left running is ended as well: a container takes all its processes along
            self._running.pop(name).kill()
            self.start_again(name)
        return ended

    def pids(self) -> list[int]:
        """Every process of every program, also of those that were killed without their children."""
        return [pid for session in (*self._running.values(), *self._left_behind) for pid in session.members()]

    def stop(self) -> None:
        """End everything."""
        for session in self._running.values():
            session.ask_to_stop()
        for session in (*self._running.values(), *self._left_behind):
            session.stop()
        self._running.clear()
        self._left_behind.clear()

    def wait_until_healthy(self) -> None:
        """Return when all parts are healthy; raises EmbeddedError with the last lines of their logs."""
        wanted = {_COMPONENT_OF[program] for program in self._programs}
        end = time.monotonic() + _READY_SECONDS
        while missing := wanted - healthy_components(self.base_url):
            if time.monotonic() > end:
                logs = "\n".join(self.last_words(name) for name in self._running)
                raise EmbeddedError(f"Airflow is not healthy, {', '.join(sorted(missing))} missing:\n{logs}")
            time.sleep(0.3)

    def last_words(self, name: str) -> str:
        """The end of a program's log."""
        file = self._folder / f"{name}.log"
        return f"{name}: {file.read_text(encoding='utf-8', errors='replace')[-1500:] if file.exists() else 'no log'}"
