"""Whatever process is killed and whenever, every work order gets its one invoice, and nobody gets 99 for it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from tests.chaos import blows
from tests.chaos.blows import Blow, Strike
from tests.chaos.ordeal import Ordeal, Score

from embedded.postgres import missing_postgres

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(bool(missing_postgres()), reason=missing_postgres()),
]
ORDERS = 60
# as long as a run of so many orders posts
_RUN_SECONDS = 12.0
Begin = Callable[[str, int], Ordeal]
Keep = Callable[[Score], Score]


def scattered(kind: str, strike: Strike, count: int, random: Random) -> list[Blow]:
    """Blows at random moments: some anywhere in a run, most while invoices are being written."""
    found = []
    for _ in range(count):
        if random.random() < 0.3:
            found.append(Blow(kind, strike, after_seconds=random.uniform(0, _RUN_SECONDS)))
        else:
            found.append(Blow(kind, strike, random.randint(1, 10), random.uniform(0, 1.5)))
    return found


@pytest.mark.parametrize("number", range(3))
def test_tasks_killed_at_random(number: int, begin: Begin, score: Keep) -> None:
    ordeal = begin(f"kill -9 of tasks ({number + 1})", ORDERS)
    ordeal.run_through(scattered("task", blows.kill_task, 5, ordeal.random))
    ordeal.come_to_rest()
    assert score(ordeal.judge()).kills == {"task": 5}


def test_workers_killed_at_random_so_that_nobody_watches_the_task(begin: Begin, score: Keep) -> None:
    ordeal = begin("kill -9 of workers, their tasks go on", ORDERS)
    ordeal.run_through(scattered("worker", blows.kill_worker, 3, ordeal.random))
    ordeal.come_to_rest()
    assert score(ordeal.judge()).kills == {"worker": 3}


@pytest.mark.parametrize(
    ("name", "strike"),
    [
        ("scheduler and its tasks", blows.kill_scheduler),
        ("scheduler, its tasks go on", blows.kill_scheduler_alone),
        ("api-server", blows.kill_api_server),
    ],
)
def test_a_program_killed_and_started_again(name: str, strike: Strike, begin: Begin, score: Keep) -> None:
    ordeal = begin(f"kill -9 of {name}", ORDERS)
    ordeal.run_through(scattered(name.partition(",")[0], strike, 3, ordeal.random))
    ordeal.come_to_rest()
    assert score(ordeal.judge()).kills == {name.partition(",")[0]: 3}


def test_the_database_killed(begin: Begin, score: Keep) -> None:
    ordeal = begin("kill -9 of PostgreSQL", ORDERS)
    ordeal.run_through(scattered("database", blows.kill_database, 2, ordeal.random))
    ordeal.come_to_rest()
    assert score(ordeal.judge()).kills == {"database": 2}


@pytest.mark.parametrize("seconds", [4, 60])
def test_the_database_away(seconds: int, begin: Begin, score: Keep) -> None:
    ordeal = begin(f"PostgreSQL stopped at once, away for {seconds} s", ORDERS)
    ordeal.run_through([Blow("database", blows.cut_off_database(seconds), after_invoices=10)])
    ordeal.come_to_rest()
    assert score(ordeal.judge()).kills == {"database": 1}


def test_two_schedulers_at_once_of_which_one_is_killed(begin: Begin, score: Keep) -> None:
    ordeal = begin("two schedulers, kill -9 of either", ORDERS)
    parts = ordeal.installation.parts
    parts.start("scheduler", "scheduler-2")
    try:
        ordeal.run_through(scattered("scheduler", blows.kill_either_scheduler, 3, ordeal.random))
        ordeal.come_to_rest()
    finally:
        parts.end("scheduler-2")
    assert score(ordeal.judge()).kills == {"scheduler": 3}
