"""Takes thousands of random steps of a company's life and demands that none of them does harm."""

from __future__ import annotations

import os
import random
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.fuzz.machine import Story, fresh
from tests.fuzz.near import NearSandbox
from tests.fuzz.people import Company

Running = tuple[NearSandbox, NearSandbox]
STEPS_A_STORY = 50
ENOUGH = 2_000
# The rest of the time that was asked goes to other companies and to the parsers.
SHARE = 0.6


def told(stories: int) -> settings:
    return settings(
        max_examples=stories,
        stateful_step_count=STEPS_A_STORY,
        deadline=None,
        derandomize=False,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink),
    )


def summary(counted: Counter[str]) -> str:
    rules = ", ".join(f"{name} {count}" for name, count in counted.most_common())
    return f"{counted.total()} steps: {rules}"


def became(seen: Counter[str]) -> str:
    return "what became of it: " + ", ".join(f"{name} {count}" for name, count in seen.most_common())


@pytest.mark.slow
def test_two_thousand_steps_do_no_harm(running: Running) -> None:
    machine: type[Story] = fresh(Company, running)
    # a story may end before it has all its steps, so that the number of stories promises nothing
    # the same stories every time: new ones are for `make fuzz`, where a failure stops nobody
    for number in range(ENOUGH):
        run_state_machine_as_test(seed(number)(machine), settings=settings(told(5), database=None))
        if machine.counted.total() >= ENOUGH:
            break
    print(summary(machine.counted))  # noqa: T201
    print(became(machine.seen))  # noqa: T201
    assert machine.counted.total() >= ENOUGH


@pytest.mark.fuzz
def test_no_steps_do_harm_for_as_long_as_is_asked(running: Running) -> None:
    ends = time.monotonic() + SHARE * 60 * float(os.environ.get("FUZZ_MINUTES", "1"))
    wanted = os.environ.get("FUZZ_SEED")
    counted: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    failures: list[str] = []
    runs = 0
    while time.monotonic() < ends and len(failures) < 3 and not (wanted and runs):
        number = int(wanted) if wanted else random.SystemRandom().randrange(10**9)
        machine = seed(number)(fresh(Company, running))
        try:
            run_state_machine_as_test(machine, settings=settings(told(20), database=None))
        except Exception as failure:  # every way to fail is counted, and told with its story
            notes = "\n".join(getattr(failure, "__notes__", ()))
            failures.append(f"FUZZ_SEED={number} {type(failure).__name__}: {failure}\n{notes}")
            print(failures[-1], flush=True)  # noqa: T201
        runs += 1
        counted += machine.counted
        seen += machine.seen
    print(f"{runs} runs, {len(failures)} failures, {summary(counted)}")  # noqa: T201
    print(became(seen))  # noqa: T201
    print("again: FUZZ_SEED=<number> make fuzz")  # noqa: T201
    assert failures == []
