"""Gives these tests two imitated accounts over HTTP, shared by all and emptied before each."""

from collections.abc import Iterator

import pytest
from tests.koppeling.assumptions.world import Running

from sandbox.core.running import RunningSandbox


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee
