"""Says what can become of one work order in a run, in a form that goes through Airflow's XCom and into the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from koppeling.reasons import Reason, short


class Result(StrEnum):
    """What became of a work order (in a preview: would become). Only `deferred` is tried again by itself."""

    EXPORTED = "exported"
    EXPORTED_CHANGED_MEANWHILE = "exported_changed_meanwhile"
    REFUSED = "refused"
    DEFERRED = "deferred"
    SKIPPED = "skipped"
    WOULD_BE_EXPORTED = "would_be_exported"


def told_warning(warning: Reason) -> dict[str, Any]:
    """A warning as reports and tasks hand it on."""
    return {"code": warning.code, "nl": warning.nl, "en": warning.en, "values": warning.values_as_json()}


@dataclass(frozen=True)
class Outcome:
    """The result for one work order; amounts are euros as text, empty where there is no invoice."""

    row_id: str
    work_order: str
    result: Result
    relation: str = ""
    reason: Reason | None = None
    warnings: tuple[Reason, ...] = ()
    invoice_id: str = ""
    receipt_number: str = ""
    net: str = ""
    vat: str = ""
    total: str = ""
    left_out: int = 0
    fingerprint: str = ""

    @property
    def is_exported(self) -> bool:
        return self.result in {Result.EXPORTED, Result.EXPORTED_CHANGED_MEANWHILE}

    def with_warning(self, warning: Reason) -> Outcome:
        return replace(self, warnings=(*self.warnings, warning))

    def as_json(self) -> dict[str, Any]:
        """The row of the report: outcome, reason and sentences in both languages."""
        return {
            "row_id": self.row_id,
            "work_order": short(self.work_order),
            "relation": short(self.relation),
            "outcome": str(self.result),
            "reason": self.reason.code if self.reason else "",
            "nl": self.reason.nl if self.reason else "",
            "en": self.reason.en if self.reason else "",
            "values": self.reason.values_as_json() if self.reason else {},
            "warnings": [told_warning(w) for w in self.warnings],
            "invoice_id": self.invoice_id,
            "receipt_number": self.receipt_number,
            "net": self.net,
            "vat": self.vat,
            "total": self.total,
            "left_out": self.left_out,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Outcome:
        reason = Reason.recalled(data["reason"], data["values"]) if data["reason"] else None
        warnings = tuple(Reason.recalled(w["code"], w["values"]) for w in data["warnings"])
        plain = {name: data[name] for name in _PLAIN}
        return cls(**plain, result=Result(data["outcome"]), reason=reason, warnings=warnings)


_PLAIN = (
    "row_id",
    "work_order",
    "relation",
    "invoice_id",
    "receipt_number",
    "net",
    "vat",
    "total",
    "left_out",
    "fingerprint",
)
