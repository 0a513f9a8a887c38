"""Provokes every kind of failure of an export with unusual secrets and proves that none of them is told anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.koppeling.export.couple import Run
from tests.secrets.conftest import Company
from tests.secrets.faults import NAMES
from tests.secrets.spellings import PROFILES, WRONG, Secrets, everything_in

Make = Callable[[Secrets], Company]
CALLS = (
    ("outsmart", "GET /GetWorkorders"),
    ("outsmart", "GET /GetWorkorder$"),
    ("outsmart", "GET /UpdateWorkorder"),
    ("outsmart", "GET /materials"),
    ("reeleezee", "GET /TaxRates"),
    ("reeleezee", "GET /SalesInvoices"),
    ("reeleezee", "PUT /SalesInvoices"),
    ("reeleezee", "PUT /Customers"),
)
# Each fault of each call with one set of secrets, in turn; every set meets every fault and every call.
CASES = [
    (PROFILES[(row + column) % len(PROFILES)], system, match, name)
    for row, (system, match) in enumerate(CALLS)
    for column, name in enumerate(NAMES)
]


def told(run: Run) -> str:
    """All that a run leaves behind for people and XComs."""
    texts = [json.dumps([run.plan, run.posted, run.marked, run.report], ensure_ascii=False)]
    return "\n".join(texts + [everything_in(error) for error in run.errors.values()])


@pytest.mark.parametrize(("secrets", "system", "match", "name"), CASES, ids=lambda v: getattr(v, "name", str(v)))
def test_no_failure_tells_a_secret(company: Make, secrets: Secrets, system: str, match: str, name: str) -> None:
    there = company(secrets)
    there.break_calls(system, match, name)
    run = there.couple.run(may_fail=True)
    assert run.errors or run.report["failure"] or "refused" in run.results.values()
    assert there.told_in(told(run)) == {}


@pytest.mark.parametrize("secrets", PROFILES, ids=lambda s: s.name)
def test_a_run_that_goes_well_tells_no_secret(company: Make, secrets: Secrets) -> None:
    there = company(secrets)
    run = there.couple.run()
    assert sorted(run.results.values()) == ["exported", "exported", "refused"]
    assert there.told_in(told(run)) == {}


@pytest.mark.parametrize("field", ["token", "software_token", "password"])
def test_a_refused_secret_is_not_told(company: Make, field: str) -> None:
    there = company(PROFILES[1])
    there.connect(**{field: WRONG})
    run = there.couple.run(may_fail=True)
    assert "plan" in run.errors
    assert there.told_in(told(run)) == {}
