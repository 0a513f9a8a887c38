"""Says what a part of the koppeling must offer to be broken at each of its calls: accounts, tasks, a right end."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tests.faults.dagrun import DagRun, Task
from tests.faults.invariants import People, Snapshot
from tests.koppeling.export.couple import Couple

Json = dict[str, Any]
# What differs between two runs that did the same: moments, numbers in order of arrival, what a server gives out.
VOLATILE = frozenset(
    [
        "id",
        "StatusChanges",
        "MutationDate",
        "CreationDate",
        "ReceiptNumber",
        "Date",
        "BookDate",
        "DueDate",
        "saved_at",
        "Token",
    ]
)
# The sandbox's own ids; those that the koppeling computes are of version 5 and must be the same every time.
RANDOM_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class World(ABC):
    """Two accounts as they are before the run that is broken."""

    name: ClassVar[str]

    def __init__(self, couple: Couple) -> None:
        self.couple = couple
        self.people = self.arrange()
        couple.forget_requests()

    @abstractmethod
    def arrange(self) -> People:
        """Fill both accounts; what must become of the work orders, and what people touched."""

    @abstractmethod
    def tasks(self, *, by_hand: bool = False) -> list[Task]:
        """The tasks of the DAG; `by_hand` as somebody triggers it who wants everything tried."""

    def outcomes(self, run: DagRun) -> list[Json]:
        """What the run told of each work order."""
        return []

    def snapshot(self) -> Snapshot:
        return Snapshot(self.couple.outsmart.state(), self.couple.reeleezee.state())

    def end_state(self) -> Json:
        """Everything stored that must be the same after a fault as without one."""
        now = self.snapshot()
        kinds = [kind for kind, rows in [*now.outsmart.items(), *now.reeleezee.items()] if isinstance(rows, list)]
        return {kind: sorted((lasting(row) for row in now.rows(kind)), key=repr) for kind in kinds}


def lasting(value: Any) -> Any:
    """The value without what is volatile."""
    if isinstance(value, Mapping):
        return {name: lasting(one) for name, one in value.items() if name not in VOLATILE}
    if isinstance(value, str):
        return "an id" if RANDOM_ID.fullmatch(value) else value
    return [lasting(one) for one in value] if isinstance(value, Sequence) else value
