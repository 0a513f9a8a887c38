"""A mail server that keeps what it is given, so that a test reads the mail as its receiver would."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


@dataclass
class Mailbox:
    """What arrived; while `refuses` is set every message is turned away."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    refuses: bool = False

    @property
    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.messages]

    def text(self, at: int = -1) -> str:
        """The message as it is shown, HTML and all."""
        body = self.messages[at].get_body(("html", "plain"))
        assert body is not None
        return str(body.get_content())


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs that neither logs in nor encrypts."""

    def handle(self) -> None:
        self._say("220 mailbox.example.nl")
        while line := self.rfile.readline():
            verb = line.split(maxsplit=1)[0].upper() if line.strip() else b""
            if verb == b"QUIT":
                return self._say("221 bye")
            if verb == b"DATA":
                self._receive()
            else:
                self._say("250 ok")
        return None

    def _receive(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        box = cast("_Server", self.server).box
        if box.refuses:
            return self._say("451 come back later")
        box.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self._say("250 stored")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, box: Mailbox) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.box = box


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """A running server on a free port of this machine."""
    box = Mailbox()
    with _Server(box) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield box
        server.shutdown()
        thread.join()
