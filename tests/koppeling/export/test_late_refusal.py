"""A refusal that somebody clears after its cause was repaired elsewhere than on the work order."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from tests.koppeling.export.couple import NAME, Couple, used, worked

from koppeling import runtime
from koppeling.steps import export_steps


def test_a_marking_cleared_long_after_its_run_leaves_a_repaired_order(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("LASSEN")])
    run = couple.run()
    couple.service("LASSEN")
    couple.on_order(row_id, work_status="1")
    with time_machine.travel(runtime.now() + timedelta(minutes=31)):
        (marked,) = export_steps.mark_refused(NAME, run.plan, run.posted)
    assert (marked["outcome"], marked["reason"]) == ("deferred", "decided_too_long_ago")
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.run().told(row_id) == ("exported", "")


def test_a_marking_that_is_late_within_its_run_is_still_carried_out(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("LASSEN")])
    plan = couple.plan()
    with time_machine.travel(runtime.now() + timedelta(minutes=29)):
        export_steps.mark_refused(NAME, plan, None)
    assert couple.status(row_id) == ("Compleet", "99")


def test_an_outdated_refusal_does_not_make_the_run_red(couple: Couple) -> None:
    couple.order(periods=[worked("LASSEN")])
    plan = couple.plan()
    with time_machine.travel(runtime.now() + timedelta(minutes=31)):
        marked = export_steps.mark_refused(NAME, plan, None)
    assert export_steps.report(plan, None, marked)["failure"] == ""


def test_an_order_marked_by_such_a_cleared_task_is_exported_once_it_is_set_to_1_again(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("LASSEN")])
    run = couple.run()
    couple.service("LASSEN")
    couple.on_order(row_id, work_status="1")
    export_steps.mark_refused(NAME, run.plan, run.posted)
    couple.on_order(row_id, work_status="1")
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
