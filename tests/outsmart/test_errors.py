"""Failures by consequence: their family, and the one sentence for the person who must act."""

import pickle

import pytest

from outsmart.errors import (
    OutSmartAuthenticationError,
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartTransientError,
    OutSmartUnreachable,
)

KINDS = (
    OutSmartConfigurationError,
    OutSmartAuthenticationError,
    OutSmartTransientError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
    OutSmartContractError,
)


def test_no_consequence_is_a_kind_of_another() -> None:
    assert [[a for a in KINDS if issubclass(b, a)] for b in KINDS] == [[kind] for kind in KINDS]
    assert all(issubclass(kind, OutSmartError) for kind in KINDS)


def test_not_reaching_outsmart_is_a_reason_to_try_again() -> None:
    assert issubclass(OutSmartUnreachable, OutSmartTransientError)


def test_every_consequence_has_its_own_dutch_sentence() -> None:
    assert len({kind.in_dutch for kind in (*KINDS, OutSmartError)}) == len(KINDS) + 1


def test_the_sentence_names_what_the_server_said_and_the_call() -> None:
    error = OutSmartRejected(
        "OutSmart refuses the data.", method="POST", path="relations", status=200, code=1301, messages=["missing: city"]
    )
    assert str(error) == "OutSmart refuses the data. (code 1301, “missing: city”) [POST relations]"


def test_an_http_status_other_than_200_is_named() -> None:
    assert str(OutSmartTransientError("Fault.", method="GET", path="x", status=503)) == "Fault. (HTTP 503) [GET x]"


def test_without_facts_the_sentence_stands_alone() -> None:
    assert str(OutSmartConfigurationError("No token.")) == "No token."


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_between_processes(kind: type[OutSmartError]) -> None:
    error = kind("Why.", method="GET", path="p", status=502, code=7, messages=["m"])
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(arrived) is kind
    assert (str(arrived), arrived.status, arrived.code, arrived.messages) == (str(error), 502, 7, ("m",))
