"""Runs the bodies of a DAG's tasks as Airflow does: trigger rules, XComs through JSON, states, clearing, killing."""

from __future__ import annotations

import json
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Airflow settles on its home when it is first imported, and would take that of the person who runs the tests.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from airflow.sdk.exceptions import AirflowSkipException
from tests.faults.wire import Killed, Process, Wire

Xcoms = Mapping[str, Any]
SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED = "success", "failed", "skipped", "upstream_failed"


class MachineDied(Exception):
    """Nothing of the run goes on: its tasks stay without a state."""


@dataclass(frozen=True)
class Task:
    """A task: its body gets the XComs so far; `even_after_trouble` is the rule ALL_DONE_MIN_ONE_SUCCESS."""

    name: str
    body: Callable[[Xcoms], Any]
    even_after_trouble: bool = False


@dataclass
class DagRun:
    """One run of a DAG whose tasks stand in a row, each after all the former ones."""

    tasks: Sequence[Task]
    wire: Wire
    states: dict[str, str] = field(default_factory=dict)
    xcoms: dict[str, Any] = field(default_factory=dict)
    errors: list[BaseException] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)

    @property
    def is_green(self) -> bool:
        return set(self.states.values()) <= {SUCCESS, SKIPPED} and len(self.states) == len(self.tasks)

    @property
    def failed(self) -> str:
        """The first task that failed; empty when none did."""
        return next((task.name for task in self.tasks if self.states.get(task.name) == FAILED), "")

    def go(
        self, process: Process | None = None, *, first: str = "", only: bool = False, stop_at_failure: bool = False
    ) -> DagRun:
        """Run the tasks from `first` on, as when that task was cleared; `only` that one. Returns itself."""
        names = [task.name for task in self.tasks]
        start = names.index(first) if first else 0
        process = process or Process()
        for task in self.tasks[start : start + 1 if only else None]:
            self.states.pop(task.name, None)
            self.xcoms.pop(task.name, None)
            try:
                self.states[task.name] = self._state_of(task, process)
            except MachineDied:
                break
            if stop_at_failure and self.states[task.name] == FAILED:
                break
        return self

    def texts(self) -> Iterator[str]:
        """Everything that Airflow keeps of the run: XComs, also overwritten ones, and errors with their traces."""
        yield from (json.dumps(value) for value in self.told)
        for error in self.errors:
            yield "".join(traceback.format_exception(error))
            yield f"{error!r} {error.args}"

    def _state_of(self, task: Task, process: Process) -> str:
        former = [self.states.get(one.name, "") for one in self.tasks[: self.tasks.index(task)]]
        if task.even_after_trouble:
            if SUCCESS not in former:
                return SKIPPED if SKIPPED in former else UPSTREAM_FAILED
        elif FAILED in former or UPSTREAM_FAILED in former:
            return UPSTREAM_FAILED
        elif SKIPPED in former:
            return SKIPPED
        return self._ended(task, process)

    def _ended(self, task: Task, process: Process) -> str:
        process.begin(task.name)
        with self.wire.carrying(process):
            try:
                value = json.loads(json.dumps(task.body(self.xcoms)))
            except AirflowSkipException as reason:
                self.told.append(str(reason))
                return SKIPPED
            except Killed:
                self.errors.append(Killed())
                if process.blow is not None and process.blow.is_lasting:
                    raise MachineDied from None
                return FAILED
            except Exception as error:  # a failing task, as Airflow sees one; the checks read it from the run
                self.errors.append(error)
                return FAILED
        self.xcoms[task.name] = value
        self.told.append(value)
        return SUCCESS
