"""Takes the koppeling to companies that it has never seen, and holds every order against what it was meant to cost."""

from __future__ import annotations

import os
import random
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.fuzz.near import NearSandbox
from tests.othercompany.company import Company, companies
from tests.othercompany.day import Day
from tests.othercompany.judging import Judging

Running = tuple[NearSandbox, NearSandbox]
A_FEW, MANY = 40, 400
# of the time that was asked; the stories and the parsers have the rest
SHARE = 0.15


def live_through(running: Running, count: int, drawn: int, *phases: Phase) -> Counter[str]:
    """So many companies of that seed; what became of their orders. With `Phase.shrink` a failure is made small."""
    seen: Counter[str] = Counter()

    @seed(drawn)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, *phases),
    )
    @given(companies())
    def one_day(company: Company) -> None:
        with pytest.MonkeyPatch.context() as patch:
            day = Day(company, running, patch)
            day.live()
            judging = Judging(day)
            wrong = judging.wrong()
        seen.update(judging.outcomes())
        assert wrong == [], "\n".join(wrong)

    one_day()
    return seen


@pytest.mark.slow
def test_forty_companies_have_a_right_day(running: Running) -> None:
    # always the same ones: new ones are for `make faults` and `make fuzz`
    seen = live_through(running, A_FEW, 20261127)
    assert seen["exported"] > A_FEW
    assert seen["refused"] > A_FEW // 2


@pytest.mark.faults
@pytest.mark.parametrize("part", range(1, 5))
def test_hundreds_of_companies_have_a_right_day(running: Running, part: int) -> None:
    drawn = int(os.environ.get("OTHER_COMPANY_SEED") or random.SystemRandom().randrange(10**9))
    print(f"again: OTHER_COMPANY_SEED={drawn}, part {part}")  # noqa: T201
    seen = live_through(running, MANY // 4, drawn + part, Phase.shrink)
    print(f"part {part}: {dict(seen)}")  # noqa: T201


@pytest.mark.fuzz
def test_no_company_has_a_wrong_day_for_as_long_as_is_asked(running: Running) -> None:
    ends = time.monotonic() + SHARE * 60 * float(os.environ.get("FUZZ_MINUTES", "1"))
    seen: Counter[str] = Counter()
    while time.monotonic() < ends:
        drawn = random.SystemRandom().randrange(10**9)
        print(f"another ten companies: seed {drawn}", flush=True)  # noqa: T201
        seen += live_through(running, 10, drawn, Phase.shrink)
    print(f"what became of the orders of other companies: {dict(seen)}")  # noqa: T201
