"""The rules by which ids and cents come about are held by their tests as firmly as they were."""

import pytest
from tests.mutation.score import Score, measure
from tests.mutation.workbench import without_property_decorators

# What still lives is equivalent to the code as it is: see docs/mutation.md. More than these is a rule without a test.
KNOWN_SURVIVORS = {"koppeling.identity": 1, "koppeling.money": 3}


@pytest.mark.slow
def test_no_change_in_the_rules_of_cents_and_ids_goes_unnoticed() -> None:
    score = measure(KNOWN_SURVIVORS)

    for module, known in KNOWN_SURVIVORS.items():
        part = score.of(module)
        assert len(part.statuses) > 40
        assert len(part.unnoticed) <= known, score.survivors


def test_a_mutant_that_no_test_reaches_lowers_the_score_and_one_that_hangs_does_not() -> None:
    statuses = {"m.a": "killed", "m.b": "timeout", "m.c": "survived", "n.d": "no tests"}

    assert Score(statuses, {}).percentage == 50.0
    assert Score(statuses, {}).of("n").percentage == 0.0
    assert Score(statuses, {}).of("m").unnoticed == ("m.c",)
    assert Score({}, {}).percentage == 0.0


def test_a_property_is_written_so_that_it_can_be_broken() -> None:
    source = "class A:\n    @property\n    def net(self) -> int:\n        return self.x\n\n    b = 1\n"

    assert without_property_decorators(source) == (
        "class A:\n    def net(self) -> int:\n        return self.x\n    net = property(net)\n\n    b = 1\n"
    )


def test_other_decorators_stay_where_they_are() -> None:
    source = "class A:\n    @classmethod\n    def of(cls) -> None:\n        pass\n"

    assert without_property_decorators(source) == source
