"""Keeps what nobody foresaw about one record of an import from stopping the others: told, logged, and the run red.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

import logging

from koppeling.imports.report import Became, Tally
from koppeling.reasons import reason
from outsmart.errors import OutSmartError
from reeleezee.errors import ReeleezeeError

log = logging.getLogger(__name__)
_WITH_A_MEANING = (ReeleezeeError, OutSmartError)


def tell_unforeseen(tally: Tally, key: str, name: str, error: Exception) -> None:
    """Tell the record as refused; to be called where the error was caught.

    Raises the error itself where it has a meaning of its own: those of both connections.
    """
    if isinstance(error, _WITH_A_MEANING):
        raise error
    log.error("Unforeseen trouble with one record; the others go on", exc_info=error)
    problem = f"{type(error).__name__}: {error}"
    tally.tell(Became.REFUSED, key, name, reason("row_unforeseen", key=key or name or "?", problem=problem))
