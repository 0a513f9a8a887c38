"""Keeps the two imitated accounts running for all stories of a test run; each story begins with a fresh company."""

import logging
from collections.abc import Iterator

import pytest
from tests.fuzz.company import Company, open_company
from tests.fuzz.near import NearSandbox


@pytest.fixture(autouse=True)
def silent() -> Iterator[None]:
    """Thousands of runs would write tens of thousands of lines."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[NearSandbox, NearSandbox]]:
    with NearSandbox("outsmart") as outsmart, NearSandbox("reeleezee") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def company(running: tuple[NearSandbox, NearSandbox], monkeypatch: pytest.MonkeyPatch) -> Company:
    return open_company(running, monkeypatch)
