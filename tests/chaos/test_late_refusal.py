"""A refusal that somebody clears after its cause was repaired elsewhere than on the work order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.koppeling.export.couple import NAME, Couple, open_couple, used, worked

from koppeling.steps import export_steps
from sandbox.core.running import RunningSandbox


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: tuple[RunningSandbox, RunningSandbox], monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)


@pytest.mark.xfail(reason="mark_refused looks at the work order again, not at the reason", strict=True)
def test_a_cleared_marking_leaves_an_order_whose_hour_type_exists_by_now(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("LASSEN")])
    run = couple.run()
    couple.service("LASSEN")
    couple.on_order(row_id, work_status="1")
    export_steps.mark_refused(NAME, run.plan, run.posted)
    assert couple.status(row_id) == ("Compleet", "1")


def test_an_order_marked_by_such_a_cleared_task_is_exported_once_it_is_set_to_1_again(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), periods=[worked("LASSEN")])
    run = couple.run()
    couple.service("LASSEN")
    couple.on_order(row_id, work_status="1")
    export_steps.mark_refused(NAME, run.plan, run.posted)
    couple.on_order(row_id, work_status="1")
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
