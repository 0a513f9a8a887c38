"""Counts what became of the mutants, so that a rule that no test holds is seen by name."""

from __future__ import annotations

import ast
import difflib
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
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
    def unnoticed(self) -> tuple[str, ...]:
        return tuple(name for name, status in self.statuses.items() if status not in _NOTICED)

    @property
    def percentage(self) -> float:
        return 100 * (1 - len(self.unnoticed) / len(self.statuses)) if self.statuses else 0.0

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
        return Score(statuses, {name: _change(bench, name) for name in Score(statuses, {}).unnoticed})


def _statuses(results: str) -> dict[str, str]:
    lines = (line.strip().partition(": ") for line in results.splitlines())
    return {name: status for name, colon, status in lines if colon}


def _change(bench: Path, mutant: str) -> str:
    """What the mutant changes, from the file in which it stands beside the original: `mutmut show` takes a second."""
    module, _, name = mutant.rpartition(".")
    functions = _functions(bench / "mutants/src" / f"{module.replace('.', '/')}.py")
    original = functions[f"{name.partition('__mutmut_')[0]}__mutmut_orig"]
    lines = difflib.ndiff(original, functions[name])
    return "\n".join(line for line in lines if line[:2] in {"- ", "+ "} and "__mutmut_" not in line)


@cache
def _functions(path: Path) -> Mapping[str, list[str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.unparse(node).splitlines() for node in found}


def _mutmut(bench: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(_MUTMUT), *arguments], cwd=bench, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise MutationFailed(f"mutmut {arguments[0]}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout
