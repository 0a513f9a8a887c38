"""Asks Airflow, from inside a task, how the runs of other DAGs ended and what they left behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from koppeling.links import airflow_address
from koppeling.notices.message import FailedRun
from koppeling.steps.skipping import KEY

if TYPE_CHECKING:
    from airflow.sdk.execution_time.task_runner import RuntimeTaskInstance

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)?")
_NEWEST = 10
_ENDED = ("success", "failed")
REPORT = "report"
_TOLD = frozenset({"work_order", "relation", "nl", "outcome"})


class Runs:
    """The runs of all DAGs as the running task `ti` may see them: tasks have no database."""

    def __init__(self, ti: RuntimeTaskInstance) -> None:
        self._ti = ti
        self.airflow = airflow_address(ti.log_url)

    def count(self, dag_id: str, state: str) -> int:
        return int(self._ti.get_dr_count(dag_id, states=[state]))

    def last_ended(self, dag_id: str, task_id: str) -> tuple[str, str]:
        """Id and state of the run that began last among those that ended; `task_id` is any task that all of them have.

        Airflow lists no runs to a task, but the task instances of a DAG: of those the ids tell when a run began.
        """
        known = self._ti.get_task_states(dag_id, task_ids=[task_id])
        for run_id in newest(known)[:_NEWEST]:
            # a member of an enumeration that is equal to its text, but does not print as that
            found = self._ti.get_dagrun_state(dag_id, run_id)
            state = next((name for name in _ENDED if found == name), "")
            if state:
                return run_id, state
        return "", ""

    def failed_run(self, dag: str, dag_id: str, run_id: str) -> FailedRun:
        """What went wrong, as far as the tasks of the run have told."""
        states = self._ti.get_task_states(dag_id, run_ids=[run_id]).get(run_id, {})
        failed = sorted((task for task, state in states.items() if state == "failed"), key=lambda task: task == REPORT)
        why = self._left(dag_id, run_id, failed[0], KEY) if failed else ""
        link = self.address(dag_id, run_id)
        return FailedRun(dag, failed[0] if failed else "-", str(why or ""), link, self._orders(dag_id, run_id))

    def address(self, dag_id: str, run_id: str = "") -> str:
        return f"{self.airflow}/dags/{dag_id}" + (f"/runs/{quote(run_id, safe='')}" if run_id else "")

    def _orders(self, dag_id: str, run_id: str) -> tuple[tuple[str, str, str], ...]:
        report = self._left(dag_id, run_id, REPORT, "return_value")
        rows = report.get("outcomes", ()) if isinstance(report, dict) else ()
        # a report of another version may lack a member: what it tells of the others is told
        whole = (row for row in rows if isinstance(row, dict) and row.keys() >= _TOLD)
        return tuple((r["work_order"], r["relation"], r["nl"]) for r in whole if r["outcome"] == "deferred")

    def _left(self, dag_id: str, run_id: str, task_id: str, key: str) -> Any:
        return self._ti.xcom_pull(dag_id=dag_id, run_id=run_id, task_ids=task_id, key=key)


def newest(run_ids: Iterable[str]) -> list[str]:
    """The ids by the moment that stands in them, the newest first; one that names no moment comes last."""
    return sorted(run_ids, key=_began, reverse=True)


def _began(run_id: str) -> datetime:
    found = _MOMENT.search(run_id)
    moment = datetime.fromisoformat(found[0]) if found else datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
