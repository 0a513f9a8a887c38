"""Buttons beside a task of the export in Airflow's UI: to the page with this run's work orders, and to a single one.

Airflow asks a link in the worker when the task ends, stores the answer as XCom and shows that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from airflow.sdk import BaseOperatorLink

if TYPE_CHECKING:
    from airflow.sdk import BaseOperator
    from airflow.sdk.execution_time.task_runner import RuntimeTaskInstance
    from airflow.sdk.types import TaskInstanceKey

Json = dict[str, Any]


class WorkOrdersLink(BaseOperatorLink):
    """To the koppeling's own page, on the work orders of this run."""

    name = "Werkbonnen"

    def __init__(self, koppeling: str) -> None:
        self._koppeling = koppeling

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:  # noqa: ARG002
        ti = _running(ti_key)
        return page_address(ti.log_url, self._koppeling, ti.run_id) if _rows(ti) else ""


class WorkOrderLink(BaseOperatorLink):
    """To the work order in OutSmart, when the run was about one and `koppelingen.yaml` knows its address."""

    name = "Werkbon"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:  # noqa: ARG002
        return _of_single_row(_running(ti_key), "work_order_url")


class InvoiceLink(BaseOperatorLink):
    """To the invoice in Reeleezee, when the run was about one work order and made or found its invoice."""

    name = "Factuur"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:  # noqa: ARG002
        return _of_single_row(_running(ti_key), "invoice_url")


def links_of(koppeling: str) -> tuple[BaseOperatorLink, ...]:
    """The links of a task whose result is a report with rows."""
    return (WorkOrdersLink(koppeling), WorkOrderLink(), InvoiceLink())


def page_address(log_url: str, koppeling: str, run_id: str = "") -> str:
    """The page with the work orders (of a run); where Airflow itself is served is told by the address of a log."""
    page = f"{airflow_address(log_url)}/koppeling/#/{quote(koppeling)}/orders"
    return f"{page}/{quote(run_id, safe='')}" if run_id else page


def airflow_address(log_url: str) -> str:
    return log_url.partition("/dags/")[0]


def _running(ti_key: TaskInstanceKey) -> RuntimeTaskInstance:
    """What Airflow 3 hands over in the worker is the running task instance itself, not only its key."""
    return cast("RuntimeTaskInstance", ti_key)


def _of_single_row(ti: RuntimeTaskInstance, field: str) -> str:
    rows = _rows(ti)
    return str(rows[0].get(field, "")) if len(rows) == 1 else ""


def _rows(ti: RuntimeTaskInstance) -> list[Json]:
    report = ti.xcom_pull(task_ids=ti.task_id)
    return list(report["outcomes"]) if isinstance(report, dict) else []
