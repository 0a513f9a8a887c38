"""Lets tests, demo and benchmarks look into a sandbox and act on it, beside the imitated API."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from sandbox.core.faults import faults_from_json
from sandbox.core.shell import Shell

PREFIX = "/_sandbox"


class Control:
    """The calls below `/_sandbox` of one server."""

    def __init__(self, shell: Shell, seed: str) -> None:
        self._shell = shell
        self._seed = seed

    def router(self) -> APIRouter:
        """The calls as routes; the last one hands everything that is not known here to the API's back office."""
        router = APIRouter(prefix=PREFIX)
        for path, method, endpoint in (
            ("/health", "GET", self.health),
            ("/state", "GET", self.state),
            ("/requests", "GET", self.requests),
            ("/requests", "DELETE", self.forget_requests),
            ("/reset", "POST", self.reset),
            ("/faults", "GET", self.faults),
            ("/faults", "POST", self.plan_faults),
            ("/switches", "GET", self.switches),
            ("/switches", "POST", self.set_switches),
            ("/{path:path}", "POST", self.back_office),
        ):
            router.add_api_route(path, endpoint, methods=[method], response_model=None)
        return router

    async def health(self) -> JSONResponse:
        """Which server this is, for who waits until it is ready."""
        return JSONResponse({"name": self._shell.api.name, "base_path": self._shell.api.base_path, "seed": self._seed})

    async def state(self) -> JSONResponse:
        """Everything stored."""
        return JSONResponse(self._shell.api.state())

    async def requests(self) -> JSONResponse:
        """The calls so far, with counters per route."""
        return JSONResponse(self._shell.log.listed())

    async def forget_requests(self) -> JSONResponse:
        """Empty the log."""
        self._shell.log.clear()
        return JSONResponse({})

    async def reset(self, request: Request) -> JSONResponse:
        """Start afresh: records of the seed, an empty log, no faults, every switch at its default."""
        body = await _body(request)
        seed = str(body.get("seed", self._seed)) if isinstance(body, dict) else self._seed
        try:
            self._shell.api.reset(seed)
        except ValueError as refusal:
            return _refused(400, refusal)
        self._seed = seed
        self._shell.api.switches.reset()
        self._shell.faults.replace([])
        self._shell.log.clear()
        return JSONResponse({"seed": seed})

    async def faults(self) -> JSONResponse:
        """The plan, with how often each fault struck."""
        return JSONResponse(self._shell.faults.listed())

    async def plan_faults(self, request: Request) -> JSONResponse:
        """Replace the plan."""
        try:
            self._shell.faults.replace(faults_from_json(await _body(request)))
        except (ValueError, TypeError) as refusal:
            return _refused(400, refusal)
        return JSONResponse(self._shell.faults.listed())

    async def switches(self) -> JSONResponse:
        """Every switch: its value, its default, the values it takes and what it means."""
        switches = self._shell.api.switches
        rows = {one.name: {"value": switches.get(one.name), **asdict(one)} for one in switches.described()}
        return JSONResponse(rows)

    async def set_switches(self, request: Request) -> JSONResponse:
        """Set the switches that the body names."""
        try:
            self._shell.api.switches.set(await _body(request))
        except (ValueError, TypeError) as refusal:
            return _refused(400, refusal)
        return JSONResponse(self._shell.api.switches.all())

    async def back_office(self, path: str, request: Request) -> JSONResponse:
        """Act as a person behind the screens of the real product."""
        try:
            return JSONResponse(self._shell.api.back_office(path, await _body(request)))
        except LookupError as unknown:
            return _refused(404, unknown)
        except ValueError as refusal:
            return _refused(400, refusal)


async def _body(request: Request) -> Any:
    raw = await request.body()
    return json.loads(raw, parse_float=Decimal) if raw else {}


def _refused(status: int, reason: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(reason.args[0]) if reason.args else str(reason)}, status_code=status)
