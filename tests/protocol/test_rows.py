"""Every row of the documents has a test that exists and a mutation that breaks it; no rule is written down unproved."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from tests.protocol.mutation import Mutation, node_id
from tests.protocol.mutations_of_hours import OF_HOURS
from tests.protocol.mutations_of_imports import OF_IMPORTS
from tests.protocol.mutations_of_materials import OF_MATERIALS
from tests.protocol.mutations_of_outcomes import OF_OUTCOMES
from tests.protocol.mutations_of_runs import OF_RUNS
from tests.protocol.mutations_of_settling import OF_SETTLING
from tests.protocol.mutations_of_storing import OF_STORING
from tests.protocol.mutations_of_writing import OF_WRITING
from tests.protocol.rows import ROWS, Row

ROOT = Path(__file__).resolve().parents[2]
MUTATIONS: dict[str, Mutation] = {
    m.name: m
    for m in (*OF_WRITING, *OF_STORING, *OF_SETTLING, *OF_OUTCOMES, *OF_HOURS, *OF_IMPORTS, *OF_MATERIALS, *OF_RUNS)
}
DOCUMENTS = ("docs/protocol.md", "docs/outcomes.md")
ANSWERS = {"then", "outcome"}


def rows_of(document: str) -> list[str]:
    """The rows, up to their last cell, of the tables whose last column says what then becomes of it."""
    found, counts = [], False
    for line in (ROOT / document).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if not line.startswith("|"):
            counts = False
        elif cells[-1] in ANSWERS:
            counts = True
        elif counts and not set(line) <= set("|- "):
            found.append(" | ".join(cells[:-1]))
    return found


@cache
def named_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_row_of_the_document_is_proved_and_no_other(document: str) -> None:
    told = rows_of(document)
    assert len(told) >= 30
    assert sorted(told) == sorted(row.said for row in ROWS if row.document == document)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.said[:60])
def test_a_row_has_mutations_and_every_test_that_is_named_for_it_exists(row: Row) -> None:
    assert row.mutations
    caught_by = [test for name in row.mutations for test in MUTATIONS[name].caught_by]
    assert caught_by
    for test in (*caught_by, *row.tests):
        file, _, name = node_id(test).partition("::")
        assert name in named_in(ROOT / file), test


def test_every_mutation_breaks_a_row() -> None:
    assert set(MUTATIONS) == {name for row in ROWS for name in row.mutations}
