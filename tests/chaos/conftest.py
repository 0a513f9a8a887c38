"""One installation for all ordeals, since starting it costs half a minute; the table of their scores at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from tests.chaos.company import open_company
from tests.chaos.installation import Installation, open_installation
from tests.chaos.ordeal import Ordeal, Score
from tests.chaos.tally import table

from embedded.parts import PROGRAMS
from sandbox.core.running import RunningSandbox

SEED_VARIABLE = "CHAOS_SEED"
_SCORES = pytest.StashKey[list[Score]]()
_SEED = pytest.StashKey[int]()
Begin = Callable[[str, int], Ordeal]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SCORES] = []
    config.stash[_SEED] = int(os.environ.get(SEED_VARIABLE) or secrets.randbelow(10**6))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if scores := config.stash[_SCORES]:
        terminalreporter.section("chaos")
        terminalreporter.write_line(table(scores, config.stash[_SEED]))


@pytest.fixture(scope="session")
def installation(request: pytest.FixtureRequest) -> Iterator[Installation]:
    # the export defers nothing: the few tests of every day save the time to start a triggerer
    is_whole = any(item.get_closest_marker("chaos") for item in request.session.items)
    programs = PROGRAMS if is_whole else ("api-server", "scheduler", "dag-processor")
    # pytest's own folders cannot be reached by the database's user
    folder = Path(tempfile.mkdtemp(prefix="koppeling-chaos-"))
    folder.chmod(0o755)
    with open_installation(folder, programs) as running:
        yield running
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def systems() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", "empty") as outsmart, RunningSandbox("reeleezee", "empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def begin(
    installation: Installation,
    systems: tuple[RunningSandbox, RunningSandbox],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Begin:
    """Opens an ordeal of that name with so many work orders; every moment and victim follows from the seed."""
    seed = request.config.stash[_SEED]
    print(f"\n{SEED_VARIABLE}={seed}")  # noqa: T201

    def begin(name: str, orders: int) -> Ordeal:
        random = Random(f"{seed}/{request.node.name}")  # noqa: S311
        return Ordeal(name, installation, open_company(systems, monkeypatch, random, orders), random)

    return begin


@pytest.fixture
def score(request: pytest.FixtureRequest) -> Callable[[Score], Score]:
    """Keeps a score for the table, and fails the test when harm was done."""

    def keep(made: Score) -> Score:
        request.config.stash[_SCORES].append(made)
        assert made.harm == []
        return made

    return keep
