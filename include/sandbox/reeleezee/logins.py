"""Checks who calls: every request carries the user name and password itself."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from sandbox.core.api import ApiRequest
from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.refused import RefusedError


@dataclass(frozen=True)
class Login:
    """A person or web service that may enter."""

    username: str
    password: str
    administrations: tuple[str, ...]
    is_read_only: bool

    @classmethod
    def from_seed(cls, row: Row) -> Login:
        """The login as a seed writes it."""
        return cls(
            row["username"],
            row["password"],
            tuple(one.lower() for one in row["administrations"]),
            bool(row.get("read_only", False)),
        )


def unauthorized() -> RefusedError:
    """The credentials are missing or wrong."""
    return RefusedError(401, "Authorization has been denied for this request.")


def forbidden() -> RefusedError:
    """The login has no right to this."""
    return RefusedError(403, "U heeft onvoldoende rechten voor deze actie.")


def login_of(request: ApiRequest, logins: list[Login]) -> Login:
    """The login whose credentials the request carries."""
    given = credentials(request)
    for login in logins:
        if given == (login.username, login.password):
            return login
    raise unauthorized()


def credentials(request: ApiRequest) -> tuple[str, str] | None:
    """User name and password of the request, when it carries any that can be read."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        username, mark, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (username, password) if mark else None
