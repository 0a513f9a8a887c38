"""An answer that ends a call early, so that rules deep inside need not know how answers are written."""

from __future__ import annotations

INVALID_DATA = "_InvalidData"
INVALID_REQUEST = "The request is invalid."
NOT_FOUND = "_NotFound"


class RefusedError(Exception):
    """A status and the message that Reeleezee puts in its JSON; an empty message stands for the HTML error page."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message


def invalid_data() -> RefusedError:
    """The resource exists but what was sent does not fit it."""
    return RefusedError(400, INVALID_DATA)


def invalid_request() -> RefusedError:
    """The body does not bind to the model."""
    return RefusedError(400, INVALID_REQUEST)


def not_found() -> RefusedError:
    """No record has this id."""
    return RefusedError(404, NOT_FOUND)


def no_route() -> RefusedError:
    """The path leads nowhere; Reeleezee shows an HTML page then."""
    return RefusedError(404)
