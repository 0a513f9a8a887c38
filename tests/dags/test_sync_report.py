"""What start synchronisatie tells at its end, for each way in which its parts can have ended."""

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from koppeling.steps.sync_steps import PARTS, report, skip_when_off

RUN = "manual__2026-10-05"


def test_parts_that_are_off_do_not_count() -> None:
    states = {RUN: {"check_settings": "success", "relations_import": "skipped", "invoice_export": "success"}}
    assert report(states, ["invoice_export"]) == {"invoice_export": "success"}


@pytest.mark.parametrize("state", ["failed", "upstream_failed", "skipped", "removed"])
def test_a_part_that_is_on_and_did_not_succeed_is_named(state: str) -> None:
    states = {RUN: {"check_settings": "success", "relations_import": state, "invoice_export": "success"}}
    with pytest.raises(AirflowFailException, match="failed: relations_import\\."):
        report(states, ["relations_import", "invoice_export"])


def test_nothing_saved_is_a_skip() -> None:
    with pytest.raises(AirflowSkipException):
        report({RUN: {"check_settings": "skipped", **dict.fromkeys(PARTS, "skipped")}}, None)


def test_settings_that_somebody_damaged_are_a_failure() -> None:
    with pytest.raises(AirflowFailException, match="failed: check_settings"):
        report({RUN: {"check_settings": "failed", **dict.fromkeys(PARTS, "skipped")}}, None)


def test_a_part_starts_only_when_it_is_known_to_be_on() -> None:
    skip_when_off("invoice_export", ["invoice_export"])
    for wanted in (None, [], ["relations_import"]):
        with pytest.raises(AirflowSkipException, match="invoice_export staat uit"):
            skip_when_off("invoice_export", wanted)
