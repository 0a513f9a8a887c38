"""Starts both sandboxes as processes of their own, so that the memory measured is the import's alone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

CHECKOUT = Path(__file__).resolve().parents[2]
Start = Callable[[str, str], str]


@pytest.fixture
def start_sandbox() -> Iterator[Start]:
    """Start a sandbox by name and seed; gives its root address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(name: str, seed: str) -> str:
        port = _free_port()
        command = [sys.executable, "-m", "sandbox", name, "--port", str(port), "--seed", seed]
        running.append(subprocess.Popen(command, env={"PYTHONPATH": str(CHECKOUT / "include"), "PATH": ""}))
        root = f"http://127.0.0.1:{port}"
        _wait_for(root)
        return root

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(root: str) -> None:
    for _ in range(600):
        try:
            requests.get(f"{root}/_sandbox/health", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(root)
