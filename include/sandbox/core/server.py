"""Runs an imitated API as a web server."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from starlette.routing import Route

from sandbox.core.api import SandboxApi
from sandbox.core.connection import BreakableProtocol
from sandbox.core.control import Control
from sandbox.core.shell import Shell

_KEPT_ALIVE_S = 600


def build_app(api: SandboxApi, seed: str = "demo") -> FastAPI:
    """The API below its base path and the control calls below `/_sandbox`; the records are those the API holds now."""
    app = FastAPI(title=f"Sandbox {api.name}", openapi_url=None)
    app.state.shell = Shell(api)
    app.include_router(Control(app.state.shell, seed).router())
    app.router.routes.append(Route(api.base_path + "{rest:path}", endpoint=app.state.shell))
    return app


class SandboxServer(uvicorn.Server):
    """A server that lets go of hanging requests when it stops, and tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ending: asyncio.Event, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self._when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, without waiting for what a fault keeps waiting."""
        self._ending.set()
        await super().shutdown(sockets)


def server_for(api: SandboxApi, seed: str, when_ready: Callable[[], None]) -> SandboxServer:
    """A server of the API that is not yet running."""
    app = build_app(api, seed)
    config = uvicorn.Config(
        app,
        http=BreakableProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        # a connection that the server drops while a client is about to use it would be a fault that nobody planned
        timeout_keep_alive=_KEPT_ALIVE_S,
    )
    return SandboxServer(config, app.state.shell.ending, when_ready)


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one."""
    # asyncio sends small packets at once only on a socket that says it is TCP; else each answer waits 40 ms
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


def serve(api: SandboxApi, port: int, *, host: str = "127.0.0.1", seed: str = "demo") -> None:
    """Load the seed and serve until the process is told to stop; prints one line when ready."""
    api.reset(seed)
    listener = listening_socket(host, port)
    url = f"http://{host}:{listener.getsockname()[1]}{api.base_path}"
    server = server_for(api, seed, lambda: print(f"sandbox {api.name} ready at {url} (seed {seed})", flush=True))  # noqa: T201
    server.run(sockets=[listener])
