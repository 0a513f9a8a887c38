"""A program that ends by itself is started again under its name, and one that was killed only when asked."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded.environment import LogPorts, airflow_environment
from embedded.parts import AirflowInParts
from embedded.ports import free_port

pytestmark = pytest.mark.slow


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[AirflowInParts]:
    ports = LogPorts(worker=free_port(), triggerer=free_port())
    environment = airflow_environment(tmp_path, free_port(), ports, tmp_path, os.environ)
    running = AirflowInParts(environment, tmp_path)
    yield running
    running.stop()


def test_what_ended_by_itself_is_started_again_and_what_was_killed_is_not(parts: AirflowInParts) -> None:
    # a command that ends at once stands for a program that its database has left
    parts.start("version", "one")
    parts.start("version", "other")
    parts.kill("other")
    end = time.monotonic() + 300
    while not (ended := parts.start_ended()):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert ended == ["one"]
    assert parts.names == ["one"]
    assert parts.pids() != []
    parts.start_again("other")
    assert parts.names == ["one", "other"]
    parts.stop()
    assert parts.pids() == []
    assert "3." in parts.last_words("one")
