"""Keeps what nobody foresaw about one record of an import from stopping the others: told, logged, and the run red.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from koppeling.imports.candidate import Candidate
from koppeling.reasons import Reason, reason
from koppeling.unforeseen import what_happened

if TYPE_CHECKING:
    from koppeling.imports.report import Tally

Given = ParamSpec("Given")
Made = TypeVar("Made")


def unforeseen(error: Exception, key: str, name: str = "") -> Reason:
    """The reason of a record that met this error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it concerns all records.
    """
    return reason("row_unforeseen", key=key or name or "?", problem=what_happened(error))


def guarded(
    tally: Tally, key: str, name: str, work: Callable[Given, Made], *args: Given.args, **more: Given.kwargs
) -> Made | None:
    """What the work on one record gives; None where it met what nobody foresaw, which is told as a refusal."""
    try:
        return work(*args, **more)
    except Exception as error:  # the net around one record: told and logged, and the others go on
        tally.refuse(key, name, unforeseen(error, key, name))
        return None


class Net:
    """Who met trouble in one import: `candidates` by id, `rows` of OutSmart by place. Nothing is written to them."""

    def __init__(self) -> None:
        self.candidates: dict[str, Reason] = {}
        self.rows: dict[int, Reason] = {}

    @contextmanager
    def around(self, candidate: Candidate) -> Iterator[None]:
        """What is done with one candidate; what follows the block is done with it all the same."""
        try:
            yield
        except Exception as error:  # nobody can know what to expect: it is told, logged, and the others go on
            self.candidates.setdefault(candidate.id, unforeseen(error, candidate.key, candidate.name))

    @contextmanager
    def around_row(self, place: int, key: str, name: str = "") -> Iterator[None]:
        """The same for a row of OutSmart."""
        try:
            yield
        except Exception as error:  # as above
            self.rows.setdefault(place, unforeseen(error, key, name))
