"""What Airflow hands from one turn of an import to the next, and to whom not."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowRescheduleException

from koppeling import import_tasks

HALFWAY = {"start": "5f0d2c1e", "counts": {"created": 40_000}}


class Store(dict[str, Any]):
    """Airflow's store of one task of one run: it outlives turns, tries, and being cleared."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, default)

    def set(self, key: str, value: Any) -> None:
        self[key] = value


def context(store: Store, max_tries: int = 1) -> Any:
    return {"task_state_store": store, "ti": SimpleNamespace(max_tries=max_tries)}


def test_the_first_turn_starts_at_the_beginning() -> None:
    assert import_tasks._progress(context(Store())) is None


def test_a_turn_ends_by_coming_back_after_a_pause_and_leaves_how_far_it_came() -> None:
    store = Store()

    with pytest.raises(AirflowRescheduleException) as ended:
        import_tasks._go_on_later(context(store), HALFWAY)

    assert 0 < (ended.value.reschedule_date - datetime.now(tz=UTC)).total_seconds() <= 60
    assert import_tasks._progress(context(store)) == HALFWAY


def test_a_task_that_a_person_clears_starts_at_the_beginning() -> None:
    store = Store()
    with pytest.raises(AirflowRescheduleException):
        import_tasks._go_on_later(context(store), HALFWAY)

    assert import_tasks._progress(context(store, max_tries=2)) is None
