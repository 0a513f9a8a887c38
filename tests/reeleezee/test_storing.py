"""After a lost answer only looking helps: these are the turns a write can take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from reeleezee.errors import ReeleezeeOutcomeUnknown, ReeleezeeRejected, ReeleezeeTransientError
from reeleezee.storing import store

BODY = {"Name": "Jansen", "Price": Decimal("1.50")}
HELD = {"id": "1", "Name": "Jansen", "Price": Decimal("1.5")}
OTHER = {"id": "1", "Name": "Pietersen"}
LOST = ReeleezeeOutcomeUnknown("lost", path="/Products/1")
DOWN = ReeleezeeTransientError("down")


class Script:
    """Plays sends and looks in the order given; an exception is raised, anything else returned."""

    def __init__(self, sends: list[Exception | None], looks: list[Any]) -> None:
        self.sends = sends
        self.looks = looks

    def send(self) -> None:
        outcome = self.sends.pop(0)
        if outcome is not None:
            raise outcome

    def look(self) -> Mapping[str, Any] | None:
        seen = self.looks.pop(0)
        if isinstance(seen, Exception):
            raise seen
        return seen  # type: ignore[no-any-return]

    def store(self) -> Mapping[str, Any]:
        return store(self.send, self.look, BODY, "/Products/1")


@pytest.mark.parametrize(
    ("sends", "looks"),
    [
        ([None], [HELD]),
        ([LOST], [HELD]),
        ([LOST, None], [None, HELD]),
        ([LOST, LOST], [None, HELD]),
        ([LOST, DOWN], [None, HELD]),
    ],
)
def test_what_reeleezee_holds_is_returned(sends: list[Exception | None], looks: list[Any]) -> None:
    script = Script(sends, looks)
    assert script.store() == HELD
    assert (script.sends, script.looks) == ([], [])


@pytest.mark.parametrize(
    ("sends", "looks"),
    [
        ([None], [None]),
        ([None], [DOWN]),
        ([LOST], [OTHER]),
        ([LOST], [DOWN]),
        ([LOST, LOST], [None, None]),
        ([LOST, LOST], [None, OTHER]),
        ([LOST, DOWN], [None, None]),
        ([LOST, None], [None, DOWN]),
    ],
)
def test_doubt_that_looking_does_not_take_away_stays_an_unknown_outcome(
    sends: list[Exception | None], looks: list[Any]
) -> None:
    script = Script(sends, looks)
    with pytest.raises(ReeleezeeOutcomeUnknown):
        script.store()
    assert (script.sends, script.looks) == ([], [])


def test_a_silently_ignored_field_is_shown_as_reeleezee_holds_it() -> None:
    assert Script([None], [OTHER]).store() == OTHER


@pytest.mark.parametrize("refusal", [ReeleezeeRejected("no"), ReeleezeeTransientError("refused", never_sent=True)])
def test_a_clear_no_is_passed_on_without_a_look(refusal: Exception) -> None:
    with pytest.raises(type(refusal)):
        Script([refusal], []).store()


def answered_500() -> ReeleezeeOutcomeUnknown:
    return ReeleezeeOutcomeUnknown("error", path="/Products/1", status=500, answered_500=True)


def silence() -> ReeleezeeOutcomeUnknown:
    return ReeleezeeOutcomeUnknown("lost", path="/Products/1")


@pytest.mark.parametrize(
    ("sends", "looks", "is_about_the_record"),
    [
        ([answered_500(), answered_500()], [None, None], True),
        ([answered_500(), silence()], [None, None], False),
        ([silence(), answered_500()], [None, None], False),
        ([answered_500(), ReeleezeeTransientError("down", never_sent=True)], [None, None], False),
        ([answered_500()], [OTHER], False),
        ([answered_500()], [DOWN], False),
        ([answered_500(), answered_500()], [None, DOWN], False),
        ([answered_500(), answered_500()], [None, OTHER], False),
    ],
)
def test_an_error_is_about_the_record_only_when_it_was_the_answer_each_time_and_nothing_is_there(
    sends: list[Exception | None], looks: list[Any], is_about_the_record: bool
) -> None:
    with pytest.raises(ReeleezeeOutcomeUnknown) as raised:
        Script(sends, looks).store()
    assert raised.value.answered_500 is is_about_the_record
