"""Gives these tests two imitated accounts over HTTP and the tasks that run between them."""

from collections.abc import Iterator

import pytest
from tests.koppeling.export.couple import Couple, open_couple

from sandbox.core.running import RunningSandbox


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: tuple[RunningSandbox, RunningSandbox], monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)
