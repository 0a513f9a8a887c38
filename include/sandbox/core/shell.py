"""Carries each call to the imitated API, and does to it what the plan of faults asks for."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from sandbox.core.api import ApiRequest, ApiResponse, SandboxApi, SessionLimited
from sandbox.core.connection import break_connection, wait_or_end
from sandbox.core.faults import Fault, FaultPlan
from sandbox.core.request_log import RequestLog, masked

_HTML_PAGE = (
    "<!DOCTYPE html><html><head><title>Onderhoud</title></head>"
    "<body><h1>Onderhoud</h1><p>Wij zijn zo terug.</p></body></html>"
)


class Shell:
    """One imitated API with its request log and its faults."""

    def __init__(self, api: SandboxApi) -> None:
        self.api = api
        self.log = RequestLog()
        self.faults = FaultPlan()
        self.ending = asyncio.Event()
        self._sessions: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call to the API, as an ASGI application."""
        request = await _read(Request(scope, receive), self.api.base_path)
        secret = masked(request.query, self.api.masked_query)
        entry = self.log.start(request.method, request.path, secret)
        key = self._session_key(request)
        if key is not None and key in self._sessions:
            response: ApiResponse | None = self._refused_session()
        else:
            fault = self.faults.strike(request.method, request.path, secret)
            entry.fault = fault.kind if fault else None
            response = await self._in_session(key, request, fault, receive)
        if response is None:
            await break_connection(scope, receive)
            return
        entry.status = response.status
        await _send(response, send, request.method)

    async def _in_session(
        self, key: str | None, request: ApiRequest, fault: Fault | None, receive: Receive
    ) -> ApiResponse | None:
        if key is not None:
            self._sessions.add(key)
        try:
            return await self._answer(request, fault, receive)
        finally:
            self._sessions.discard(key or "")

    async def _answer(self, request: ApiRequest, fault: Fault | None, receive: Receive) -> ApiResponse | None:
        """The answer, or None when the connection is to be broken."""
        if fault is None:
            return self.api.handle(request)
        if fault.edit is not None:
            self.api.back_office(fault.edit.path, fault.edit.body)
        if fault.kind == "latency":
            # a caller who gives up does not stop the work: it is then done after he has looked whether it was
            await wait_or_end(fault.wait_seconds, self.ending)
        answer = self.api.handle(request) if fault.is_handled else None
        if fault.kind.startswith("hang"):
            await wait_or_end(fault.wait_seconds, self.ending, receive)
        return _spoiled(fault, answer)

    def _session_key(self, request: ApiRequest) -> str | None:
        switches = self.api.switches
        if not switches.has("one_session_per_login") or not switches.flag("one_session_per_login"):
            return None
        return self.api.session_key(request) if isinstance(self.api, SessionLimited) else None

    def _refused_session(self) -> ApiResponse:
        if not isinstance(self.api, SessionLimited):
            raise TypeError(f"{self.api.name} limits sessions without saying how it refuses one")
        return self.api.session_refused()


def _spoiled(fault: Fault, answer: ApiResponse | None) -> ApiResponse | None:
    """What reaches the caller of the answer that the API gave."""
    match fault.kind:
        case "latency" | "edit_before":
            return answer
        case "truncate" if answer is not None:
            return ApiResponse(answer.status, answer.body[: len(answer.body) // 2], answer.content_type, answer.headers)
        case "status" | "status_after":
            content_type = _type_of(fault.body, fault.headers)
            headers = tuple((k, v) for k, v in fault.headers.items() if k.lower() != "content-type")
            return ApiResponse(fault.code, fault.body.encode(), content_type, headers)
        case "html" | "html_after":
            return ApiResponse(200, (fault.body or _HTML_PAGE).encode(), "text/html; charset=utf-8", ())
        case _:
            return None


def _type_of(body: str, headers: Mapping[str, str]) -> str:
    given = {name.lower(): value for name, value in headers.items()}.get("content-type")
    if given is not None or not body:
        return given or ""
    if body.lstrip()[:1] in {"{", "["}:
        return "application/json; charset=utf-8"
    return "text/html; charset=utf-8" if body.lstrip().startswith("<") else "text/plain; charset=utf-8"


async def _read(request: Request, base_path: str) -> ApiRequest:
    query = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return ApiRequest(
        method=request.method.upper(),
        path=request.scope["path"][len(base_path) :].rstrip("/"),
        query=tuple(query),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]},
        body=await request.body(),
        base_url=f"{request.url.scheme}://{request.url.netloc}",
    )


async def _send(response: ApiResponse, send: Send, method: str) -> None:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
    if response.content_type:
        headers.append((b"content-type", response.content_type.encode("latin-1")))
    if response.status not in {204, 304}:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else response.body})
