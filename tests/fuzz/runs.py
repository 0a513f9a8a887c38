"""Adds to the stories the runs of the koppeling: whole and in pieces, failing, dying, late and together."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from tests.fuzz import choices
from tests.fuzz.errands import KINDS, ExportRun, ImportRun
from tests.fuzz.interruption import at_call, dying
from tests.fuzz.machine import Story
from tests.koppeling.export.couple import Json


class Runs(Story):
    """What Airflow does, by schedule and because somebody presses a button."""

    @precondition(lambda self: self.has_waiting())
    @rule(retry=st.booleans())
    def whole_run(self, retry: bool) -> None:
        self.count("whole run")
        run = ExportRun({"retry_refused": retry})
        self.export(run, run.finish, strict=True)

    @precondition(lambda self: self.has_waiting())
    @rule(preview=st.booleans(), data=st.data())
    def run_for_some(self, preview: bool, data: st.DataObject) -> None:
        self.count("preview" if preview else "run for some orders")
        orders = [row["OrderNr"] for row in self.company.outsmart.state()["workorders"]]
        wanted = data.draw(st.lists(st.sampled_from(orders), max_size=2)) if orders else []
        run = ExportRun({"preview": preview, "work_orders": wanted})
        self.export(run, run.finish, strict=True)

    @precondition(lambda self: self.has_waiting())
    @rule(system=choices.systems, fault=choices.faults)
    def run_with_a_fault(self, system: str, fault: Json) -> None:
        self.count("run with a fault")
        getattr(self.company, system).faults([fault])
        run = ExportRun({})
        self.export(run, run.finish, strict=not _makes_refuse(fault))
        self.clear_faults()

    @precondition(lambda self: self.has_waiting())
    @rule(number=st.integers(0, 40), after=st.booleans(), goes_on=st.booleans())
    def run_whose_process_dies(self, number: int, after: bool, goes_on: bool) -> None:
        self.count("killed run")
        run = ExportRun({})

        def work() -> None:
            with dying(number, after=after):
                while not run.is_over and (goes_on or not run.was_killed):
                    run.step()

        self.export(run, work, strict=True)

    @precondition(lambda self: self.has_waiting())
    @rule(number=st.integers(0, 40))
    def two_runs_at_once(self, number: int) -> None:
        """The second run goes from begin to end within one call of the first."""
        self.count("overlapping runs")
        run, other = ExportRun({}), ExportRun({})

        def work() -> None:
            with at_call(number, other.finish):
                run.finish()
            run.told += other.told
            run.errors |= {f"other {name}": error for name, error in other.errors.items()}

        self.export(run, work, strict=True)

    @precondition(lambda self: self.has_waiting())
    @rule()
    def begin_a_run(self) -> None:
        self.count("run begun")
        self.runs = [*self.runs[-3:], ExportRun({})]
        self.export(self.runs[-1], self.runs[-1].step, strict=False)

    @precondition(lambda self: any(not run.is_over for run in self.runs))
    @rule(data=st.data())
    def go_on_with_a_run(self, data: st.DataObject) -> None:
        self.count("run gone on with")
        open_runs = [run for run in self.runs if not run.is_over]
        run = open_runs[data.draw(st.integers(0, len(open_runs) - 1), "run")]
        self.export(run, run.step, strict=False)

    @precondition(lambda self: any("plan" in run.results for run in self.runs))
    @rule(data=st.data(), task=st.sampled_from(["relations", "materials", "post", "mark"]))
    def late_task(self, data: st.DataObject, task: str) -> None:
        """Somebody clears a task of an old run, or it was asleep all the while."""
        self.count("late task")
        planned = [run for run in self.runs if "plan" in run.results]
        run = planned[data.draw(st.integers(0, len(planned) - 1), "run")]
        self.export(run, lambda: run.repeat(task), strict=False)

    # --- imports ----------------------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(list(KINDS)), preview=st.booleans())
    def clean_import(self, kind: str, preview: bool) -> None:
        """Afterwards there is nothing left to write, as far as a second run can tell."""
        self.count("import")
        run = ImportRun(kind, preview, self.remembered.get(kind, {}))
        self.do_import(run, run.run)
        assert run.error is None, run.error
        if preview:
            return
        stored = self.stored()
        again = ImportRun(kind, remembered=self.remembered.get(kind, {}))
        self.do_import(again, again.run)
        assert again.error is None, again.error
        assert self.stored() == stored, "a second import changed something"
        assert again.report["counts"]["created"] == 0
        assert again.report["counts"]["updated"] == 0

    @rule(kind=st.sampled_from(list(KINDS)), system=choices.systems, fault=choices.faults)
    def import_with_a_fault(self, kind: str, system: str, fault: Json) -> None:
        self.count("import with a fault")
        getattr(self.company, system).faults([fault])
        run = ImportRun(kind, remembered=self.remembered.get(kind, {}))
        self.do_import(run, run.run)
        self.clear_faults()

    @rule(kind=st.sampled_from(list(KINDS)), number=st.integers(0, 12), after=st.booleans())
    def import_whose_process_dies(self, kind: str, number: int, after: bool) -> None:
        self.count("killed import")
        run = ImportRun(kind, remembered=self.remembered.get(kind, {}))

        def work() -> None:
            with dying(number, after=after):
                run.run()

        self.do_import(run, work)


def _makes_refuse(fault: Json) -> bool:
    """An answered 400 to a write is a refusal of Reeleezee, and must be one of ours."""
    return bool(fault["kind"].startswith("status") and fault["code"] in {400, 404})
