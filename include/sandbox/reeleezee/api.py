"""The Reeleezee sandbox itself: who calls, on which administration, and what the answer is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.core.api import ApiRequest, ApiResponse
from sandbox.core.switches import Switches, SwitchValue
from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.answers import refused_answer
from sandbox.reeleezee.back_office import back_office
from sandbox.reeleezee.behaviours import BEHAVIOURS
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.call import Call, wrong_verb
from sandbox.reeleezee.guids import as_guid
from sandbox.reeleezee.listings import GLOBAL
from sandbox.reeleezee.loading import load_administrations, load_invoices, load_parties, load_products
from sandbox.reeleezee.logins import Login, credentials, forbidden, login_of, unauthorized
from sandbox.reeleezee.model import Model
from sandbox.reeleezee.reading import KeptLists
from sandbox.reeleezee.refused import RefusedError, no_route, not_found
from sandbox.reeleezee.routes import answer_business, answer_global
from sandbox.reeleezee.schemas import models_of, schema_of
from sandbox.reeleezee.stored import everything_stored, plain
from sandbox.seeds import reeleezee_seed


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


class ReeleezeeSandbox:
    """An in-memory Reeleezee with one or more administrations."""

    name = "reeleezee"
    base_path = "/api/v1"
    masked_query: frozenset[str] = frozenset()

    def __init__(self, today: Callable[[], date] = _today) -> None:
        self.switches = Switches(BEHAVIOURS)
        self._today = today
        self._kept = KeptLists()
        self._logins: list[Login] = []
        self._administrations: dict[str, Administration] = {}
        self._main = ""
        self._models: dict[str, Model] = {}
        self._models_for: dict[str, SwitchValue] = {}

    def reset(self, seed: str) -> None:
        """Forget everything and start with the records of the seed."""
        records = reeleezee_seed(seed)
        self.switches.reset()
        self._kept.clear()
        self._logins = [Login.from_seed(row) for row in records.logins]
        self._administrations = load_administrations(records.administrations)
        self._main = records.administration_id.lower()
        books = self._books(self._administrations[self._main], "nl")
        load_parties(books, "Customer", records.customers)
        load_parties(books, "Vendor", records.vendors)
        load_products(books, records.products)
        load_invoices(books, records.invoices)

    def handle(self, request: ApiRequest) -> ApiResponse:
        """Answer one call."""
        try:
            return self._answer(request)
        except RefusedError as refused:
            return refused_answer(refused)

    def state(self) -> dict[str, Any]:
        """Everything stored; the lists are those of the main administration."""
        return everything_stored(self._administrations, self._main)

    def back_office(self, path: str, body: Any) -> Any:
        """Act as a person in the main administration."""
        return plain(back_office(self._books(self._administrations[self._main], "nl"), path, body))

    def session_key(self, request: ApiRequest) -> str | None:
        """Requests of one login share a session."""
        given = credentials(request)
        return given[0] if given else None

    def session_refused(self) -> ApiResponse:
        """The answer to a second request in flight."""
        return refused_answer(unauthorized())

    def _answer(self, request: ApiRequest) -> ApiResponse:
        segments = [segment.lower() for segment in request.path.split("/") if segment]
        if not segments:
            raise no_route()
        login = login_of(request, self._logins)
        scope = as_guid(segments[0])
        administration = self._administration(login, scope)
        rest = tuple(segments[1:] if scope else segments)
        if not rest:
            raise no_route()
        language = request.headers.get("accept-language", "nl")
        call = Call(request, rest, self._books(administration, language), self._kept, language)
        self._check_rights(login, call)
        return self._routed(call, login, is_scoped=scope is not None)

    def _routed(self, call: Call, login: Login, *, is_scoped: bool) -> ApiResponse:
        name = call.segments[0]
        if name in GLOBAL:
            if is_scoped and not self.switches.flag("scoped_lookups"):
                raise no_route()
            return answer_global(call)
        if name in {"administrations", "userinfo"}:
            if is_scoped:
                raise no_route()
            if call.method != "GET":
                raise wrong_verb(call.method)
            return self._answer_about_login(call, login)
        return answer_business(call)

    def _answer_about_login(self, call: Call, login: Login) -> ApiResponse:
        name, depth = call.segments[0], len(call.segments)
        if name == "userinfo" and depth == 1:
            own = call.books.administration.id
            return call.item("UserInfo", {"id": own, "UserName": login.username, "Administration": {"id": own}})
        seen = [self._administrations[one] for one in login.administrations if one in self._administrations]
        rows: list[Row] = [{"id": one.id, "Name": one.name} for one in seen]
        if name == "userinfo" or depth > 2:
            raise no_route()
        if depth == 1:
            return call.rows("Administration", rows)
        wanted = call.guid(1)
        for row in rows:
            if row["id"] == wanted:
                return call.item("Administration", row)
        raise not_found()

    def _administration(self, login: Login, scope: str | None) -> Administration:
        """The one that the path names, else the login's own."""
        wanted = scope or login.administrations[0]
        if wanted in login.administrations and wanted in self._administrations:
            return self._administrations[wanted]
        if self.switches.number("unknown_administration") == 403:
            raise forbidden()
        raise not_found()

    def _check_rights(self, login: Login, call: Call) -> None:
        name = call.segments[0]
        if login.is_read_only and call.method != "GET":
            raise forbidden()
        if name == "salesinvoices" and not self.switches.flag("invoicing_module"):
            raise forbidden()
        closed = {one.strip().lower() for one in self.switches.word("forbidden_resources").split(",")}
        if name in closed:
            raise forbidden()

    def _books(self, administration: Administration, language: str) -> Books:
        values = self.switches.all()
        if values != self._models_for:
            # a switch may change what models and filters mean
            self._models, self._models_for = models_of(self.switches), values
            self._kept.clear()
        schema = schema_of(administration, self._models, self.switches, language)
        return Books(administration, self.switches, schema, self._today)
