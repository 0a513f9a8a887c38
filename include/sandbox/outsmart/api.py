"""Is the OutSmart API: checks who calls, finds the endpoint, and answers in the envelope."""

from collections.abc import Callable
from typing import Any

from sandbox.core.api import ApiRequest, ApiResponse
from sandbox.core.switches import Switches
from sandbox.outsmart.account import Account
from sandbox.outsmart.envelope import RefusedError, envelope, refusal
from sandbox.outsmart.open_questions import OPEN_QUESTIONS
from sandbox.outsmart.worksheet_pdf import worksheet_document
from sandbox.seeds import OutSmartSeed, outsmart_seed

_Endpoint = Callable[[ApiRequest], Any]


class OutSmartSandbox:
    """One OutSmart account with one integration that may use it."""

    name = "outsmart"
    base_path = "/openapi/8"
    masked_query = frozenset({"token", "software_token"})

    def __init__(self) -> None:
        self.switches = Switches(OPEN_QUESTIONS)
        self._start(OutSmartSeed())

    def reset(self, seed: str) -> None:
        """Forget everything and start with the records of the seed."""
        self._start(outsmart_seed(seed))

    def state(self) -> dict[str, Any]:
        """Everything stored, amounts as they are kept."""
        return self._account.state()

    def back_office(self, path: str, body: Any) -> Any:
        """Act as a planner."""
        return self._account.back_office.act(path, body)

    def handle(self, request: ApiRequest) -> ApiResponse:
        """Answer one call; every failure but a missing document has HTTP status 200."""
        if request.path == "/mailpdf.php":
            return worksheet_document(dict(request.query), self._account.book)
        try:
            endpoint = self._endpoint(request)
            return envelope(endpoint(request))
        except RefusedError as reason:
            return refusal(reason)

    def _start(self, seed: OutSmartSeed) -> None:
        self._seed = seed
        self._account = Account(seed, self.switches)
        self._endpoints = self._account.endpoints()
        self._by_lower_name = {path.casefold(): path for path, _ in self._endpoints}

    def _endpoint(self, request: ApiRequest) -> _Endpoint:
        if self.switches.flag("require_https") and not self._is_https(request):
            raise RefusedError(1006)
        if not request.path:
            raise RefusedError(1000)
        self._check_tokens(request)
        path = request.path.strip("/")
        if not self.switches.flag("endpoint_case_sensitive"):
            path = self._by_lower_name.get(path.casefold(), path)
        endpoint = self._endpoints.get((path, request.method))
        if endpoint is None:
            raise RefusedError(1001)
        return endpoint

    @staticmethod
    def _is_https(request: ApiRequest) -> bool:
        return request.base_url.startswith("https:") or request.headers.get("x-forwarded-proto") == "https"

    def _check_tokens(self, request: ApiRequest) -> None:
        query = dict(request.query)
        if not query.get("token"):
            raise RefusedError(1002)
        if not query.get("software_token"):
            raise RefusedError(1003)
        bearer = f"Bearer {self._seed.token}"
        is_bearer_wrong = self.switches.flag("require_bearer") and request.headers.get("authorization") != bearer
        if query["token"] != self._seed.token or is_bearer_wrong:
            raise RefusedError(1004)
        if query["software_token"] != self._seed.software_token:
            raise RefusedError(1005)
