"""Runs named tests against a copy of the code in which one rule is broken; the code itself is never touched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from tests.protocol.mutation import Mutation, node_id

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("plugins", "include", "tests", "pyproject.toml")
# some plugins of pytest are imported before it runs, in the process that serves it
_OPTIONS = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_FAILED = re.compile(r"^FAILED ([^\s\[]+)", re.MULTILINE)
_INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH")


class NotThereOnce(Exception):
    """The source that a mutation replaces is gone, or occurs more than once: it proves nothing any more."""


def mutated(mutation: Mutation, root: Path = ROOT) -> str:
    """The text of the mutation's file with the rule broken."""
    text = (root / "plugins" / mutation.file).read_text(encoding="utf-8")
    found = text.count(mutation.old)
    if found != 1:
        raise NotThereOnce(f"'{mutation.name}': its source occurs {found} times in {mutation.file}.")
    return text.replace(mutation.old, mutation.new)


class BrokenCopy:
    """A copy of code and tests in a folder of its own, to be broken and made whole again; close it, or use a `with`."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._output = folder / "output.txt"
        for name in COPIED:
            source, target = ROOT / name, folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".*cache"))
            else:
                shutil.copy(source, target)
        self._pytest = subprocess.Popen(
            [sys.executable, str(folder / "tests" / "protocol" / "warm_pytest.py")],
            cwd=folder,
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pytest.communicate()

    def failures(self, tests: Iterable[str]) -> set[str]:
        """Which of these tests, named as in a mutation, fail as the copy is now."""
        return self._run(list(tests))

    def survivors(self, mutation: Mutation) -> set[str]:
        """Which of the mutation's tests stay green although the rule is broken; all must go red, so there is none."""
        file = self._root / "plugins" / mutation.file
        whole = file.read_text(encoding="utf-8")
        file.write_text(mutated(mutation, self._root), encoding="utf-8")
        try:
            return set(mutation.caught_by) - self._run(list(mutation.caught_by))
        finally:
            file.write_text(whole, encoding="utf-8")

    def _run(self, tests: list[str]) -> set[str]:
        code = self._ask([*_OPTIONS, *map(node_id, tests)])
        said = self._output.read_text(encoding="utf-8")
        failed = set(_FAILED.findall(said))
        # 0: all passed, 1: some failed; anything else (no such test, an error while collecting) proves nothing
        if code != (1 if failed else 0):
            raise RuntimeError(f"pytest ended with {code}:\n{said[-3000:]}")
        return {test for test in tests if node_id(test) in failed}

    def _ask(self, arguments: list[str]) -> int:
        if self._pytest.stdin is None or self._pytest.stdout is None:
            raise RuntimeError("the process of pytest has no standard input and output")
        self._pytest.stdin.write(json.dumps({"arguments": arguments, "output": str(self._output)}) + "\n")
        self._pytest.stdin.flush()
        return int(self._pytest.stdout.readline() or "-1")

    def _environment(self) -> dict[str, str]:
        """No bytecode: a file broken twice within a second in the same length would else run as it was before."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return {**inherited, "PYTHONDONTWRITEBYTECODE": "1", "AIRFLOW_HOME": str(self._root / ".airflow")}
