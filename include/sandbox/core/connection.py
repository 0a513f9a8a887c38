"""Lets a fault break the TCP connection itself, which no web framework offers."""

import asyncio
import contextlib
import socket
import struct

from starlette.types import Receive, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_TRANSPORT = "sandbox_transport"


class BreakableProtocol(HttpToolsProtocol):
    """Hands each request the transport that it came by."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keep the transport where the request can find it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _TRANSPORT: transport}


async def break_connection(scope: Scope, receive: Receive) -> None:
    """Reset the connection without any answer and wait until the server has noticed."""
    transport: asyncio.Transport = scope["state"][_TRANSPORT]
    raw = transport.get_extra_info("socket")
    # lingering for zero seconds makes the kernel send a reset instead of an orderly end
    with contextlib.suppress(OSError):
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    await until_disconnected(receive)


async def until_disconnected(receive: Receive) -> None:
    """Return when the other side, or we, have broken the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def wait_or_end(seconds: float, ending: asyncio.Event, receive: Receive | None = None) -> None:
    """Wait so long, unless the server stops first or, when `receive` is given, the caller hangs up."""
    waits = [asyncio.create_task(_until_set(ending))]
    if receive is not None:
        waits.append(asyncio.create_task(until_disconnected(receive)))
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    await asyncio.gather(*waits, return_exceptions=True)


async def _until_set(event: asyncio.Event) -> None:
    await event.wait()
