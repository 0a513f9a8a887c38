"""Runs a sandbox inside a test, reached over real HTTP as any other client would."""

import threading
from types import TracebackType
from typing import Any, Self

import requests

from sandbox.core.api import SandboxApi
from sandbox.core.apis import sandbox_api
from sandbox.core.server import SandboxServer, listening_socket, server_for

_STARTS_WITHIN_S = 10.0


class RunningSandbox:
    """A sandbox on a free port of this machine for as long as the `with` block lasts."""

    def __init__(self, api: SandboxApi | str, seed: str = "empty") -> None:
        self._api = sandbox_api(api) if isinstance(api, str) else api
        self._seed = seed
        self._ready = threading.Event()
        self._session = requests.Session()
        self._server: SandboxServer | None = None
        self._thread: threading.Thread | None = None
        self.root_url = ""
        self.base_url = ""

    def __enter__(self) -> Self:
        """Start the server in a thread and wait until it answers."""
        self._api.reset(self._seed)
        listener = listening_socket("127.0.0.1", 0)
        self.root_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.base_url = self.root_url + self._api.base_path
        self._server = server = server_for(self._api, self._seed, self._ready.set)
        self._thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
        self._thread.start()
        if not self._ready.wait(_STARTS_WITHIN_S):
            raise TimeoutError(f"the sandbox {self._api.name} did not start within {_STARTS_WITHIN_S:.0f} seconds")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server, also when requests hang in it."""
        self._session.close()
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(_STARTS_WITHIN_S)

    def state(self) -> dict[str, Any]:
        """Everything stored."""
        answer: dict[str, Any] = self._control("GET", "state")
        return answer

    def requests(self) -> list[dict[str, Any]]:
        """The calls so far, in order."""
        rows: list[dict[str, Any]] = self._control("GET", "requests")["requests"]
        return rows

    def counters(self) -> dict[str, int]:
        """How often each route was called."""
        counted: dict[str, int] = self._control("GET", "requests")["counters"]
        return counted

    def forget_requests(self) -> None:
        """Empty the log."""
        self._control("DELETE", "requests")

    def switches(self) -> dict[str, bool | int | str]:
        """The present value of every switch."""
        return {name: row["value"] for name, row in self._control("GET", "switches").items()}

    def switch(self, **values: bool | int | str) -> None:
        """Choose another answer where the sources leave one open."""
        self._control("POST", "switches", values)

    def fault(self, match: str, kind: str, times: int = 1, **more: Any) -> None:
        """Let calls go wrong, instead of what was planned before."""
        self.faults([{"match": match, "kind": kind, "times": times, **more}])

    def faults(self, plan: list[dict[str, Any]]) -> None:
        """Plan several faults; an empty list ends them all."""
        self._control("POST", "faults", plan)

    def reset(self, seed: str | None = None) -> None:
        """Start afresh."""
        self._control("POST", "reset", {"seed": seed or self._seed})

    def act(self, path: str, body: Any) -> Any:
        """Act as a person in the back office."""
        return self._control("POST", path, body)

    def _control(self, method: str, path: str, body: Any = None) -> Any:
        response = self._session.request(method, f"{self.root_url}/_sandbox/{path}", json=body, timeout=60)
        if response.status_code == 404:
            raise LookupError(response.json()["detail"])
        if response.status_code == 400:
            raise ValueError(response.json()["detail"])
        response.raise_for_status()
        return response.json()
