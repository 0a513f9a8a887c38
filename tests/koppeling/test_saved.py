"""What was saved for a koppeling survives, and a damaged variable is noticed before anything is written."""

import json
from dataclasses import replace
from typing import Any

import pytest

from koppeling.saved import Account, Saved
from koppeling.settings import InvalidSettings, read_settings

ADMINISTRATION = "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"
SAVED = Saved(
    read_settings({"export_invoices": True, "export_from": "2026-01-31"}),
    Account(
        ADMINISTRATION,
        "Installatiebedrijf De Lekkage",
        prices_include_vat=True,
        work_status_conflicts=("1 = Wacht op materiaal",),
    ),
    saved_at="2026-10-05T08:00:00+02:00",
    saved_by="planner@example.nl",
)


def test_all_that_was_saved_survives() -> None:
    assert Saved.from_json(SAVED.as_json()) == SAVED


def test_the_saved_text_can_be_read_by_a_person() -> None:
    assert '"administration_name": "Installatiebedrijf De Lekkage"' in SAVED.as_json()
    assert '"export_from": "2026-01-31"' in SAVED.as_json()


def damaged(**parts: Any) -> str:
    return json.dumps(json.loads(SAVED.as_json()) | parts)


ACCOUNT = json.loads(SAVED.as_json())["account"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        damaged(settings=None),
        damaged(settings={"export_invoices": "ja"}),
        damaged(settings={"no_such_setting": 1}),
        damaged(account=None),
        damaged(account={"administration_id": ADMINISTRATION}),
        damaged(account=ACCOUNT | {"no_such_fact": 1}),
        damaged(account={k: v for k, v in ACCOUNT.items() if k != "administration_id"}),
        damaged(account=ACCOUNT | {"administration_id": ""}),
        damaged(account=ACCOUNT | {"administration_id": 7}),
        damaged(account=ACCOUNT | {"administration_id": None}),
        damaged(account=ACCOUNT | {"administration_id": "Installatiebedrijf De Lekkage"}),
        damaged(account=ACCOUNT | {"work_status_conflicts": None}),
    ],
)
def test_a_damaged_variable_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(InvalidSettings, match="Save them again"):
        Saved.from_json(text)


def test_who_saved_it_when_may_be_missing() -> None:
    data = json.loads(SAVED.as_json())
    del data["saved_at"], data["saved_by"]

    assert Saved.from_json(json.dumps(data)) == replace(SAVED, saved_at="", saved_by="")


def saved(
    *,
    include: bool | None = None,
    answer: bool | None = None,
    conflicts: tuple[str, ...] = (),
    confirmed: bool = False,
) -> Saved:
    account = Account(
        ADMINISTRATION,
        prices_include_vat=include,
        work_status_conflicts=conflicts,
        work_statuses_confirmed=confirmed,
    )
    return Saved(read_settings({"product_prices_include_vat": answer}), account)


@pytest.mark.parametrize(
    ("include", "answer", "known"),
    [
        (True, None, None),
        (True, True, True),
        (True, False, False),
        (False, None, False),
        (False, True, False),
        (None, None, False),
        (None, False, False),
        (None, True, True),
    ],
)
def test_the_answer_about_prices_counts_unless_the_administration_tells_that_it_includes_none(
    include: bool | None, answer: bool | None, known: bool | None
) -> None:
    assert saved(include=include, answer=answer).product_prices_include_vat is known


def test_prices_and_export_stay_off_until_it_is_told_whether_prices_include_vat() -> None:
    unanswered = saved(include=True)

    assert "product_prices_include_vat" in unanswered.prices_blocked
    assert unanswered.export_blocked == unanswered.prices_blocked
    assert saved(include=True, answer=False).prices_blocked == ""
    assert saved(include=True, answer=False).export_blocked == ""


def test_the_export_stays_off_until_work_statuses_of_another_meaning_are_confirmed() -> None:
    conflicts = ("1 = Wacht op materiaal", "99 = Klaar")

    blocked = saved(conflicts=conflicts)

    assert "(1 = Wacht op materiaal; 99 = Klaar)" in blocked.export_blocked
    assert "confirm_work_statuses" in blocked.export_blocked
    assert blocked.prices_blocked == ""
    assert saved(conflicts=conflicts, confirmed=True).export_blocked == ""
    assert saved().export_blocked == ""
