"""Offers the running sandboxes that the tests of both servers need."""

from collections.abc import Iterator

import pytest

from sandbox.core.running import RunningSandbox


@pytest.fixture(scope="module")
def outsmart_server() -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart", seed="empty") as box:
        yield box


@pytest.fixture
def outsmart(outsmart_server: RunningSandbox) -> RunningSandbox:
    outsmart_server.reset("empty")
    return outsmart_server
