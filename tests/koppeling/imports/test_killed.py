"""A turn of an import that is killed is counted by the try after it: what was created is told as created."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from koppeling.imports.turn import Turn
from koppeling.steps.import_journal import Journal
from outsmart import batches

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "Postcode": "1234 AB", "City": "Lindedorp"}


class Killed(BaseException):
    """The process is gone, as after kill -9."""


class Store(dict[str, Any]):
    """Airflow's store of one task of one run."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, default)

    def set(self, key: str, value: Any) -> None:
        self[key] = value


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_SIZE", 2)


def customers(couple: Any, *numbers: int, name: str = "Klant") -> None:
    for number in numbers:
        customer_id = str(uuid5(NAMESPACE_URL, f"record {number}"))
        couple.customer(id=customer_id, Name=f"{name} {number}", IdentifierNumber=number, address=ADDRESS)


def turn(store: Store, killed_at: int | None = None, *, after_the_post: bool = False, tries: int = 1) -> Turn:
    """One turn to the end, killed just before or just after the post of that batch."""
    journal = Journal(store, tries)
    made = Turn(None, longest=3600.0)
    batch = [0]

    def begin(changes: Any) -> None:
        if batch[0] == killed_at and after_the_post:
            raise Killed
        journal.note(changes)
        if batch[0] == killed_at:
            raise Killed
        batch[0] += 1

    made.goes_on_after(journal.written, begin)
    return made


@pytest.mark.parametrize("after_the_post", [True, False])
@pytest.mark.parametrize("killed_at", [0, 1, 3])
def test_rows_that_a_killed_turn_created_are_told_as_created(couple: Any, killed_at: int, after_the_post: bool) -> None:
    customers(couple, *range(1, 8))
    store = Store()
    with pytest.raises(Killed):
        couple.import_relations(turn=turn(store, killed_at, after_the_post=after_the_post))

    told = couple.import_relations(turn=turn(store))

    assert (told.counts["read"], told.counts["created"], told.counts["unchanged"]) == (7, 7, 0)
    assert len(couple.relations()) == 7


def test_updates_count_too_and_what_was_equal_stays_unchanged(couple: Any) -> None:
    customers(couple, *range(1, 7))
    couple.import_relations()
    for number in (1, 2, 3, 4):
        couple.change("customers", str(uuid5(NAMESPACE_URL, f"record {number}")), Name=f"Anders {number}")
    store = Store()
    with pytest.raises(Killed):
        couple.import_relations(turn=turn(store, 2, after_the_post=True))

    told = couple.import_relations(turn=turn(store))

    assert (told.counts["read"], told.counts["updated"], told.counts["unchanged"]) == (6, 4, 2)


def test_a_task_that_a_person_clears_counts_from_the_beginning(couple: Any) -> None:
    customers(couple, *range(1, 5))
    store = Store()
    with pytest.raises(Killed):
        couple.import_relations(turn=turn(store, 1, after_the_post=True))

    told = couple.import_relations(turn=turn(store, tries=2))

    assert (told.counts["created"], told.counts["unchanged"]) == (2, 2)
