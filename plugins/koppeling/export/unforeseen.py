"""Keeps what nobody foresaw about one record from stopping the others: told, logged and tried again, and never 99.

It is the second net. The first is that every value of a record is read as what it is, or is a named trouble.
"""

from __future__ import annotations

import logging

from koppeling.export.defaults import SettingNotFound
from koppeling.invoicing.parties import debtor_of
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Reason, reason
from outsmart.errors import OutSmartError
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError

log = logging.getLogger(__name__)
UNFORESEEN = "unforeseen_trouble"
_WITH_A_MEANING = (ReeleezeeError, OutSmartError, SettingNotFound)


def unforeseen(error: Exception) -> Reason:
    """The reason of a record that met this error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it has a meaning of its own: those of both connections, and a wrong setting.
    """
    if isinstance(error, _WITH_A_MEANING):
        raise error
    log.error("Unforeseen trouble with one record; the others go on", exc_info=error)
    return reason(UNFORESEEN, problem=f"{type(error).__name__}: {error}")


def set_aside(order: WorkOrder, why: Reason, version: str = "") -> Outcome:
    """The outcome of an order that met unforeseen trouble: it waits for the next run."""
    return Outcome(
        order.row_id,
        order.label,
        Result.DEFERRED,
        relation=debtor_of(order).name,
        reason=why,
        fingerprint=version,
    )
