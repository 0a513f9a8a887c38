"""Sorts everything that can go wrong with OutSmart by consequence, so that a caller decides without reading texts.

    OutSmartError                      anything below; never raised itself
    ├── OutSmartConfigurationError     fatal: connection incomplete or base URL wrong; a person must repair it
    ├── OutSmartAuthenticationError    fatal: OutSmart does not accept the tokens
    ├── OutSmartTransientError         try again later: nothing was changed
    │   └── OutSmartUnreachable        not even the connection came about, so nothing was sent
    ├── OutSmartOutcomeUnknown         a write may or may not have been stored: look before doing anything else
    ├── OutSmartRejected               OutSmart understood the record and refused it: a person must change the record
    └── OutSmartContractError          fatal: OutSmart answers otherwise than documented, or misunderstood us

No error holds a token, a query string or a chained exception that does: method and path name the call.
"""

from __future__ import annotations

from collections.abc import Sequence


class OutSmartError(Exception):
    """Something went wrong between us and OutSmart; the text is one sentence for the person who must act."""

    in_dutch = "Er ging iets mis met OutSmart"

    def __init__(
        self,
        explanation: str,
        *,
        method: str = "",
        path: str = "",
        status: int | None = None,
        code: int | None = None,
        messages: Sequence[str] = (),
    ) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        self.method = method
        self.path = path
        self.status = status
        self.code = code
        self.messages = tuple(messages)

    def __str__(self) -> str:
        facts = [f"HTTP {self.status}"] if self.status not in {None, 200} else []
        facts += [f"code {self.code}"] if self.code is not None else []
        facts += [f"“{message}”" for message in self.messages]
        told = f" ({', '.join(facts)})" if facts else ""
        call = f"{self.method} {self.path}".strip()
        return f"{self.explanation}{told}{f' [{call}]' if call else ''}"


class OutSmartConfigurationError(OutSmartError):
    """The connection is incomplete or points to something that is not the OutSmart API."""

    in_dutch = "De verbinding met OutSmart is niet goed ingesteld"


class OutSmartAuthenticationError(OutSmartError):
    """OutSmart does not accept the token of the customer or that of the software."""

    in_dutch = "OutSmart accepteert de token of de software-token niet"


class OutSmartTransientError(OutSmartError):
    """OutSmart could not answer now; nothing was changed, so the same call may be made again later."""

    in_dutch = "OutSmart is nu niet bereikbaar"
    retry_after: float | None = None
    """The seconds that OutSmart asked us to wait, when it did."""


class OutSmartUnreachable(OutSmartTransientError):
    """No connection came about, so that even a write may be sent again at once."""


class OutSmartOutcomeUnknown(OutSmartError):
    """A write was sent and no readable answer came back: whether it was stored must be looked up, never assumed."""

    in_dutch = "Onbekend of OutSmart de wijziging heeft opgeslagen"


class OutSmartRejected(OutSmartError):
    """OutSmart understood the call and refused the record in it."""

    in_dutch = "OutSmart weigert de gegevens"


class OutSmartContractError(OutSmartError):
    """OutSmart answered in JSON, but not as its description says; going on would be guessing."""

    in_dutch = "OutSmart antwoordt anders dan beschreven"
