"""Finds out which `$expand` Reeleezee accepts for a resource, since nobody can tell beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reeleezee.errors import ReeleezeeContractError

T = TypeVar("T")


class Expansion:
    """Steps from the fullest expand to a modest one; the first that is accepted is used from then on."""

    def __init__(self, *steps: str) -> None:
        self._steps = steps
        self._index = 0

    @property
    def accepted(self) -> str:
        return self._steps[self._index]

    def first_accepted(self, read: Callable[[str], T]) -> T:
        """The answer of `read` with the fullest expand that is not refused with a 400."""
        last = len(self._steps) - 1
        for index in range(self._index, last):
            try:
                answer = read(self._steps[index])
            except ReeleezeeContractError as error:
                if error.status != 400:
                    raise
            else:
                self._index = index
                return answer
        answer = read(self._steps[last])
        self._index = last
        return answer
