"""Lets people act in a sandbox without going over the wire: only the koppeling's own calls need that.

Thousands of steps are taken after each other, and between two of them everything stored is looked at.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from sandbox.core.apis import sandbox_api
from sandbox.core.running import RunningSandbox


class NearSandbox(RunningSandbox):
    """A sandbox that the koppeling reaches over HTTP and people reach directly."""

    def __init__(self, name: str) -> None:
        self._near = sandbox_api(name)
        super().__init__(self._near, "empty")

    def state(self) -> dict[str, Any]:
        """Everything stored, as a copy that later steps leave alone."""
        stored: dict[str, Any] = json.loads(json.dumps(self._near.state()))
        return stored

    def act(self, path: str, body: Any) -> Any:
        """As a person: `LookupError` when there is no such thing, `ValueError` when it is not allowed."""
        return self._near.back_office(path, json.loads(json.dumps(body), parse_float=Decimal))
