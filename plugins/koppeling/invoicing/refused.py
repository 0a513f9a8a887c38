"""Carries a refusal out of the depth of the rules to the one place that decides about the work order."""

from __future__ import annotations

from collections.abc import Mapping

from koppeling.keys import normal_key
from koppeling.reasons import Reason, reason


class Refused(Exception):
    """This work order can not become an invoice, for a business reason that a planner can repair."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why.en)
        self.reason = why


def refuse_unreadable(unreadable: Mapping[str, str], *keys: str) -> None:
    """Raise when the record that is looked for is there but cannot be read: taking it for unknown would make a second.

    `keys` are the ids and the number or code that the record may bear, `unreadable` has them in their normal form; the
    reason defers the order and is no 99.
    """
    for key in keys:
        if key and (fields := unreadable.get(normal_key(key))) is not None:
            raise refuse("needed_record_unreadable", key=key, fields=fields)


def refuse(code: str, /, **values: object) -> Refused:
    return Refused(reason(code, **values))
