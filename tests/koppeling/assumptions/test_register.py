"""Every open question is either an assumption with a source, a guard and a probe, or something that does not matter."""

from collections import Counter

import pytest

from koppeling.assumptions import documentation
from koppeling.assumptions.assumption import Assumption
from koppeling.assumptions.indifferent import INDIFFERENT
from koppeling.assumptions.probes import PROBES
from koppeling.assumptions.register import REGISTER
from sandbox.outsmart.open_questions import OPEN_QUESTIONS
from sandbox.reeleezee.behaviours import BEHAVIOURS

SWITCHES = [f"outsmart.{s.name}" for s in OPEN_QUESTIONS] + [f"reeleezee.{s.name}" for s in BEHAVIOURS]


@pytest.mark.parametrize("assumption", REGISTER, ids=lambda a: a.name)
def test_an_assumption_tells_what_where_from_and_what_when_it_is_wrong(assumption: Assumption) -> None:
    assert assumption.nl.endswith(".")
    assert assumption.en.endswith(".")
    assert assumption.nl != assumption.en
    assert assumption.source.startswith(("OutSmart, ", "Reeleezee, "))
    assert len(assumption.when_wrong.split()) >= 5
    assert "|" not in "".join((assumption.en, assumption.source, assumption.when_wrong))


def test_names_are_unique_and_words_of_code() -> None:
    names = [a.name for a in REGISTER]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in names)


@pytest.mark.parametrize("assumption", REGISTER, ids=lambda a: a.name)
def test_it_is_probed_or_says_in_both_languages_why_it_cannot_be(assumption: Assumption) -> None:
    assert (assumption.name in PROBES) is (assumption.untestable is None)
    if assumption.untestable is not None:
        assert assumption.untestable.nl.startswith("Niet ")
        assert assumption.untestable.en.startswith("Not ")


def test_every_probe_is_of_an_assumption() -> None:
    assert set(PROBES) <= {a.name for a in REGISTER}


def test_every_switch_of_the_sandboxes_is_an_assumption_or_does_not_matter_and_never_both() -> None:
    named = Counter([s for a in REGISTER for s in a.switches] + list(INDIFFERENT))
    assert set(named) == set(SWITCHES)
    assert [switch for switch, times in named.items() if times > 1] == []


@pytest.mark.parametrize(("switch", "why"), INDIFFERENT.items(), ids=lambda text: str(text).partition(" ")[0])
def test_what_does_not_matter_says_why_in_a_line(switch: str, why: str) -> None:
    assert why.endswith(".")
    assert 4 <= len(why.split()) <= 20


def test_readers_find_the_same_in_the_documentation() -> None:
    assert documentation.FILE.read_text(encoding="utf-8") == documentation.text()
