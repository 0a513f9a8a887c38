"""One way to break one rule, and the tests that must notice: what the lists of mutations are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """`old` stands exactly once in `file` (below plugins/); `caught_by` are node ids below tests/koppeling/.

    Every test named must go red, not just one of them.
    """

    name: str
    file: str
    old: str
    new: str
    caught_by: tuple[str, ...]


def node_id(test: str) -> str:
    """From the repository's root; those outside tests/koppeling/ are written in full."""
    return test if test.startswith("tests/") else f"tests/koppeling/{test}"
