"""Starts and stops a whole Airflow on this machine, for the demo, for `make up` and for end-to-end tests."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from embedded.command import airflow_command, run_airflow
from embedded.environment import ADMIN, CHECKOUT, LogPorts, admin_password, airflow_environment
from embedded.errors import EmbeddedError
from embedded.health import COMPONENTS, healthy_components
from embedded.ports import HOST, free_port
from embedded.rest import AirflowApi, AirflowApiError
from embedded.session import Session

# half a minute on a free machine; one that is busy with other work takes many times that
_READY_SECONDS = 600.0
_SIGNS_OF_TROUBLE = ("error", "exception", "address already in use", "denied", "no space")


class EmbeddedAirflow:
    """A real Airflow with its own home, database and users; use it in a `with`, or call start and stop."""

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        dags: Path | None = None,
        extra_env: Mapping[str, str] | None = None,
        on_progress: Callable[[str], None] | None = None,
    ) -> None:
        self.home = home.resolve()
        self.port = port or free_port()
        self.base_url = f"http://{HOST}:{self.port}"
        self.log = self.home / "airflow.log"
        self._dags = (dags or CHECKOUT / "dags").resolve()
        self._extra_env = dict(extra_env or {})
        self._tell = on_progress or _say_nothing
        self._session: Session | None = None
        self.api = AirflowApi(self.base_url, ADMIN, admin_password(self.home))

    @property
    def user(self) -> str:
        """Who may log in."""
        return ADMIN

    @property
    def password(self) -> str:
        """With which password."""
        return admin_password(self.home)

    def environment(self) -> dict[str, str]:
        """The variables with which another Airflow command would act on this same Airflow."""
        log_ports = LogPorts(worker=free_port(), triggerer=free_port())
        settings = airflow_environment(self.home, self.port, log_ports, self._dags, os.environ)
        return {**settings, **self._extra_env}

    def run_command(self, *arguments: str) -> None:
        """Run one `airflow` command on this home's database, whether or not Airflow is running."""
        run_airflow(self.environment(), CHECKOUT, *arguments)

    def start(self) -> Self:
        """Start everything and return when all parts are healthy."""
        self.log.unlink(missing_ok=True)
        self._session = Session(airflow_command("standalone"), self.environment(), CHECKOUT, self.log)
        try:
            self._wait_until_healthy(self._session)
            self._check_that_it_is_ours()
        except BaseException:  # Ctrl-C too must not leave it running; the cause goes on
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop everything that start has started; harmless when nothing runs."""
        if self._session is not None:
            self._session.stop()
            self._session = None
        self.api.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def check_alive(self) -> None:
        """Raise when Airflow has stopped by itself."""
        if self._session is None or self._session.exit_code is not None:
            raise EmbeddedError(f"Airflow has stopped by itself: {self._last_words()} (log: {self.log}).")

    def _wait_until_healthy(self, session: Session) -> None:
        end = time.monotonic() + _READY_SECONDS
        told: set[str] = set()
        while len(told) < len(COMPONENTS):
            if session.exit_code is not None:
                raise EmbeddedError(f"Airflow stopped while starting: {self._last_words()} (log: {self.log}).")
            if time.monotonic() > end:
                waiting = ", ".join(part for part in COMPONENTS if part not in told)
                raise EmbeddedError(
                    f"Airflow is not ready after {_READY_SECONDS:.0f} s (waiting for {waiting}): "
                    f"{self._last_words()} (log: {self.log})."
                )
            for part in sorted(healthy_components(self.base_url) - told):
                told.add(part)
                self._tell(f"{part.replace('_', ' ')} is healthy")
            time.sleep(0.3)

    def _check_that_it_is_ours(self) -> None:
        try:
            self.api.pool_names()
        except AirflowApiError as refusal:
            if refusal.status != requests.codes.unauthorized:
                raise
            raise EmbeddedError(
                f"Another Airflow answers on port {self.port}: stop that one or choose another port."
            ) from refusal

    def _last_words(self) -> str:
        """The last line of the log that tells of trouble, else simply the last line."""
        if not self.log.exists():
            return "it has written nothing"
        lines = [line.strip() for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines()]
        lines = [line for line in lines if line]
        telling = [line for line in lines if any(sign in line.lower() for sign in _SIGNS_OF_TROUBLE)]
        return (telling or lines or ["it has written nothing"])[-1][:300]


def _say_nothing(_: str) -> None:
    return
