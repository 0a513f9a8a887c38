"""Starts both imitated APIs as programs of their own, as far from Airflow as the real ones are."""

import json
import sys
import time
from decimal import Decimal
from os import environ, pathsep
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from embedded.environment import CHECKOUT
from embedded.errors import EmbeddedError
from embedded.local_http import local_get, local_post
from embedded.ports import HOST
from embedded.session import Session
from sandbox.seeds.accounts import (
    OUTSMART_SOFTWARE_TOKEN,
    OUTSMART_TOKEN,
    REELEEZEE_PASSWORD,
    REELEEZEE_USERNAME,
)

_READY_SECONDS = 30.0

State = dict[str, list[dict[str, Any]]]


class Sandbox:
    """One of the two, reached over HTTP only."""

    def __init__(self, name: str, port: int, log: Path) -> None:
        self.name = name
        self.url = f"http://{HOST}:{port}"
        variables = {**environ, "PYTHONPATH": pathsep.join([str(CHECKOUT / "plugins"), str(CHECKOUT / "include")])}
        command = [sys.executable, "-m", "sandbox", name, "--port", str(port), "--seed", "demo"]
        self._session = Session(command, variables, CHECKOUT, log)

    def wait_until_ready(self) -> None:
        """Return when it answers."""
        end = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if self._session.exit_code is not None or time.monotonic() > end:
                raise EmbeddedError(f"The {self.name} sandbox does not start: see {self._session.log}.")
            time.sleep(0.1)

    def state(self) -> State:
        """Everything stored in it, with exact amounts."""
        answer = local_get(f"{self.url}/_sandbox/state", timeout=30)
        answer.raise_for_status()
        state: State = json.loads(answer.text, parse_float=Decimal)
        return state

    def act(self, path: str, body: Any) -> Any:
        """Act as a person in the back office."""
        return self._ask(path, body)

    def switches(self) -> dict[str, Any]:
        """The present value of every behaviour that can be switched."""
        answer = local_get(f"{self.url}/_sandbox/switches", timeout=30)
        answer.raise_for_status()
        return {name: row["value"] for name, row in answer.json().items()}

    def switch(self, **values: Any) -> None:
        """Choose other behaviours."""
        self._ask("switches", values)

    def faults(self, plan: list[dict[str, Any]]) -> None:
        """Plan what happens to calls, instead of what was planned before; an empty list ends it."""
        self._ask("faults", plan)

    def stop(self) -> None:
        """End it."""
        self._session.stop()

    def _ask(self, path: str, body: Any) -> Any:
        answer = local_post(f"{self.url}/_sandbox/{path}", body, timeout=30)
        if not answer.ok:
            raise EmbeddedError(f"The {self.name} sandbox refuses {path}: {answer.text[:300]}")
        return answer.json()

    def _answers(self) -> bool:
        try:
            return local_get(f"{self.url}/_sandbox/requests", timeout=5).ok
        except requests.RequestException:
            return False


class Sandboxes:
    """Both, with the demo's records; use it in a `with`."""

    def __init__(self, outsmart_port: int, reeleezee_port: int, logs: Path) -> None:
        self._ports = {"outsmart": outsmart_port, "reeleezee": reeleezee_port}
        self._logs = logs
        self._running: dict[str, Sandbox] = {}

    def __enter__(self) -> Self:
        try:
            for name, port in self._ports.items():
                self._running[name] = Sandbox(name, port, self._logs / f"sandbox-{name}.log")
            for sandbox in self._running.values():
                sandbox.wait_until_ready()
        except BaseException:  # Ctrl-C too must not leave them running; the cause goes on
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def outsmart(self) -> Sandbox:
        """The imitated OutSmart."""
        return self._running["outsmart"]

    @property
    def reeleezee(self) -> Sandbox:
        """The imitated Reeleezee."""
        return self._running["reeleezee"]

    def connections(self) -> dict[str, dict[str, str]]:
        """The two Airflow connections that lead to the sandboxes, by their id."""
        return {
            "outsmart_default": {
                "conn_type": "outsmart",
                "host": f"{self.outsmart.url}/openapi/8",
                "password": OUTSMART_TOKEN,
                "extra": json.dumps({"software_token": OUTSMART_SOFTWARE_TOKEN}),
            },
            "reeleezee_default": {
                "conn_type": "reeleezee",
                "host": f"{self.reeleezee.url}/api/v1",
                "login": REELEEZEE_USERNAME,
                "password": REELEEZEE_PASSWORD,
            },
        }

    def _stop(self) -> None:
        for sandbox in self._running.values():
            sandbox.stop()
        self._running.clear()
