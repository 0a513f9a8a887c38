"""A taken or impossible port is one sentence that says what to do."""

import socket

import pytest

from embedded.errors import EmbeddedError
from embedded.ports import HOST, chosen_port, free_port, is_free


def test_the_default_is_taken_when_the_variable_is_absent_or_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr("embedded.ports.DEFAULTS", {"PORT": port})
    assert chosen_port("PORT", {}, "make demo") == port
    assert chosen_port("PORT", {"PORT": ""}, "make demo") == port


def test_a_taken_port_is_told_with_the_command_that_helps() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(EmbeddedError) as told:
            chosen_port("PORT", {"PORT": str(port)}, "make demo")
    sentence = str(told.value)
    assert sentence.startswith(f"Port {port} is in use by another program: stop that or run `make demo PORT=")
    assert f"PORT={port}`" not in sentence


@pytest.mark.parametrize("text", ["http", "0", "-1", "65536", "80 80"])
def test_what_is_no_port_is_said(text: str) -> None:
    with pytest.raises(EmbeddedError, match="is not a port: give a number"):
        chosen_port("OUTSMART_PORT", {"OUTSMART_PORT": text}, "make demo")
