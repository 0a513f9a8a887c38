"""Picks the administration to work in, and never guesses between two."""

from __future__ import annotations

from reeleezee.connection_words import listing
from reeleezee.errors import ReeleezeeConfigurationError
from reeleezee.records import Administration


def choose(administrations: list[Administration], wanted: str) -> Administration:
    """The one with this id or name (case does not matter); without a wish, the only one there is."""
    if not administrations:
        raise ReeleezeeConfigurationError("This Reeleezee login sees no administration.")
    if not wanted:
        if len(administrations) == 1:
            return administrations[0]
        raise ReeleezeeConfigurationError(
            f"This login sees several administrations; choose one in the connection: {listing(administrations)}."
        )
    key = wanted.strip().casefold()
    matching = [one for one in administrations if key == one.id.casefold()] or [
        one for one in administrations if key == one.name.strip().casefold()
    ]
    if len(matching) == 1:
        return matching[0]
    problem = "is not among" if not matching else "is the name of several of"
    raise ReeleezeeConfigurationError(
        f"Administration {wanted!r} {problem} those of this login: {listing(administrations)}."
    )
