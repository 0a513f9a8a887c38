"""Prints the mutation score of the rules about money and identity, and fails when it is too low."""

from __future__ import annotations

import argparse
import sys
import time

from tests.mutation.score import Score, measure, module_of
from tests.mutation.workbench import RULES

LEAST = 90.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/mutation", description=__doc__)
    parser.add_argument("module", nargs="*", help=f"all, or some of: {', '.join(RULES)}")
    modules = parser.parse_args().module or list(RULES)
    if unknown := [module for module in modules if module not in RULES]:
        parser.error(f"unknown: {', '.join(unknown)}; choose from {', '.join(RULES)}")
    began = time.monotonic()
    score = measure(modules)
    _say(*_survivors(score), *_hung(score), *_table(score))
    _say("", f"{_total(score)}, in {time.monotonic() - began:.0f} s")
    if score.percentage < LEAST:
        _say(f"The score is below {LEAST} %: some rules are held by no test. See docs/mutation.md.")
        return 1
    return 0


def _survivors(score: Score) -> list[str]:
    return [f"{name}: {score.statuses[name]}\n{change}\n" for name, change in sorted(score.survivors.items())]


def _hung(score: Score) -> list[str]:
    return [f"{name}: {status}" for name, status in sorted(score.statuses.items()) if status == "timeout"] + [""]


def _table(score: Score) -> list[str]:
    modules = sorted({module_of(name) for name in score.statuses})
    rows = [(module, score.of(module)) for module in modules]
    return [f"{module:40} {len(part.statuses):5} mutants {part.percentage:6.1f} %" for module, part in rows]


def _total(score: Score) -> str:
    counts = ", ".join(f"{score.count(status)} {status}" for status in ("killed", "survived", "timeout", "no tests"))
    return f"{len(score.statuses)} mutants: {counts}; score {score.percentage:.1f} %"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
