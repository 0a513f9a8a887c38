"""Takes one cell of the kill matrix through its course: the broken run, what people do then, and runs until all rests.

After each of the three the invariants are checked against both sides, the logs, the XComs and the errors; at the end
everything stored must be as after a run without a fault, and one more run must not write anything.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from tests.faults.blows import Fault, end_other_sessions
from tests.faults.dagrun import DagRun
from tests.faults.invariants import Evidence, breaches
from tests.faults.wire import Call, Process, Wire
from tests.faults.world import World
from tests.koppeling.export.couple import Couple, open_couple

from sandbox.core.running import RunningSandbox

Json = dict[str, Any]
Running = tuple[RunningSandbox, RunningSandbox]
RESTS_WITHIN = 4
# Only a run that got stuck would wait so long for the other: whoever ends sends the other on.
MEETS_WITHIN = 60.0


class FollowUp(StrEnum):
    """What becomes of the run that was broken."""

    RETRY = "the failed task is tried again"
    NEXT = "the next run comes"
    CLEARED = "the run is cleared after a newer one"
    BY_HAND = "somebody triggers a run that tries everything again"
    TOGETHER = "a second run meets it at the call"


@dataclass(frozen=True)
class Cell:
    world: type[World]
    target: Call
    fault: Fault
    follow_up: FollowUp

    def __str__(self) -> str:
        return f"{self.world.name}: {self.fault} at {self.target}; then {self.follow_up}"


@dataclass(frozen=True)
class Ending:
    """What is wrong after a course; `is_struck` tells whether the blow fell (two runs may take the call from it)."""

    problems: tuple[str, ...]
    is_struck: bool


class _Texts(logging.Handler):
    """Everything that is logged by whatever we run, at every level; the servers of the sandboxes log for themselves."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter())
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("uvicorn"):
            self.texts.append(self.format(record))


@contextmanager
def listening() -> Iterator[list[str]]:
    root, handler = logging.getLogger(), _Texts()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler.texts
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


class Stage:
    """Two sandboxes, the wire to them, and a fresh world for every course."""

    def __init__(self, running: Running, patch: pytest.MonkeyPatch) -> None:
        self._running = running
        self._patch = patch
        self._wire = Wire(dict(zip(("outsmart", "reeleezee"), running, strict=True)), patch)
        self._clean: dict[type[World], tuple[list[Call], Json]] = {}

    def clean(self, kind: type[World]) -> tuple[list[Call], Json]:
        """The calls of a run without faults, as they were recorded, and what is stored after it."""
        if kind not in self._clean:
            world, process = self._world(kind), Process()
            run = DagRun(world.tasks(), self._wire).go(process)
            if not run.is_green:
                raise AssertionError(f"the clean run of {kind.name} failed: {run.errors}")
            self._clean[kind] = (process.calls, world.end_state())
        return self._clean[kind]

    def forget(self) -> None:
        self._clean.clear()

    def play(self, cell: Cell, *, begin: Callable[[], None] = lambda: None) -> Ending:
        """Arrange a fresh world, call `begin`, and go through the whole course."""
        clean = self.clean(cell.world)[1]
        with listening() as texts:
            course = Course(self._world(cell.world), self._wire, texts)
            begin()
            broken = course.break_run(cell)
            course.end_faults()
            course.check("after the fault", quiet=False)
            course.hold_to_its_word(broken, cell, clean)
            course.follow(cell, broken)
            course.check("after what followed", quiet=False)
            course.rest()
            course.check("at rest", quiet=True)
            course.compare(clean, "at rest")
        return Ending(tuple(course.problems), bool(course.struck))

    @contextmanager
    def course(self, kind: type[World]) -> Iterator[Course]:
        """A fresh world whose way is decided by the caller."""
        with listening() as texts:
            yield Course(self._world(kind), self._wire, texts)

    def _world(self, kind: type[World]) -> World:
        return kind(open_couple(self._running, self._patch))


class Course:
    """One way of a world through a run that goes wrong and what follows it; `problems` is all that was noticed."""

    def __init__(self, world: World, wire: Wire, texts: list[str]) -> None:
        self.world = world
        self.couple: Couple = world.couple
        self.problems: list[str] = []
        self.struck: list[Call] = []
        self.wire = wire
        self._logged = texts
        self._runs: list[DagRun] = []
        self._before = world.snapshot()

    def break_run(self, cell: Cell) -> DagRun:
        process = Process(cell.target, cell.fault, read_timeout=cell.fault.read_timeout)
        run = self.new_run()
        if cell.follow_up is FollowUp.TOGETHER:
            self._both(run, process, cell)
        else:
            run.go(process, stop_at_failure=cell.follow_up is FollowUp.RETRY)
            if not process.struck:
                self.problems.append("the call did not occur")
        self.struck = process.struck
        if process.after_death:
            self.problems.append(f"calls were made after the process was dead: {process.after_death}")
        return run

    def _both(self, run: DagRun, process: Process, cell: Cell) -> None:
        """Two runs that meet at the call; the pool of Airflow forbids it, but there may be two log-ins."""
        barrier = threading.Barrier(2)

        def meet() -> None:
            try:
                barrier.wait(MEETS_WITHIN)
            except threading.BrokenBarrierError:
                return

        def second() -> None:
            try:
                other.go(Process(cell.target, meet=meet, read_timeout=cell.fault.read_timeout))
            finally:
                barrier.abort()

        process.meet = meet
        other = self.new_run()
        thread = threading.Thread(target=second)
        thread.start()
        try:
            run.go(process)
        finally:
            barrier.abort()
            thread.join()

    def end_faults(self) -> None:
        end_other_sessions()
        for box in (self.couple.outsmart, self.couple.reeleezee):
            box.faults([])
        self.couple.reeleezee.switch(one_session_per_login=False)
        self.couple.connect()

    def follow(self, cell: Cell, run: DagRun) -> None:
        task = run.failed or cell.target.task
        match cell.follow_up:
            case FollowUp.RETRY if run.states.get(task) == "success":
                run.go(first=task, only=True)
            case FollowUp.RETRY:
                run.go(first=task)
            case FollowUp.NEXT:
                self.new_run().go()
            case FollowUp.CLEARED:
                self.new_run().go()
                run.go(first=task)
            case FollowUp.BY_HAND:
                self.new_run(by_hand=True).go()
            case FollowUp.TOGETHER:
                pass

    def rest(self) -> None:
        """Runs without faults, until one of them has nothing left to write."""
        for _ in range(RESTS_WITHIN):
            self.couple.forget_requests()
            run = self.new_run().go()
            if not run.is_green:
                self.problems.append(f"a run without faults failed: {run.errors}")
            if not self.couple.writes():
                return
        self.problems.append(f"never came to rest; the last run wrote {self.couple.writes()}")

    def check(self, when: str, *, quiet: bool) -> None:
        evidence = Evidence(
            before=self._before,
            after=self.world.snapshot(),
            people=self.world.people,
            outcomes=[row for run in self._runs for row in self.world.outcomes(run)],
            texts=[*self._logged, *(text for run in self._runs for text in run.texts())],
            quiet=quiet,
        )
        self.problems += [f"{sentence} ({when})" for sentence in breaches(evidence)]

    def hold_to_its_word(self, run: DagRun, cell: Cell, clean: Json) -> None:
        """A run that is green has done its work. Of two at once only both together have."""
        if run.is_green and cell.follow_up is not FollowUp.TOGETHER:
            self.compare(clean, "after a run that was green")

    def compare(self, clean: Json, when: str) -> None:
        now = self.world.end_state()
        for kind in (kind for kind in clean if now.get(kind) != clean[kind]):
            differing = [row for row in now[kind] if row not in clean[kind]] or "less than that"
            self.problems.append(f"{kind} end otherwise than without the fault: {differing} ({when})")

    def new_run(self, *, by_hand: bool = False) -> DagRun:
        run = DagRun(self.world.tasks(by_hand=by_hand), self.wire)
        self._runs.append(run)
        return run
