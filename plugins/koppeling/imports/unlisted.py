"""Looks up what OutSmart knows and Reeleezee's list left out, so that a list that moved calls nothing vanished.

A record falls between two pages when one before it goes while the list is read. What OutSmart names by an id that no
page showed is therefore asked for by that id, before the import takes it for gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from koppeling.identity import is_guid
from koppeling.imports.candidate import Stored
from koppeling.imports.unforeseen import Net

MOST_DOUBTFUL = 200

Find = Callable[[Sequence[str]], Iterable[str]]
"""Gives of these ids those that Reeleezee has, in calls of twenty ids at most."""


class ListNotTrusted(Exception):
    """So many records are missing from Reeleezee's list that it cannot be taken for whole; nothing was written."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Van {count} rijen in OutSmart staat het record niet meer in de lijst van Reeleezee. Dat zijn er meer "
            f"dan de {MOST_DOUBTFUL} die worden nagezocht: er is niets geschreven. Controleer of dit de goede "
            "administratie is. Is er veel verwijderd, maak dan in OutSmart het externe id van die rijen leeg en start "
            f"de import opnieuw / {count} rows in OutSmart name a record that is no longer in Reeleezee's list, more "
            f"than the {MOST_DOUBTFUL} that are looked up: nothing was written. Check the administration. If much was "
            "removed, empty the external id of those rows in OutSmart and run the import again."
        )


def with_unlisted(
    known_ids: Collection[str], rows: Iterable[Stored], is_judged: Callable[[Stored], bool], find: Find, net: Net
) -> frozenset[str]:
    """The known ids, and those of the rows at hand that Reeleezee has after all; raises `ListNotTrusted`."""
    missing: set[str] = set()
    for place, row in enumerate(rows):
        with net.around_row(place, row.key, row.name):
            if is_guid(row.external_id) and row.external_id not in known_ids and is_judged(row):
                missing.add(row.external_id)
    doubtful = sorted(missing)
    if len(doubtful) > MOST_DOUBTFUL:
        raise ListNotTrusted(len(doubtful))
    found = find(doubtful) if doubtful else ()
    return frozenset(known_ids) | frozenset(found)
