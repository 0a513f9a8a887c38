"""A sandbox starts at once, stops with requests hanging in it, and runs from the command line."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from sandbox.core.api import ApiRequest, ApiResponse, Switches
from sandbox.core.running import RunningSandbox

INCLUDE = Path(__file__).parents[3] / "include"


class SilentApi:
    name = "silent"
    base_path = "/api"
    masked_query: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.switches = Switches([])

    def handle(self, request: ApiRequest) -> ApiResponse:
        return ApiResponse(204, b"", "")

    def reset(self, seed: str) -> None: ...

    def state(self) -> dict[str, object]:
        return {}

    def back_office(self, path: str, body: object) -> object:
        raise LookupError(path)


def test_it_is_ready_and_gone_within_seconds() -> None:
    started = time.monotonic()
    with RunningSandbox(SilentApi()) as box:
        assert time.monotonic() - started < 5
        assert requests.get(f"{box.base_url}/x", timeout=5).status_code == 204
    assert time.monotonic() - started < 10
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get(f"{box.base_url}/x", timeout=1)


def test_it_stops_while_requests_hang_in_it() -> None:
    with RunningSandbox(SilentApi()) as box:
        box.fault("GET /x", "hang", times=0)
        errors: list[Exception] = []

        def ask() -> None:
            try:
                requests.get(f"{box.base_url}/x", timeout=30)
            except requests.exceptions.ConnectionError as error:
                errors.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        time.sleep(0.1)
        stopped = time.monotonic()
    asking.join(5)
    assert time.monotonic() - stopped < 10
    assert len(errors) == 1


@pytest.mark.parametrize("name", ["outsmart", "reeleezee"])
def test_the_command_line_prints_one_line_when_ready_and_stops_when_told(name: str) -> None:
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", name, "--port", "0", "--seed", "empty"],
        env={**os.environ, "PYTHONPATH": str(INCLUDE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert f"sandbox {name} ready at http://127.0.0.1:" in line
        assert time.monotonic() - started < 30
        root = line.split()[4].partition("/openapi")[0].partition("/api")[0]
        assert requests.get(f"{root}/_sandbox/health", timeout=5).json()["name"] == name
        process.terminate()
        rest, errors = process.communicate(timeout=10)
    assert (rest, errors) == ("", "")
