"""Gives the tests a running Reeleezee sandbox and a short way to call it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import ADMINISTRATION_ID, REELEEZEE_PASSWORD, REELEEZEE_USERNAME


@pytest.fixture(scope="module")
def reeleezee_server() -> Iterator[RunningSandbox]:
    with RunningSandbox("reeleezee", seed="empty") as box:
        yield box


@pytest.fixture
def box(reeleezee_server: RunningSandbox) -> RunningSandbox:
    reeleezee_server.reset("empty")
    return reeleezee_server


@pytest.fixture
def call(box: RunningSandbox) -> Iterator[Callable[..., requests.Response]]:
    """`call("GET", "Customers")` below the administration; a path with a leading slash is below the base path."""
    with requests.Session() as session:
        session.auth = (REELEEZEE_USERNAME, REELEEZEE_PASSWORD)

        def send(method: str, path: str, json: Any = None, **more: Any) -> requests.Response:
            url = box.base_url + (path if path.startswith("/") else f"/{ADMINISTRATION_ID}/{path}")
            return session.request(method, url, json=json, timeout=10, **more)

        yield send
