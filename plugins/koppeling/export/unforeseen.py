"""Keeps what nobody foresaw about one record from stopping the others: told, logged and tried again, and never 99.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

from koppeling.export.defaults import SettingNotFound
from koppeling.invoicing.parties import debtor_of
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Reason, reason
from koppeling.unforeseen import what_happened
from outsmart.records import WorkOrder

UNFORESEEN = "unforeseen_trouble"


def unforeseen(error: Exception) -> Reason:
    """The reason of a record that met this error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it has a meaning of its own: those of both connections, and a wrong setting.
    """
    return reason(UNFORESEEN, problem=what_happened(error, SettingNotFound))


def set_aside(order: WorkOrder, why: Reason, version: str = "") -> Outcome:
    """The outcome of an order that met unforeseen trouble: it waits for the next run."""
    return Outcome(
        order.row_id,
        order.label,
        Result.DEFERRED,
        relation=_relation(order),
        reason=why,
        fingerprint=version,
    )


def _relation(order: WorkOrder) -> str:
    try:
        return debtor_of(order).name
    except Exception as error:  # the net around what is told of an order that is in trouble already
        what_happened(error)
        return ""
