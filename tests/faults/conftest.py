"""Gives these tests two imitated accounts over HTTP, and a stage on which the DAGs between them can be broken."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from airflow.sdk import Variable
from tests.faults.course import Stage
from tests.koppeling.export.couple import Couple, open_couple

from sandbox.core.running import RunningSandbox

Running = tuple[RunningSandbox, RunningSandbox]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: Running, monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)


@pytest.fixture
def stage(running: Running, monkeypatch: pytest.MonkeyPatch) -> Stage:
    def keep(key: str, value: str, description: str | None = None) -> None:
        """Airflow's database has no part in these tests; it reads variables from the environment as well."""
        os.environ[f"AIRFLOW_VAR_{key.upper()}"] = value

    monkeypatch.setattr(Variable, "set", keep)
    return Stage(running, monkeypatch)
