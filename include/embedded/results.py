"""Collects what the DAG runs themselves report, over scheduled and triggered runs alike."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from embedded.rest import AirflowApi


@dataclass(frozen=True)
class ImportResult:
    """The counts of one import."""

    dag_id: str
    state: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class OrderResult:
    """What the export reports about one work order; each warning has its code and its text in both languages."""

    row_id: str
    work_order: str
    relation: str
    outcome: str
    reason: str
    nl: str
    en: str
    invoice_id: str
    receipt_number: str
    net: str
    vat: str
    total: str
    left_out: int
    warning_texts: tuple[tuple[str, str, str], ...]

    @property
    def warnings(self) -> frozenset[str]:
        """The codes of its warnings."""
        return frozenset(code for code, _, _ in self.warning_texts)


def import_result(api: AirflowApi, dag_id: str, run_id: str, state: str) -> ImportResult:
    """The counts of that run; empty when it came to no result."""
    report = api.xcom(dag_id, run_id, "sync") or {}
    return ImportResult(dag_id, state, report.get("counts", {}))


def order_results(reports: Iterable[Mapping[str, Any]]) -> dict[str, OrderResult]:
    """The last thing said about each work order that is more than `skipped`, by row id; previews do not count."""
    found: dict[str, OrderResult] = {}
    for report in reports:
        if report.get("preview"):
            continue
        for row in report["outcomes"]:
            result = _order_result(row)
            if result.row_id not in found or result.outcome != "skipped":
                found[result.row_id] = result
    return found


def export_reports(api: AirflowApi, dag_id: str, earlier: Collection[str] = ()) -> list[Mapping[str, Any]]:
    """The reports of the export's ended runs, oldest first, without the earlier ones; nothing to do is no report."""
    ended = [run.run_id for run in api.runs(dag_id) if run.ended and run.run_id not in earlier]
    reports = [api.xcom(dag_id, run_id, "report") for run_id in ended]
    return [report for report in reports if report is not None]


def _order_result(row: Mapping[str, Any]) -> OrderResult:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    return OrderResult(
        row_id=text("row_id"),
        work_order=text("work_order"),
        relation=text("relation"),
        outcome=text("outcome"),
        reason=text("reason"),
        nl=text("nl"),
        en=text("en"),
        invoice_id=text("invoice_id"),
        receipt_number=text("receipt_number"),
        net=text("net"),
        vat=text("vat"),
        total=text("total"),
        left_out=int(row.get("left_out") or 0),
        warning_texts=tuple(
            (str(warning["code"]), str(warning.get("nl") or ""), str(warning.get("en") or ""))
            for warning in row.get("warnings") or ()
        ),
    )
