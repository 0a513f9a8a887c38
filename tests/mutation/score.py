"""Counts what became of the mutants, so that a rule that no test holds is seen by name."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.workbench import environment, prepare

_MUTMUT = Path(sys.executable).with_name("mutmut")
# A mutant that runs for ever would hang the run: it is noticed. A mutant that no test reaches is not.
_NOTICED = frozenset({"killed", "timeout", "segfault"})
_WORKERS = 2


@dataclass(frozen=True)
class Score:
    """The status of each mutant by its name, and the change of those that no test noticed."""

    statuses: Mapping[str, str]
    survivors: Mapping[str, str]

    @property
    def percentage(self) -> float:
        noticed = sum(status in _NOTICED for status in self.statuses.values())
        return 100 * noticed / len(self.statuses) if self.statuses else 0.0

    def count(self, status: str) -> int:
        return Counter(self.statuses.values())[status]

    def of(self, module: str) -> Score:
        """The part of one module."""
        return Score({name: s for name, s in self.statuses.items() if module_of(name) == module}, {})


class MutationFailed(RuntimeError):
    """The mutants could not be made or run; the text is what mutmut said."""


def module_of(mutant: str) -> str:
    """The module of a mutant's name: "koppeling.money" of "koppeling.money.x_plain__mutmut_9"."""
    return mutant.rpartition(".")[0]


def measure(modules: Iterable[str]) -> Score:
    """Break the rules of these modules one by one, in a copy that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        bench = Path(folder)
        prepare(bench, modules)
        _mutmut(bench, "run", "--max-children", str(_WORKERS))
        statuses = _statuses(_mutmut(bench, "results", "--all", "true"))
        survivors = [name for name, status in statuses.items() if status not in _NOTICED]
        with ThreadPoolExecutor(_WORKERS) as pool:
            changes = pool.map(lambda name: _change(_mutmut(bench, "show", name)), survivors)
            return Score(statuses, dict(zip(survivors, changes, strict=True)))


def _statuses(results: str) -> dict[str, str]:
    lines = (line.strip().partition(": ") for line in results.splitlines())
    return {name: status for name, colon, status in lines if colon}


def _change(diff: str) -> str:
    changed = [line for line in diff.splitlines() if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
    return "\n".join(changed)


def _mutmut(bench: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(_MUTMUT), *arguments], cwd=bench, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise MutationFailed(f"mutmut {arguments[0]}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout
