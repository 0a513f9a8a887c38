"""Keeps what nobody foresaw about one record of the proof from stopping it: told as a finding, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from koppeling.export.defaults import SettingNotFound
from koppeling.reasons import reason
from koppeling.reconciliation.finding import Finding
from outsmart.errors import OutSmartError
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError

log = logging.getLogger(__name__)
_WITH_A_MEANING = (OutSmartError, ReeleezeeError, SettingNotFound)
Given = ParamSpec("Given")
Read = TypeVar("Read")
Record = TypeVar("Record")


def of_order(
    order: WorkOrder, judge: Callable[Given, Iterable[Finding]], *args: Given.args, **more: Given.kwargs
) -> list[Finding]:
    """What is found about this work order, or that it could not be compared."""
    try:
        return list(judge(*args, **more))
    except Exception as error:  # the net around one order: told as an error of the proof, and the others go on
        told = reason("order_not_compared", work_order=order.label, problem=_problem(error))
        return [Finding(told, order.row_id, order.label)]


def readable(
    records: Iterable[Record],
    read: Callable[[Record], Read],
    told: list[Finding],
    *,
    name: Callable[[Record], str],
    system: str,
) -> Iterator[Read]:
    """What is made of each record; of one that could not be read a finding is added to `told`."""
    for record in records:
        try:
            made = read(record)
        except Exception as error:  # the net around one record: told as an error of the proof, and the others go on
            why = reason("record_unreadable", record=name(record) or "?", system=system, fields=_problem(error))
            told.append(Finding(why, name(record)))
        else:
            yield made


def _problem(error: Exception) -> str:
    if isinstance(error, _WITH_A_MEANING):
        raise error
    log.error("Unforeseen trouble with one record; the others go on", exc_info=error)
    return f"{type(error).__name__}: {error}"
