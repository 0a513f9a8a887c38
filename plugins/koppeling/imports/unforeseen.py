"""Keeps what nobody foresaw about one record of an import from stopping the others: told, logged, and the run red.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from koppeling.reasons import Reason, reason
from outsmart.errors import OutSmartError
from reeleezee.errors import ReeleezeeError

if TYPE_CHECKING:
    from koppeling.imports.report import Tally

log = logging.getLogger(__name__)
_WITH_A_MEANING = (ReeleezeeError, OutSmartError)
Given = ParamSpec("Given")
Made = TypeVar("Made")


def unforeseen(record: str, error: Exception) -> Reason:
    """The reason of a record that met this error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it has a meaning of its own: those of both connections.
    """
    if isinstance(error, _WITH_A_MEANING):
        raise error
    log.error("Unforeseen trouble with one record; the others go on", exc_info=error)
    return reason("row_unforeseen", key=record or "?", problem=f"{type(error).__name__}: {error}")


def guarded(
    tally: Tally, key: str, name: str, work: Callable[Given, Made], *args: Given.args, **more: Given.kwargs
) -> Made | None:
    """What the work on one record gives; None where it met what nobody foresaw, which is told as a refusal."""
    try:
        return work(*args, **more)
    except Exception as error:  # the net around one record: told and logged, and the others go on
        tally.refuse(key, name, unforeseen(key or name, error))
        return None
