"""Keeps what nobody foresaw about one record of the proof from stopping it: told as a finding, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from koppeling.export.defaults import SettingNotFound
from koppeling.reasons import reason
from koppeling.reconciliation.finding import Finding
from koppeling.unforeseen import what_happened
from outsmart.records import WorkOrder

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
        told = reason("order_not_compared", work_order=order.label, problem=what_happened(error, SettingNotFound))
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
            why = reason(
                "record_unreadable",
                record=name(record) or "?",
                system=system,
                fields=what_happened(error, SettingNotFound),
            )
            told.append(Finding(why, name(record)))
        else:
            yield made
