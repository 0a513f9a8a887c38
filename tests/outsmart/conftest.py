"""Accounts of OutSmart to test against: imitated ones, and servers that break off in the middle."""

import json
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

# Airflow settles on its home when it is first imported, and would take that of the person who runs the tests.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from outsmart.access import Access
from outsmart.hook import OutSmartHook
from outsmart.transport import Transport

TOKEN = "kl@nt/t&k=en+1%"
SOFTWARE_TOKEN = "s0ft/w@re&t=ken"
BEARER_TOKEN = "dr@ger/t&ken"


@pytest.fixture
def access() -> Callable[..., Access]:
    """An account whose tokens change when they are put in a URL, and that hardly waits."""

    def at(base_url: str, **more: object) -> Access:
        values = {"connect_timeout": 2.0, "read_timeout": 5.0, "retry_wait": 0.001} | more
        return Access(base_url.rstrip("/"), TOKEN, SOFTWARE_TOKEN, **values)  # type: ignore[arg-type]

    return at


@pytest.fixture
def transport(access: Callable[..., Access]) -> Iterator[Callable[..., Transport]]:
    opened: list[Transport] = []

    def to(base_url: str, **more: object) -> Transport:
        opened.append(Transport(access(base_url, **more)))
        return opened[-1]

    yield to
    for each in opened:
        each.close()


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., OutSmartHook]]:
    """A hook on an Airflow connection to the given base URL; fields of the connection may be given besides."""
    opened: list[OutSmartHook] = []

    def at(base_url: str, *, token: str = TOKEN, software_token: str = SOFTWARE_TOKEN, **extra: object) -> OutSmartHook:
        fields = {"software_token": software_token, "retry_wait": 0.001, "read_timeout": 5} | extra
        connection = {"conn_type": "outsmart", "host": base_url, "password": token, "extra": fields}
        monkeypatch.setenv("AIRFLOW_CONN_OUTSMART_TEST", json.dumps(connection))
        opened.append(OutSmartHook("outsmart_test"))
        return opened[-1]

    yield at
    for each in opened:
        each.close()


class BreakingServer:
    """Answers every connection with the same bytes, however little they are, and hangs up."""

    def __init__(self, answer: bytes, silence: float) -> None:
        self._answer = answer
        self._end = threading.Event()
        self._silence = silence
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requests = 0
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/openapi/8"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._end.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self._end.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                if connection.recv(65536):
                    self.requests += 1
                self._end.wait(self._silence)
                connection.sendall(self._answer)


@pytest.fixture
def breaking_server() -> Iterator[Callable[..., BreakingServer]]:
    running: list[BreakingServer] = []

    def answering(answer: bytes, silence: float = 0.0) -> BreakingServer:
        running.append(BreakingServer(answer, silence))
        return running[-1]

    yield answering
    for each in running:
        each.close()
