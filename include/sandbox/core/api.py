"""Says what the shell and an imitated API expect of each other, so that neither knows how the other works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from sandbox.core.switches import Switch, Switches

__all__ = ["ApiRequest", "ApiResponse", "SandboxApi", "SessionLimited", "Switch", "Switches"]


@dataclass(frozen=True)
class ApiRequest:
    """One call as it came over the wire, below the base path of the API."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    base_url: str = ""


@dataclass(frozen=True)
class ApiResponse:
    """The answer, with its body already written out; an empty content type means that there is none."""

    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()


class SandboxApi(Protocol):
    """An imitated API; the shell calls it one request at a time."""

    name: str
    base_path: str
    switches: Switches
    masked_query: frozenset[str]

    def handle(self, request: ApiRequest) -> ApiResponse:
        """Answer one call."""
        ...

    def reset(self, seed: str) -> None:
        """Forget everything and start with the records of the seed."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything stored, ready to be written as JSON."""
        ...

    def back_office(self, path: str, body: Any) -> Any:
        """Act as a person behind the screen; LookupError is answered with 404, ValueError with 400."""
        ...


@runtime_checkable
class SessionLimited(Protocol):
    """The extra hooks of an API that has the switch `one_session_per_login`."""

    def session_key(self, request: ApiRequest) -> str | None:
        """What two requests must not share while both are in flight; None when the request is not limited."""
        ...

    def session_refused(self) -> ApiResponse:
        """The answer to the second of them."""
        ...
