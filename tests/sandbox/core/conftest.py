"""Offers a server with the smallest API there can be, so that the shell is tested apart from any real one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.core.api import ApiRequest, ApiResponse, Switch, Switches
from sandbox.core.running import RunningSandbox


class CountingApi:
    """Counts what it is asked to do."""

    name = "counting"
    base_path = "/api/v0"
    masked_query = frozenset({"token"})

    def __init__(self) -> None:
        self.switches = Switches(
            [
                Switch("one_session_per_login", False, "one request at a time for each login"),
                Switch("colour", "blue", "which colour it is", ("blue", "red")),
            ]
        )
        self.handled: list[str] = []
        self.seed = ""

    def handle(self, request: ApiRequest) -> ApiResponse:
        self.handled.append(request.path)
        answer = {"path": request.path, "query": request.query, "body": request.body.decode(), "base": request.base_url}
        return ApiResponse(200, json.dumps(answer).encode(), "application/json", (("X-Handled", "yes"),))

    def reset(self, seed: str) -> None:
        if seed == "unheard-of":
            raise ValueError("there is no seed 'unheard-of'")
        self.handled = []
        self.seed = seed

    def state(self) -> dict[str, Any]:
        return {"handled": self.handled, "seed": self.seed}

    def back_office(self, path: str, body: Any) -> Any:
        if path != "orders/1":
            raise LookupError(f"no {path}")
        if not body:
            raise ValueError("nothing to do")
        self.handled.append(f"edit of {path}")
        return {"done": sorted(body)}

    def session_key(self, request: ApiRequest) -> str | None:
        return request.headers.get("login")

    def session_refused(self) -> ApiResponse:
        return ApiResponse(409, b"busy", "text/plain")


@pytest.fixture(scope="module")
def server() -> Iterator[RunningSandbox]:
    with RunningSandbox(CountingApi(), seed="first") as box:
        yield box


@pytest.fixture
def box(server: RunningSandbox) -> RunningSandbox:
    server.reset("first")
    return server
