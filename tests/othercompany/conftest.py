"""Keeps two imitated accounts running for all companies of a test run, and quiet."""

import logging
from collections.abc import Iterator

import pytest
from tests.fuzz.near import NearSandbox


@pytest.fixture(autouse=True)
def silent() -> Iterator[None]:
    """Hundreds of runs would write thousands of lines."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[NearSandbox, NearSandbox]]:
    with NearSandbox("outsmart") as outsmart, NearSandbox("reeleezee") as reeleezee:
        yield outsmart, reeleezee
