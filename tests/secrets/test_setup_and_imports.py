"""No secret is told by set-up, by saving settings or by an import, whatever the systems answer and repeat."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from tests.koppeling.export.couple import NAME
from tests.secrets.conftest import Company
from tests.secrets.faults import NAMES, SYSTEMS
from tests.secrets.spellings import PROFILES, WRONG, Secrets, everything_in

from koppeling.settings import read_settings
from koppeling.steps import import_steps, setup_steps

Make = Callable[[Secrets], Company]
VALUES = read_settings({"export_invoices": True}).model_dump(mode="json")
STEPS: Mapping[str, Callable[[], object]] = {
    "check_connections": lambda: setup_steps.check_connections(NAME),
    "prepare_work_statuses": lambda: setup_steps.prepare_work_statuses(NAME),
    "check_free_field": lambda: setup_steps.check_free_field(NAME),
    "read_choices": lambda: setup_steps.read_choices(NAME),
    "probe_assumptions": lambda: setup_steps.probe_assumptions(NAME),
    "test_connections": lambda: setup_steps.test_connections(NAME),
    "relations": lambda: import_steps.sync(NAME, "relations", preview=False),
    "materials": lambda: import_steps.sync(NAME, "materials", preview=False),
    "hour_types": lambda: import_steps.sync(NAME, "hour_types", preview=False),
    "save_settings": lambda: setup_steps.save_settings(NAME, VALUES, confirmed=False, by="planner"),
}


def told(step: Callable[[], object]) -> tuple[str, bool]:
    """What the step returns or raises, as others may see it, and whether it failed."""
    try:
        return json.dumps(step(), ensure_ascii=False, default=str), False
    except Exception as error:  # whatever a task may fail with is what this test is about
        return everything_in(error), True


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been written to Airflow's variable."""
    written: list[str] = []
    monkeypatch.setattr("koppeling.runtime.write_saved", lambda _name, saved: written.append(saved.as_json()))
    return written


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("system", SYSTEMS)
def test_no_step_that_fails_tells_a_secret(company: Make, kept: list[str], system: str, name: str) -> None:
    secrets = PROFILES[(len(name) + len(system)) % len(PROFILES)]
    there = company(secrets)
    there.break_calls(system, "* /", name)
    ended = {step: told(work) for step, work in STEPS.items()}
    assert any(has_failed for _, has_failed in ended.values())
    assert there.told_in(*(text for text, _ in ended.values()), *kept) == {}


@pytest.mark.parametrize("name", NAMES)
def test_no_write_that_fails_tells_a_secret(company: Make, kept: list[str], name: str) -> None:
    """Reading goes well here, so that the posts of imports and set-up are what fails."""
    secrets = PROFILES[len(name) % len(PROFILES)]
    there = company(secrets)
    there.couple.customer(1002, "Installatiebedrijf De Ruit", linked=False)
    there.couple.product("BUIS", linked=False)
    there.break_calls("outsmart", "POST /", name)
    ended = [told(work)[0] for work in STEPS.values()]
    assert there.told_in(*ended, *kept) == {}


@pytest.mark.parametrize("secrets", PROFILES, ids=lambda s: s.name)
def test_what_goes_well_tells_no_secret(company: Make, kept: list[str], secrets: Secrets) -> None:
    there = company(secrets)
    ended = {step: told(work) for step, work in STEPS.items()}
    assert {step for step, (_, has_failed) in ended.items() if has_failed} == set()
    assert len(kept) == 1
    assert there.told_in(*(text for text, _ in ended.values()), *kept) == {}


@pytest.mark.parametrize("field", ["token", "software_token", "password"])
def test_a_refused_secret_is_not_told(company: Make, kept: list[str], field: str) -> None:
    there = company(PROFILES[0])
    there.connect(**{field: WRONG})
    ended = {step: told(work) for step, work in STEPS.items()}
    assert ended["check_connections"][1]
    assert kept == []
    assert there.told_in(*(text for text, _ in ended.values())) == {}
