"""Which $expand works is found out once, by asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reeleezee.errors import ReeleezeeContractError, ReeleezeeTransientError
from reeleezee.expansion import Expansion


def accepting(accepted: str, asked: list[str]) -> Callable[[str], str]:
    def read(expand: str) -> str:
        asked.append(expand)
        if expand != accepted:
            raise ReeleezeeContractError("refused", status=400)
        return f"rows with {expand}"

    return read


def test_the_fullest_accepted_expand_is_used_and_remembered() -> None:
    expansion = Expansion("A,B", "A", "")
    asked: list[str] = []
    read = accepting("A", asked)
    assert expansion.first_accepted(read) == "rows with A"
    assert expansion.first_accepted(read) == "rows with A"
    assert asked == ["A,B", "A", "A"]
    assert expansion.accepted == "A"


def test_when_everything_is_refused_it_was_not_the_expand_and_nothing_is_remembered() -> None:
    expansion = Expansion("A,B", "A", "")
    with pytest.raises(ReeleezeeContractError):
        expansion.first_accepted(accepting("C", []))
    assert expansion.accepted == "A,B"


def test_other_failures_are_not_taken_for_a_refused_expand() -> None:
    expansion = Expansion("A", "")

    def fails(_: str) -> str:
        raise ReeleezeeTransientError("down", status=500)

    with pytest.raises(ReeleezeeTransientError):
        expansion.first_accepted(fails)
    assert expansion.accepted == "A"
