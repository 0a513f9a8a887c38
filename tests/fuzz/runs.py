"""Adds to the stories the runs of the koppeling: whole and in pieces, failing, dying, late and together."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.fuzz import choices
from tests.fuzz.errands import KINDS, ExportRun, ImportRun
from tests.fuzz.interruption import at_call, dying
from tests.fuzz.machine import Story
from tests.koppeling.export.couple import Json, used, worked

MOST_RUNS = 4
MOST_ORDERS = 16


class Runs(Story):
    """What Airflow does, by schedule and because somebody presses a button."""

    def let_there_be_work(self) -> str:
        """A run without a waiting order that can be invoiced would teach little; the row id of one that was made."""
        self.barren = 0
        orders = self.company.outsmart.state()["workorders"]
        if len(orders) >= MOST_ORDERS:
            self.company.on_order(orders[0]["id"], delete=True)
        return self.company.work_order([used("KRAAN", "2", "12.50")], [worked("MONT", "00:50")], "1001", "")

    @rule(
        how=st.sampled_from(["whole", "whole", "retry", "preview", "some", "overlapping", "killed", "killed"]),
        number=st.integers(0, 30),
        after=st.booleans(),
        goes_on=st.booleans(),
        data=st.data(),
    )
    def a_run(self, how: str, number: int, after: bool, goes_on: bool, data: st.DataObject) -> None:
        self.count(f"run: {how}")
        self.let_there_be_work()
        if how == "killed":
            self._killed(number, after=after, goes_on=goes_on)
        elif how == "overlapping":
            self._overlapping(number)
        elif how in {"preview", "some"}:
            self._for_some(data, preview=how == "preview")
        else:
            run = ExportRun({"retry_refused": how == "retry"})
            self.export(run, run.finish, strict=True)

    def _killed(self, number: int, *, after: bool, goes_on: bool) -> None:
        run = ExportRun({})

        def work() -> None:
            with dying(number, after=after):
                while not run.is_over and (goes_on or not run.was_killed):
                    run.step()

        self.export(run, work, strict=True)

    def _overlapping(self, number: int) -> None:
        """The second run goes from begin to end within one call of the first."""
        run, other = ExportRun({}), ExportRun({})

        def work() -> None:
            with at_call(number, other.finish):
                run.finish()
            run.told += other.told
            run.errors |= {f"other {name}": error for name, error in other.errors.items()}

        self.export(run, work, strict=True)

    def _for_some(self, data: st.DataObject, *, preview: bool) -> None:
        """Nothing happens to those that nobody asked for."""
        before = {row["id"]: row for row in self.company.outsmart.state()["workorders"]}
        numbers = [row["OrderNr"] for row in before.values()]
        wanted = data.draw(st.lists(st.sampled_from(numbers), max_size=2), "work orders")
        run = ExportRun({"preview": preview, "work_orders": wanted})
        self.export(run, run.finish, strict=True)
        for row in self.company.outsmart.state()["workorders"] if wanted else ():
            assert row["OrderNr"] in wanted or row == before[row["id"]], f"{row['id']} was not asked for"

    def plan_fault(self, fault: Json) -> None:
        system, match = fault["match"]
        getattr(self.company, system).faults([{**fault, "match": match}])

    @rule(fault=choices.faults)
    def a_run_with_a_fault(self, fault: Json) -> None:
        self.count("run with a fault")
        self.let_there_be_work()
        self.plan_fault(fault)
        run = ExportRun({})
        self.export(run, run.finish, strict=not _makes_refuse(fault))
        self.clear_faults()

    @rule(what=st.sampled_from(["begin", "go on", "go on", "go on", "late"]), data=st.data())
    def a_piece_of_a_run(self, what: str, data: st.DataObject) -> None:
        """One task of one of some runs; or one that somebody clears, or that was asleep all the while."""
        self.let_there_be_work()
        going = [run for run in self.runs if (not run.is_over if what == "go on" else "plan" in run.results)]
        if what == "begin" or not going:
            self.count("run begun")
            self.runs = [*self.runs[1 - MOST_RUNS :], ExportRun({})]
            self.export(self.runs[-1], self.runs[-1].step, strict=False)
            return
        run = going[data.draw(st.integers(0, len(going) - 1), "run")]
        if what == "go on":
            self.count("run gone on with")
            self.export(run, run.step, strict=False)
            return
        self.count("late task")
        task = data.draw(st.sampled_from(["relations", "materials", "post", "post", "mark"]), "task")
        self.export(run, lambda: run.repeat(task), strict=False)

    # --- imports ----------------------------------------------------------------------------------------------------

    @rule(
        kind=st.sampled_from(list(KINDS)),
        how=st.sampled_from(["clean", "clean", "preview", "killed", "fault"]),
        number=st.integers(0, 12),
        after=st.booleans(),
        fault=choices.faults,
    )
    def an_import(self, kind: str, how: str, number: int, after: bool, fault: Json) -> None:
        self.count(f"import: {how}")
        run = ImportRun(kind, how == "preview", self.remembered.get(kind, {}))
        if how == "killed":
            with dying(number, after=after):
                self.do_import(run, run.run)
        elif how == "fault":
            self.plan_fault(fault)
            self.do_import(run, run.run)
            self.clear_faults()
        else:
            self.do_import(run, run.run)
            assert run.error is None, run.error
        if how == "clean":
            self._nothing_is_left(kind)

    def _nothing_is_left(self, kind: str) -> None:
        """After a clean import there is nothing left to write, as far as a second one can tell."""
        stored = self.stored()
        again = ImportRun(kind, remembered=self.remembered.get(kind, {}))
        self.do_import(again, again.run)
        assert again.error is None, again.error
        assert self.stored() == stored, "a second import changed something"
        assert again.report["counts"]["created"] == 0
        assert again.report["counts"]["updated"] == 0


def _makes_refuse(fault: Json) -> bool:
    """An answered 400 to a write is a refusal of Reeleezee, and must be one of ours."""
    return bool(fault["kind"].startswith("status") and fault["code"] in {400, 404})
