"""Gives the tests of the Reeleezee package a sandbox to talk to and connections to reach it by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import REELEEZEE_PASSWORD, REELEEZEE_USERNAME

Connect = Callable[..., ReeleezeeHook]


@pytest.fixture(scope="session")
def reeleezee_server() -> Iterator[RunningSandbox]:
    with RunningSandbox("reeleezee", seed="empty") as running:
        yield running


@pytest.fixture
def box(reeleezee_server: RunningSandbox) -> RunningSandbox:
    """The sandbox, empty and without faults."""
    reeleezee_server.reset("empty")
    reeleezee_server.faults([])
    reeleezee_server.forget_requests()
    return reeleezee_server


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    """Makes a hook for a connection with these fields; without administration it looks it up."""
    opened: list[ReeleezeeHook] = []

    def make(
        host: str, *, administration_id: str | None = None, extra: dict[str, Any] | None = None, **fields: Any
    ) -> ReeleezeeHook:
        connection = {
            "conn_type": "reeleezee",
            "host": host,
            "login": REELEEZEE_USERNAME,
            "password": REELEEZEE_PASSWORD,
            "extra": {"retry_wait": "0.001", **(extra or {})},
            **fields,
        }
        monkeypatch.setenv("AIRFLOW_CONN_REELEEZEE_TEST", json.dumps(connection))
        hook = ReeleezeeHook("reeleezee_test", administration_id=administration_id)
        opened.append(hook)
        return hook

    yield make
    for hook in opened:
        hook.close()


@pytest.fixture
def hook(box: RunningSandbox, connect: Connect) -> ReeleezeeHook:
    return connect(box.base_url)
