"""Every behaviour that no source settles is a switch that says what it means and can be turned."""

import re
from pathlib import Path

import pytest

from sandbox.core.switches import Switch
from sandbox.outsmart.open_questions import OPEN_QUESTIONS

HERE = Path(__file__).parent
CODE = Path(__file__).parents[3] / "include" / "sandbox" / "outsmart"


@pytest.mark.parametrize("switch", OPEN_QUESTIONS, ids=lambda switch: switch.name)
def test_a_switch_says_what_it_means_is_used_by_the_server_and_turned_by_a_test(switch: Switch) -> None:
    assert re.search(r"[A-Z].*\.$", switch.meaning)
    assert not switch.choices or switch.default in switch.choices
    server = "".join(path.read_text() for path in CODE.glob("*.py") if path.name != "open_questions.py")
    tests = "".join(path.read_text() for path in HERE.glob("test_*.py") if path != Path(__file__))
    assert f'"{switch.name}"' in server
    assert f"{switch.name}=" in tests or f'"{switch.name}"' in tests


def test_no_two_switches_share_a_name() -> None:
    names = [switch.name for switch in OPEN_QUESTIONS]
    assert len(names) == len(set(names))
