"""Which work statuses are to be made, and which exist under another meaning."""

import pytest

from koppeling.connecting.work_statuses import WANTED, WorkStatuses, conflicts, missing
from outsmart.records import WorkStatus


def statuses(**names: str) -> list[WorkStatus]:
    return [WorkStatus(code=code.strip("_"), name=name) for code, name in names.items()]


OTHERS = statuses(_2="Wacht op materiaal", _10="Offerte")


def test_the_three_statuses_are_those_of_the_manual() -> None:
    assert {s.code: s.name for s in WANTED} == {"0": "Niet naar Reeleezee", "1": "Naar Reeleezee", "99": "Error"}


def test_only_missing_statuses_are_made_and_others_left_alone() -> None:
    assert missing([]) == WANTED
    assert [s.code for s in missing([*OTHERS, *statuses(_1="Naar Reeleezee")])] == ["0", "99"]
    assert missing([*OTHERS, *WANTED]) == ()


def test_a_status_under_another_name_is_not_made_again() -> None:
    assert [s.code for s in missing(statuses(_1="Wacht op materiaal"))] == ["0", "99"]


@pytest.mark.parametrize("name", ["Naar Reeleezee", "NAAR  REELEEZEE", " naar reeleezee "])
def test_capitals_and_spaces_of_a_name_are_no_conflict(name: str) -> None:
    assert conflicts([*OTHERS, *statuses(_1=name)]) == ()


@pytest.mark.parametrize("name", ["Wacht op materiaal", "", "Niet naar Reeleezee"])
def test_another_name_of_a_wanted_code_is_a_conflict(name: str) -> None:
    assert conflicts([*OTHERS, *statuses(_0="Niet naar Reeleezee", _1=name, _99="Error")]) == (f"1 = {name}",)


def test_a_conflict_is_told_with_code_name_and_remedy() -> None:
    check = WorkStatuses(made=("0 – Niet naar Reeleezee",), conflicts=("1 = Wacht", "99 = Klaar")).check

    assert (check.name, check.ok) == ("work_statuses", False)
    assert "1 = Wacht; 99 = Klaar" in check.nl
    assert "1 = Wacht; 99 = Klaar" in check.en
    assert "confirm_work_statuses" in check.nl
    assert "confirm_work_statuses" in check.en


def test_what_was_made_is_told() -> None:
    made = WorkStatuses(made=("0 – Niet naar Reeleezee", "99 – Error"), conflicts=()).check

    assert made.ok is True
    assert made.nl.endswith("Aangemaakt: 0 – Niet naar Reeleezee, 99 – Error.")
    assert made.en.endswith("Created: 0 – Niet naar Reeleezee, 99 – Error.")
    assert WorkStatuses((), ()).check.nl == "De werkstatussen 0, 1 en 99 bestaan."


def test_a_check_goes_into_the_report_as_it_is() -> None:
    check = WorkStatuses((), ()).check

    assert check.as_json() == {"name": "work_statuses", "ok": True, "nl": check.nl, "en": check.en}
