"""Gives these tests two imitated accounts over HTTP, and a stage on which the DAGs between them can be broken."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from airflow.sdk import Variable
from tests.faults.course import Stage
from tests.koppeling.export.couple import Couple, open_couple

from sandbox.core.running import RunningSandbox

Running = tuple[RunningSandbox, RunningSandbox]


TOLD = "cells of the kill matrix"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cells were run and failed, also when other processes ran them."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, ())]
    lines = [value for report in reports for name, value in report.user_properties if name == TOLD]
    if lines:
        terminalreporter.section(TOLD)
        terminalreporter.line("\n".join(lines))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Puts a line below the results of the whole test run, and in the output of this test."""

    def line(text: str) -> None:
        print(text)  # noqa: T201
        record_property(TOLD, text)

    return line


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
