"""Starts a PostgreSQL server of its own, without containers, for tests that need a real database and may kill it."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from embedded.errors import EmbeddedError
from embedded.ports import HOST, free_port

_USER = "airflow"
_SYSTEM_USER = "postgres"
_START_SECONDS = 60.0
_COMMAND_SECONDS = 120.0


def missing_postgres() -> str:
    """Why no server can be started on this machine; empty when one can."""
    if _programs() is None:
        return "PostgreSQL (initdb, pg_ctl) is not installed"
    if _is_root() and not _has_system_user():
        return "PostgreSQL does not run as root, and there is no user postgres"
    return ""


class NativePostgres:
    """A server on a free port with one user and one database, both `airflow`; its data are gone with the folder.

    The folder must be reachable by the user `postgres` when this program runs as root.
    """

    def __init__(self, folder: Path, password: str) -> None:
        programs = _programs()
        if programs is None or missing_postgres():
            raise EmbeddedError(missing_postgres())
        self.port = free_port()
        self._programs: Path = programs
        self._folder = folder
        self._data = folder / "data"
        self._password = password

    @property
    def url(self) -> str:
        """Where Airflow finds its database."""
        return f"postgresql+psycopg2://{_USER}:{self._password}@{HOST}:{self.port}/{_USER}"

    def __enter__(self) -> Self:
        self._make()
        self.start()
        try:
            self._run("createdb", *self._client_options(), _USER)
        except BaseException:  # Ctrl-C too must not leave the server running; the cause goes on
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, also after it was killed: what the dead server held must first be let go."""
        options = f"-p {self.port} -c listen_addresses={HOST} -k {self._data} -c fsync=off"
        log = self._data / "log"
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(log), "-o", options, "start")
            except EmbeddedError as error:
                if time.monotonic() > end:
                    raise EmbeddedError(f"PostgreSQL does not start: {error} (log: {log})") from error
                time.sleep(0.5)
            else:
                return

    def stop(self) -> None:
        """End it at once, as a power cut would; harmless when it does not run."""
        if self._server_pid() is not None:
            self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill -9 of the server and of everything that it started."""
        server = self._server_pid()
        if server is None:
            raise EmbeddedError("PostgreSQL does not run, so it cannot be killed.")
        for pid in (server, *_children(server)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._wait_until_gone(server)

    def execute(self, statement: str) -> str:
        """What the database answers to one statement, a row a line."""
        return self._run("psql", *self._client_options(), "-d", _USER, "-At", "-c", statement)

    def dump(self) -> str:
        """Everything in the database, as text."""
        return self._run("pg_dump", *self._client_options(), _USER)

    def _client_options(self) -> Sequence[str]:
        return ("-h", HOST, "-p", str(self.port), "-U", _USER)

    def _make(self) -> None:
        password = self._folder / "password"
        password.write_text(self._password, encoding="utf-8")
        self._data.mkdir()
        if _is_root():
            shutil.chown(self._data, _SYSTEM_USER)
        self._run("initdb", "-D", str(self._data), "-U", _USER, "--auth=scram-sha-256", f"--pwfile={password}", "-N")

    def _server_pid(self) -> int | None:
        """The process of the server, if it is alive; a killed one leaves its file behind."""
        file = self._data / "postmaster.pid"
        if not file.exists():
            return None
        pid = int(file.read_text(encoding="utf-8").split()[0])
        return pid if _parent_of(pid) is not None else None

    def _wait_until_gone(self, pid: int) -> None:
        end = time.monotonic() + _START_SECONDS
        while _parent_of(pid) is not None:
            if time.monotonic() > end:
                raise EmbeddedError("PostgreSQL was killed and does not go.")
            time.sleep(0.05)

    def _run(self, program: str, *arguments: str) -> str:
        # the server keeps open what it inherits, so its output goes to a file and not to a pipe that is read here
        output = self._folder / f"{program}.log"
        as_server = program in {"initdb", "pg_ctl"}
        with output.open("wb") as written:
            # the command is ours; no part of it comes from outside
            code = subprocess.run(  # noqa: S603
                [str(self._programs / program), *arguments],
                env=self._environment(),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=_COMMAND_SECONDS,
                user=_SYSTEM_USER if as_server and _is_root() else None,
            ).returncode
        said = output.read_text(encoding="utf-8", errors="replace").strip()
        if code != 0:
            raise EmbeddedError(f"{program} failed: {said[-500:]}")
        return said

    def _environment(self) -> Mapping[str, str]:
        return {**os.environ, "PGPASSWORD": self._password}


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl, wherever the system keeps it."""
    found = [Path(path) for path in (shutil.which("initdb"),) if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return next((path.resolve().parent for path in found if path.resolve().with_name("createdb").exists()), None)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _has_system_user() -> bool:
    users = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
    return any(line.startswith(f"{_SYSTEM_USER}:") for line in users)


def _children(pid: int) -> list[int]:
    processes = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    return [candidate for candidate in processes if _parent_of(candidate) == pid]


def _parent_of(pid: int) -> int | None:
    """The parent of a living process; None when it has ended."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state == "Z" else int(parent)
