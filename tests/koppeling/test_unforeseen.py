"""How trouble that nobody foresaw is worded: whole enough to find its cause, and never with what must stay secret."""

from __future__ import annotations

import pytest

from koppeling.unforeseen import what_happened
from outsmart.errors import OutSmartAuthenticationError
from reeleezee.errors import ReeleezeeTransientError


class OurOwnStop(Exception):
    """Stands for an error by which a part of the koppeling stops all."""


def test_kind_and_text_are_told_and_the_log_has_the_place(caplog: pytest.LogCaptureFixture) -> None:
    try:
        "LAMP \ud83d".encode()
    except UnicodeEncodeError as error:
        told = what_happened(error)
    assert told.startswith("UnicodeEncodeError: 'utf-8' codec can't encode character")
    assert told in caplog.text
    assert "test_kind_and_text_are_told_and_the_log_has_the_place" in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "for url: https://api.example.nl/relations/?token=geheim&software_token=geheim",
        "Max retries exceeded with url: /services/geheim (Caused by nothing)",
        "'/relations/?software_token=geheim' is no path",
        "http://naam:geheim@example.nl:8080 does not answer",
    ],
)
def test_no_address_is_told_or_logged(text: str, caplog: pytest.LogCaptureFixture) -> None:
    error = OSError(text)
    error.__cause__ = ValueError(text)
    told = what_happened(error)
    assert "geheim" not in told + caplog.text
    assert told.startswith("OSError: ")


def test_half_a_character_can_be_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    told = what_happened(ValueError("LAMP \ud83d"))
    assert told == "ValueError: LAMP \\ud83d"
    assert caplog.text.encode()


@pytest.mark.parametrize("error", [OutSmartAuthenticationError("no"), ReeleezeeTransientError("no"), OurOwnStop("no")])
def test_what_concerns_all_records_goes_through(error: Exception) -> None:
    with pytest.raises(type(error)):
        what_happened(error, OurOwnStop)
