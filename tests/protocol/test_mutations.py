"""Breaks every rule of the protocol in a copy of the code, and proves that the tests named for it notice."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.protocol.broken_copy import ROOT, BrokenCopy, NotThereOnce, mutated
from tests.protocol.mutation import Mutation
from tests.protocol.mutations_of_hours import OF_HOURS
from tests.protocol.mutations_of_imports import OF_IMPORTS
from tests.protocol.mutations_of_materials import OF_MATERIALS
from tests.protocol.mutations_of_outcomes import OF_OUTCOMES
from tests.protocol.mutations_of_runs import OF_RUNS
from tests.protocol.mutations_of_settling import OF_SETTLING
from tests.protocol.mutations_of_storing import OF_STORING
from tests.protocol.mutations_of_writing import OF_WRITING

MUTATIONS = (*OF_WRITING, *OF_STORING, *OF_SETTLING, *OF_OUTCOMES, *OF_HOURS, *OF_IMPORTS, *OF_MATERIALS, *OF_RUNS)
SAMPLE = 8


def sample() -> list[Mutation]:
    """Another few for each commit, the same few for the same commit."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return random.Random(asked.stdout.strip()).sample(MUTATIONS, SAMPLE)  # noqa: S311


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrokenCopy]:
    with BrokenCopy(tmp_path_factory.mktemp("copy")) as made:
        yield made


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_the_rule_that_is_broken_is_there_once_and_is_broken(mutation: Mutation) -> None:
    whole = (ROOT / "plugins" / mutation.file).read_text(encoding="utf-8")
    broken = mutated(mutation)
    assert broken != whole
    compile(broken, mutation.file, "exec")


def test_a_mutation_whose_source_was_changed_fails_loudly(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "rule.py").write_text("a = 1\nb = 1\n", encoding="utf-8")
    for old in ("= 1", "= 2"):
        with pytest.raises(NotThereOnce, match=r"'x': its source occurs (0|2) times in rule\.py"):
            mutated(Mutation("x", "rule.py", old, "", ()), tmp_path)


def test_names_are_given_once() -> None:
    names = [mutation.name for mutation in MUTATIONS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.slow
def test_some_broken_rules_are_noticed(copy: BrokenCopy) -> None:
    some = sample()
    assert copy.failures({test for mutation in some for test in mutation.caught_by}) == set()
    assert {m.name: survivors for m in some if (survivors := copy.survivors(m))} == {}


@pytest.mark.faults
def test_all_tests_are_green_while_nothing_is_broken(copy: BrokenCopy) -> None:
    assert copy.failures({test for mutation in MUTATIONS for test in mutation.caught_by}) == set()


@pytest.mark.faults
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_every_broken_rule_is_noticed(mutation: Mutation, copy: BrokenCopy) -> None:
    assert copy.survivors(mutation) == set()


@pytest.mark.slow
def test_a_copy_made_whole_again_is_noticed_by_nobody(copy: BrokenCopy) -> None:
    """The runner itself: red while broken, green before and after, and the code of the repository as it was."""
    test = "test_money.py::test_prices_are_rounded_half_up_to_their_decimals"
    mutation = Mutation("down", "koppeling/money.py", "decimals), rounding=ROUND_HALF_UP", "decimals)", (test,))
    before = (ROOT / "plugins" / mutation.file).read_bytes()
    assert copy.survivors(mutation) == set()
    assert copy.failures([test]) == set()
    indifferent = Mutation("nothing", mutation.file, "\nCENT = ", "\nCENT  = ", (test,))
    assert copy.survivors(indifferent) == {test}
    assert (ROOT / "plugins" / mutation.file).read_bytes() == before
