"""Gives these tests two imitated accounts over HTTP, the export between them, and the reconciliation beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.koppeling.export.couple import NAME, Couple, open_couple

from koppeling.steps import reconciliation_steps
from sandbox.core.running import RunningSandbox

Json = dict[str, Any]


@dataclass
class Nights:
    """Runs the reconciliation as the DAG does, remembering from one night to the next what was acknowledged."""

    remembered: list[str] = field(default_factory=list)

    def __call__(self, *, acknowledge: Sequence[str] = (), since: str | None = "2026-09-01") -> Json:
        """One run; its report."""
        params = {"since": since, "acknowledge": list(acknowledge)}
        made = json.loads(json.dumps(reconciliation_steps.compare(NAME, params)))
        told, self.remembered = reconciliation_steps.report(made, params, self.remembered)
        return told


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: tuple[RunningSandbox, RunningSandbox], monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)


@pytest.fixture
def night() -> Nights:
    return Nights()


@pytest.fixture
def codes() -> Callable[[Json], dict[str, list[str]]]:
    """The findings of a report: code → the subjects it is about."""

    def codes(told: Json) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in told["findings"]:
            found.setdefault(row["code"], []).append(row["subject"])
        return found

    return codes
