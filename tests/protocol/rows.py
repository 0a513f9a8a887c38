"""Names for every row of the tables in docs/protocol.md and docs/outcomes.md what proves it: mutations, and tests."""

from __future__ import annotations

from dataclasses import dataclass

from tests.protocol.rows_of_outcomes import OUTCOMES
from tests.protocol.rows_of_protocol import PROTOCOL


@dataclass(frozen=True)
class Row:
    """`said` is the row up to its last cell; a mutation brings the tests that catch it, `tests` are more of them."""

    document: str
    said: str
    mutations: tuple[str, ...]
    tests: tuple[str, ...] = ()


ROWS = (
    *(Row("docs/protocol.md", said, *proof) for said, proof in PROTOCOL.items()),
    *(Row("docs/outcomes.md", said, *proof) for said, proof in OUTCOMES.items()),
)
