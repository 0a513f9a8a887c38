"""Makes the members of a sequence only when they are asked for, so that a long list of rows never stands in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Seed = TypeVar("Seed")
Made = TypeVar("Made")


class Deferred(Sequence[Made], Generic[Seed, Made]):
    """As `[make(seed) for seed in seeds]`, but each member is made anew at every reading; slices stay deferred."""

    def __init__(self, seeds: Sequence[Seed], make: Callable[[Seed], Made]) -> None:
        self._seeds = seeds
        self._make = make

    def __len__(self) -> int:
        return len(self._seeds)

    @overload
    def __getitem__(self, index: int) -> Made: ...
    @overload
    def __getitem__(self, index: slice) -> Deferred[Seed, Made]: ...
    def __getitem__(self, index: int | slice) -> Made | Deferred[Seed, Made]:
        if isinstance(index, slice):
            return Deferred(self._seeds[index], self._make)
        return self._make(self._seeds[index])
