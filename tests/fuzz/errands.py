"""Runs of the koppeling that are taken task by task, so that others may come between and tasks may be late or dead."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from airflow.sdk.exceptions import AirflowSkipException
from tests.fuzz.interruption import Killed
from tests.koppeling.export.couple import NAME, PARAMS, Json

from koppeling.steps import export_steps, guard, import_steps

TASKS: Final = ("plan", "relations", "materials", "post", "mark", "report")
_NUMBERS: Final = count(1)
KINDS: Final = {
    "relations": ("relations", "import_relations"),
    "materials": ("materials", "import_materials"),
    "hourtypes": ("hour_types", "import_hour_types"),
}


@dataclass
class ExportRun:
    """One run of `invoice_export`: `results` are the XComs of its tasks, `errors` those of the tasks that failed.

    `troubled` is what Airflow keeps from run to run: runs of one company share it.
    """

    params: Json = field(default_factory=dict)
    troubled: Json = field(default_factory=dict)
    name: str = field(default_factory=lambda: f"run {next(_NUMBERS)}")
    done: int = 0
    results: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, BaseException] = field(default_factory=dict)
    told: list[Json] = field(default_factory=list)
    is_idle: bool = False

    @property
    def is_over(self) -> bool:
        return self.is_idle or self.done >= len(TASKS) or "plan" in self.errors

    @property
    def is_preview(self) -> bool:
        return bool(self.params.get("preview"))

    @property
    def was_killed(self) -> bool:
        return any(isinstance(error, Killed) for error in self.errors.values())

    @property
    def next_task(self) -> str:
        return TASKS[self.done]

    def step(self) -> None:
        """The next task, as Airflow would run it; a failed one leaves no XCom and the rest goes on without."""
        self.repeat(self.next_task)
        self.done += 1

    def repeat(self, task: str) -> None:
        """A task of this run, perhaps cleared by somebody long after."""
        self.errors.pop(task, None)
        try:
            result = json.loads(json.dumps(self._work(task)()))
        except AirflowSkipException:
            self.is_idle = True
        except (Exception, Killed) as error:  # a failing task, as Airflow sees one
            self.errors[task] = error
            self.results.pop(task, None)
        else:
            self.results[task] = result
            self._tell(task, result)

    def finish(self) -> ExportRun:
        while not self.is_over:
            self.step()
        return self

    def outcome(self, row_id: str) -> Json:
        """What the report says of this work order; empty when it says nothing."""
        rows = self.results.get("report", {}).get("outcomes", ())
        return next((dict(row) for row in rows if row["row_id"] == row_id), {})

    def _work(self, task: str) -> Callable[[], Any]:
        xcom: Callable[[str], Any] = self.results.get
        return {
            "plan": self._plan,
            "relations": lambda: export_steps.upsert_relations(NAME, xcom("plan")),
            "materials": lambda: export_steps.upsert_materials(NAME, xcom("plan")),
            "post": lambda: self._post(xcom("plan"), xcom("relations"), xcom("materials")),
            "mark": lambda: export_steps.mark_refused(NAME, xcom("plan"), xcom("post")),
            "report": lambda: export_steps.report(xcom("plan"), xcom("post"), xcom("mark")),
        }[task]

    def _post(self, plan: Json, relations: list[Json] | None, materials: list[Json] | None) -> Json:
        failed = [*(relations or ()), *(materials or ())]
        unready = plan["needs_relation"] if relations is None else ()
        kept: Json = {"troubled": dict(self.troubled), "run": self.name}
        made = export_steps.post_concept_invoices(NAME, plan, failed, unready=unready, **kept)
        after = made.pop("troubled")
        self.troubled.clear()
        self.troubled.update(after)
        return made

    def _plan(self) -> Any:
        guard.check_settings(NAME, "export_invoices")
        return export_steps.plan_invoices(NAME, PARAMS | self.params)

    def _tell(self, task: str, result: Any) -> None:
        rows = result if isinstance(result, list) else result["outcomes"]
        self.told += rows


def run_export(**params: Any) -> ExportRun:
    return ExportRun(params).finish()


@dataclass
class ImportRun:
    """One run of an import; `remembered` is what Airflow keeps for the next one."""

    kind: str
    preview: bool = False
    remembered: dict[str, str] = field(default_factory=dict)
    report: Json = field(default_factory=dict)
    error: BaseException | None = None
    is_idle: bool = False

    def run(self) -> ImportRun:
        name, switch = KINDS[self.kind]
        try:
            guard.check_settings(NAME, switch)
            self.report = import_steps.sync(NAME, name, preview=self.preview, remembered=self.remembered)
        except AirflowSkipException:
            self.is_idle = True
        except (Exception, Killed) as error:  # a failing task, as Airflow sees one
            self.error = error
        return self
