"""Carries a refusal out of the depth of the rules to the one place that decides about the work order."""

from __future__ import annotations

from koppeling.reasons import Reason, reason


class Refused(Exception):
    """This work order can not become an invoice, for a business reason that a planner can repair."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why.en)
        self.reason = why


def refuse(code: str, /, **values: object) -> Refused:
    return Refused(reason(code, **values))
