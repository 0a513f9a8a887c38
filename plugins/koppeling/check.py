"""One line of what the set-up found: a name, whether it is as it must be, and what to read or do, in two languages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Check:
    """`ok` is None where it could not be tested."""

    name: str
    ok: bool | None
    nl: str
    en: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
