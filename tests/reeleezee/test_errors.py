"""The error tree is what callers decide by: its shape and its sentences are part of the interface."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reeleezee import errors


def test_the_sentence_is_followed_by_the_call_and_its_status() -> None:
    error = errors.ReeleezeeRejected(
        "Reeleezee refuses the record.", method="PUT", path="/Products/1", status=400, message="_InvalidData"
    )
    assert str(error) == "Reeleezee refuses the record. (PUT /Products/1, HTTP 400)"
    assert (error.method, error.path, error.status, error.message) == ("PUT", "/Products/1", 400, "_InvalidData")


def test_a_sentence_without_a_call_stands_alone() -> None:
    assert str(errors.ReeleezeeConfigurationError("The password is missing.")) == "The password is missing."


def test_the_query_is_not_kept() -> None:
    error = errors.ReeleezeeTransientError("No answer.", method="GET", path="/Customers?$filter=Name eq 'Jansen'")
    assert error.path == "/Customers"
    assert "Jansen" not in str(error)


def test_a_missing_right_is_caught_as_an_authentication_error() -> None:
    with pytest.raises(errors.ReeleezeeAuthenticationError):
        raise errors.ReeleezeePermissionError("No right.")


@pytest.mark.parametrize(
    "kind",
    [
        errors.ReeleezeeConfigurationError,
        errors.ReeleezeeAuthenticationError,
        errors.ReeleezeeTransientError,
        errors.ReeleezeeOutcomeUnknown,
        errors.ReeleezeeRejected,
        errors.ReeleezeeContractError,
    ],
)
def test_every_consequence_is_a_reeleezee_error_and_no_other_consequence(kind: type[errors.ReeleezeeError]) -> None:
    assert kind.__bases__ == (errors.ReeleezeeError,)


def test_an_unknown_outcome_tells_an_answered_500_from_silence() -> None:
    assert errors.ReeleezeeOutcomeUnknown("Lost.").answered_500 is False
    assert errors.ReeleezeeOutcomeUnknown("Lost.", status=500, answered_500=True).answered_500 is True


def test_errors_and_records_load_without_airflow_or_requests() -> None:
    code = (
        "import sys, reeleezee.errors, reeleezee.records;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'airflow', 'requests'}))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
