"""Says what the nightly proof found about one record, how bad that is, and by what key it is known the next night."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from koppeling.reasons import Reason


class Severity(StrEnum):
    """An error makes the run red; a warning is about work still to come; a notice is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


SEVERITIES: Final[Mapping[str, Severity]] = {
    "invoiced_twice": Severity.ERROR,
    "settled_without_invoice": Severity.ERROR,
    "amount_differs": Severity.ERROR,
    "vat_differs": Severity.ERROR,
    "customer_differs": Severity.ERROR,
    "waiting_too_long": Severity.ERROR,
    "invoiced_not_settled": Severity.ERROR,
    "invoice_without_work_order": Severity.ERROR,
    "other_order_quoted": Severity.ERROR,
    "not_recomputable": Severity.ERROR,
    "record_unreadable": Severity.ERROR,
    "order_not_compared": Severity.ERROR,
    "will_be_refused": Severity.WARNING,
    "invoice_of_other_koppeling": Severity.NOTICE,
    "refused_though_invoiced": Severity.NOTICE,
    "invoiced_by_hand": Severity.NOTICE,
    "invoice_edited": Severity.NOTICE,
    "order_changed_since": Severity.NOTICE,
    "hour_price_changed": Severity.NOTICE,
    "invoice_credited": Severity.NOTICE,
    "invoice_booked": Severity.NOTICE,
    "subjects_not_listed": Severity.NOTICE,
    "twin_relations": Severity.NOTICE,
    "twin_customers": Severity.NOTICE,
    "twin_materials": Severity.NOTICE,
    "twin_products": Severity.NOTICE,
}
"""Every finding there is, the most urgent first: in this order a report lists them."""

ALWAYS_TOLD: Final = frozenset({"waiting_too_long", "will_be_refused", "invoice_booked"})
"""What nobody can acknowledge: a waiting order is unbilled work for as long as it waits."""

_PLAIN = re.compile(r"[A-Za-z0-9@._ -]{1,40}")


@dataclass(frozen=True)
class Finding:
    """`subject` is what it is about (row id, invoice id or doubled value); `cause` tells more, in its own words."""

    reason: Reason
    subject: str
    work_order: str = ""
    invoice: str = ""
    invoice_id: str = ""
    cause: Reason | None = None

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    @property
    def nl(self) -> str:
        return f"{self.reason.nl} {self.cause.nl}" if self.cause else self.reason.nl

    @property
    def en(self) -> str:
        return f"{self.reason.en} {self.cause.en}" if self.cause else self.reason.en

    @property
    def key(self) -> str:
        """The same as long as the same is found: another amount or another invoice is news again."""
        told = json.dumps([self.reason.values_as_json(), self.cause.as_json() if self.cause else None], sort_keys=True)
        return f"{_short(self.subject)}/{self.code}/{_digest(told)}"

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": str(self.severity),
            "subject": self.subject,
            "work_order": self.work_order,
            "invoice": self.invoice,
            "invoice_id": self.invoice_id,
            "nl": self.nl,
            "en": self.en,
            "values": self.reason.values_as_json(),
            "cause": self.cause.as_json() if self.cause else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        cause = Reason.from_json(data["cause"]) if data["cause"] else None
        plain = {name: str(data[name]) for name in ("subject", "work_order", "invoice", "invoice_id")}
        return cls(Reason.recalled(str(data["code"]), data["values"]), cause=cause, **plain)


def _short(subject: str) -> str:
    """Row ids and invoice ids as they are, for who looks at what is remembered; a longer text would fill the memory."""
    return subject if _PLAIN.fullmatch(subject) else _digest(subject)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:10]


def urgency(finding: Finding) -> tuple[int, str, str]:
    """By what a list of findings is sorted."""
    return list(SEVERITIES).index(finding.code), finding.work_order, finding.subject
