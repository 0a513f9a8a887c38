"""The smallest of the chaos tests: one task and one scheduler die, and every work order gets its one invoice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.chaos import blows
from tests.chaos.blows import Blow
from tests.chaos.ordeal import Ordeal, Score

from embedded.postgres import missing_postgres

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.e2e,
    pytest.mark.skipif(bool(missing_postgres()), reason=missing_postgres()),
]


def test_a_task_and_a_scheduler_killed_while_invoices_are_written(
    begin: Callable[[str, int], Ordeal], score: Callable[[Score], Score]
) -> None:
    ordeal = begin("kill -9 of a scheduler and of a task", 12)
    scheduler = Blow("scheduler", blows.kill_scheduler, after_invoices=2)
    task = Blow("task", blows.kill_task, after_invoices=5)
    ordeal.run_through([scheduler, task])
    ordeal.come_to_rest(idle_runs=1)
    assert score(ordeal.judge()).kills == {"scheduler": 1, "task": 1}
