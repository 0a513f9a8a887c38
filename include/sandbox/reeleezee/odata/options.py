"""Reads the query options of a call, refusing those that the server does not know."""

from __future__ import annotations

from sandbox.reeleezee.refused import RefusedError

_KNOWN = frozenset({"$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$count"})


def options_of(query: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The OData options by name; a route's own parameters, without dollar, are left out."""
    found: dict[str, str] = {}
    for name, value in query:
        if not name.startswith("$"):
            continue
        if name not in _KNOWN:
            raise RefusedError(400, f"The query parameter '{name}' is not supported.")
        if name in found:
            raise RefusedError(
                400, f"Query option '{name}' was specified more than once, but it must be specified at most once."
            )
        found[name] = value
    return found


def whole_number(options: dict[str, str], name: str) -> int | None:
    """The value of $top or $skip; None when not given."""
    text = options.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise RefusedError(
            400, f"Invalid value '{text}' for {name} query option found. It must be a non-negative integer."
        )
    return int(text)


def wants_count(options: dict[str, str]) -> bool:
    """Whether $count=true was asked."""
    text = options.get("$count", "false").lower()
    if text not in {"true", "false"}:
        raise RefusedError(400, f"Invalid value '{text}' for $count query option found.")
    return text == "true"
