"""Sorts what can go wrong with Reeleezee by its consequence, so that a caller decides by type and not by status.

    ReeleezeeError
    ├── ReeleezeeConfigurationError     fatal: a person changes the connection or the settings
    ├── ReeleezeeAuthenticationError    fatal: 401, the login is refused
    │   └── ReeleezeePermissionError    fatal: 403, the login lacks a right or the subscription lacks the module
    ├── ReeleezeeTransientError         nothing was changed; the same call may succeed later
    ├── ReeleezeeOutcomeUnknown         a write was sent and nobody knows whether it was stored: look before repeating
    ├── ReeleezeeRejected               this record is refused, with Reeleezee's own words
    └── ReeleezeeContractError          JSON came back, but not as documented

No sentence or attribute holds the password, the Authorization header or the host.
"""

from __future__ import annotations

from collections.abc import Iterable


class ReeleezeeError(Exception):
    """A call that did not succeed: `str()` is one sentence for the person who must act.

    `path` is without host and query, `message` is what Reeleezee itself said (empty when it said nothing).
    """

    def __init__(
        self,
        sentence: str,
        *,
        method: str = "",
        path: str = "",
        status: int | None = None,
        message: str = "",
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.method = method
        self.path = path.partition("?")[0]
        self.status = status
        self.message = message

    def conceal(self, secrets: Iterable[str]) -> None:
        """Mask secrets that the server itself repeated in its message."""
        for secret in secrets:
            self.sentence = self.sentence.replace(secret, "***")
            self.message = self.message.replace(secret, "***")
        self.args = (self.sentence,)

    def __str__(self) -> str:
        where = f"{self.method} {self.path}".strip()
        status = f"HTTP {self.status}" if self.status is not None else ""
        facts = ", ".join(fact for fact in (where, status) if fact)
        return f"{self.sentence} ({facts})" if facts else self.sentence


class ReeleezeeConfigurationError(ReeleezeeError):
    """The connection or a setting is wrong; repeating the call changes nothing."""


class ReeleezeeAuthenticationError(ReeleezeeError):
    """Reeleezee refuses the login (401); it also does so when the login is in use elsewhere at the same time."""


class ReeleezeePermissionError(ReeleezeeAuthenticationError):
    """The login is right but may not do this (403), or the subscription lacks the module."""


class ReeleezeeTransientError(ReeleezeeError):
    """Nothing was changed at Reeleezee: a refused connection, or a read that failed.

    `retry_after` is the wait in seconds that Reeleezee asks for; `never_sent` says that no byte of the request left.
    """

    def __init__(
        self,
        sentence: str,
        *,
        method: str = "",
        path: str = "",
        status: int | None = None,
        message: str = "",
        retry_after: float | None = None,
        never_sent: bool = False,
    ) -> None:
        super().__init__(sentence, method=method, path=path, status=status, message=message)
        self.retry_after = retry_after
        self.never_sent = never_sent


class ReeleezeeOutcomeUnknown(ReeleezeeError):
    """A write left this machine and its answer is lost or unreadable.

    `answered_500` tells a server error in JSON, which Reeleezee also gives for data it cannot store, from silence.
    """

    def __init__(
        self,
        sentence: str,
        *,
        method: str = "",
        path: str = "",
        status: int | None = None,
        message: str = "",
        answered_500: bool = False,
    ) -> None:
        super().__init__(sentence, method=method, path=path, status=status, message=message)
        self.answered_500 = answered_500


class ReeleezeeRejected(ReeleezeeError):
    """Reeleezee refuses this record (400, 409, 415, 422) and says why in `message`."""


class ReeleezeeContractError(ReeleezeeError):
    """JSON arrived that contradicts the documented API, so that nothing may be concluded from it."""
