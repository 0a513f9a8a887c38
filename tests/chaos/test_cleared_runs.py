"""Runs and tasks that somebody clears long after, while the next run starts, do no harm to what happened since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.chaos.company import Company
from tests.chaos.ordeal import Ordeal, Score
from tests.faults.invariants import People
from tests.koppeling.export.couple import IDENTITY, used

from embedded.postgres import missing_postgres

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(bool(missing_postgres()), reason=missing_postgres()),
]
ORDERS = 60
# Airflow knows the age of a run only by these; with them the first run is days older than all others.
_BACKDATE = """
update dag_run set run_after = run_after - interval '{days} days', queued_at = queued_at - interval '{days} days',
    start_date = start_date - interval '{days} days', end_date = end_date - interval '{days} days'
    where run_id = '{run_id}';
update task_instance set queued_dttm = queued_dttm - interval '{days} days',
    scheduled_dttm = scheduled_dttm - interval '{days} days', start_date = start_date - interval '{days} days',
    end_date = end_date - interval '{days} days', last_heartbeat_at = last_heartbeat_at - interval '{days} days'
    where run_id = '{run_id}'
"""
TASKS = ("upsert_relations", "upsert_materials", "post_concept_invoices", "mark_refused", "report", "plan_invoices")


@dataclass
class Staff:
    """What planner and bookkeeper do between the runs, and what must come of it."""

    company: Company
    statuses: dict[str, tuple[str, str]] = field(default_factory=dict)
    edited: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def work(self, row_ids: list[str]) -> None:
        """With the first five: open again, change, edit the concept, book it, throw it away."""
        couple = self.company.couple
        reopened, changed, edited, booked, deleted = row_ids[:5]
        couple.on_invoice(edited, lines=[{"Sequence": 1, "Description": "Anders", "Quantity": 1, "Price": 1}])
        couple.on_invoice(booked, book=True)
        couple.on_invoice(deleted, delete=True)
        for row_id in row_ids[:5]:
            couple.on_order(row_id, reopen=True)
        couple.on_order(changed, materials=[used("KRAAN", "7", "24.80")])
        settled, refused = ("Afgehandeld", "1"), ("Compleet", "99")
        self.statuses |= {reopened: settled, booked: settled, deleted: settled, changed: refused, edited: refused}
        self.changed |= {changed, edited}
        kept = {row["id"]: row for row in self.company.now().rows("invoices")}
        self.edited |= {i: kept[i] for i in map(IDENTITY.invoice, (changed, edited, booked))}

    @property
    def people(self) -> People:
        good = frozenset(self.company.good) - self.changed
        refused = frozenset(self.company.refused)
        return People(good=good, refused=refused, edited=self.edited, touched=frozenset(self.changed))


def overlap(ordeal: Ordeal, cleared: str, *tasks: str) -> None:
    """Clear while the next run is asked for."""
    ordeal.clear(cleared, *tasks)
    following = ordeal.trigger()
    ordeal.see_to_end(cleared)
    ordeal.see_to_end(following)


@pytest.mark.parametrize(("days", "tasks"), [(0, ("post_concept_invoices", "mark_refused")), (3, TASKS)])
def test_a_run_and_single_tasks_cleared_after_newer_runs(
    days: int, tasks: tuple[str, ...], begin: Callable[[str, int], Ordeal], score: Callable[[Score], Score]
) -> None:
    ordeal = begin(f"run and tasks cleared, {days} days later" if days else "run and tasks cleared, at once", ORDERS)
    company, staff = ordeal.company, Staff(ordeal.company)
    first = ordeal.trigger()
    ordeal.see_to_end(first)
    staff.work(company.good[:5])
    ordeal.run()
    staff.work(company.good[5:10])
    if days:
        ordeal.installation.database.execute(_BACKDATE.format(days=days, run_id=first))
    overlap(ordeal, first)
    for number, task in enumerate(tasks):
        ordeal.more_orders(10)
        if number == 1:
            staff.work(company.good[10:15])
        overlap(ordeal, first, task)
    ordeal.come_to_rest()
    made = ordeal.judge(staff.people)
    assert {row_id: company.couple.status(row_id) for row_id in staff.statuses} == staff.statuses
    score(made)
