"""What a failing task leaves behind for a notice, and what it keeps to itself."""

from typing import Any, cast

import pytest
from airflow.sdk.exceptions import AirflowFailException

from koppeling.settings import InvalidSettings
from koppeling.steps.failure import leave_reason


class TaskInstance:
    """As much of Airflow's task instance as takes an XCom."""

    def __init__(self) -> None:
        self.left: dict[str, Any] = {}

    def xcom_push(self, key: str, value: Any) -> None:
        self.left[key] = value


def left(error: BaseException | None) -> dict[str, Any]:
    ti = TaskInstance()
    leave_reason(cast("Any", {"exception": error, "ti": ti}))
    return ti.left


@pytest.mark.parametrize("kind", [InvalidSettings, AirflowFailException])
def test_the_words_of_our_own_errors_are_left_on_one_line(kind: type[Exception]) -> None:
    assert left(kind("Wachtwoord\n  geweigerd.")) == {"reden": "Wachtwoord geweigerd."}


def test_of_an_error_of_others_only_the_kind_is_told_since_its_text_may_quote_a_secret() -> None:
    assert left(ValueError("https://example.nl/?token=geheim")) == {"reden": "ValueError"}


def test_a_long_text_is_cut_and_no_error_leaves_nothing() -> None:
    assert len(left(InvalidSettings("x" * 9000))["reden"]) == 500
    assert left(None) == {}
