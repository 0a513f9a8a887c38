"""Keeps what nobody foresaw about one record of an import from stopping the others: told, logged, and the run red.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from koppeling.reasons import Reason, reason
from koppeling.unforeseen import what_happened

if TYPE_CHECKING:
    from koppeling.imports.report import Tally

Given = ParamSpec("Given")
Made = TypeVar("Made")


def unforeseen(record: str, error: Exception) -> Reason:
    """The reason of a record that met this error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it has a meaning of its own: those of both connections.
    """
    return reason("row_unforeseen", key=record or "?", problem=what_happened(error))


def guarded(
    tally: Tally, key: str, name: str, work: Callable[Given, Made], *args: Given.args, **more: Given.kwargs
) -> Made | None:
    """What the work on one record gives; None where it met what nobody foresaw, which is told as a refusal."""
    try:
        return work(*args, **more)
    except Exception as error:  # the net around one record: told and logged, and the others go on
        tally.refuse(key, name, unforeseen(key or name, error))
        return None
