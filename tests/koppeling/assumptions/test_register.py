"""Every assumption names its source and what guards it, and its switch is one that the sandboxes have."""

from pathlib import Path

import pytest

from koppeling.assumptions.probes import switches
from koppeling.assumptions.register import REGISTER, Assumption
from sandbox.core.switches import Switch, Switches, SwitchValue
from sandbox.outsmart.open_questions import OPEN_QUESTIONS
from sandbox.reeleezee.behaviours import BEHAVIOURS

SANDBOXES = {"outsmart": OPEN_QUESTIONS, "reeleezee": BEHAVIOURS}
SWITCHED = [a for a in REGISTER if a.switch]


def named(assumption: Assumption) -> tuple[Switch, str]:
    """The sandbox switch that an assumption names, and the value that turns it."""
    system, _, setting = assumption.switch.partition(".")
    name, equals, value = setting.partition("=")
    assert equals == "="
    (switch,) = (s for s in SANDBOXES[system] if s.name == name)
    return switch, value


def typed(switch: Switch, value: str) -> SwitchValue:
    if isinstance(switch.default, bool):
        return {"true": True, "false": False}[value]
    return int(value) if isinstance(switch.default, int) else value


@pytest.mark.parametrize("assumption", REGISTER, ids=lambda a: a.name)
def test_an_assumption_tells_what_where_from_and_what_when_it_is_wrong(assumption: Assumption) -> None:
    assert assumption.statement.endswith(".")
    assert assumption.source.startswith(("OutSmart, ", "Reeleezee, "))
    assert len(assumption.when_wrong.split()) >= 5


def test_names_are_unique_and_words_of_code() -> None:
    names = [a.name for a in REGISTER]

    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in names)


@pytest.mark.parametrize("assumption", SWITCHED, ids=lambda a: a.name)
def test_its_switch_exists_and_takes_the_value(assumption: Assumption) -> None:
    switch, value = named(assumption)
    present = Switches(SANDBOXES[assumption.switch.partition(".")[0]])

    present.set({switch.name: typed(switch, value)})

    assert present.get(switch.name) == typed(switch, value)


@pytest.mark.parametrize("assumption", SWITCHED, ids=lambda a: a.name)
def test_its_switch_turns_something(assumption: Assumption) -> None:
    switch, value = named(assumption)

    assert typed(switch, value) != switch.default


def test_the_switches_to_run_the_export_with_are_those_of_the_register() -> None:
    assert list(switches()) == [a.switch for a in SWITCHED]
    assert len(SWITCHED) >= 5


@pytest.mark.parametrize("assumption", REGISTER, ids=lambda a: a.name)
def test_readers_find_the_same_in_the_documentation(assumption: Assumption) -> None:
    told = (Path(__file__).parents[3] / "docs" / "assumptions.md").read_text(encoding="utf-8")
    row = next(line for line in told.splitlines() if f"`{assumption.name}`" in line)
    for text in (assumption.statement, assumption.source, assumption.when_wrong, assumption.switch):
        assert text in row
