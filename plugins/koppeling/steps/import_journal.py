"""Notes in Airflow which rows an import is about to post, so that a turn that is killed is counted all the same.

The next try reads both sides anew and finds those rows equal; without this it would tell that nothing was done to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from outsmart.change import Change


class Store(Protocol):
    """Airflow's store of a task of a run: it outlives turns, tries and being cleared."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def set(self, key: str, value: Any) -> None: ...


class Journal:
    """One entry for each batch, of the tries that belong to `tries` alone: a cleared task begins anew."""

    def __init__(self, store: Store, tries: int) -> None:
        self._store = store
        self._tries = tries
        self.written: dict[str, bool] = {}
        """Whether it was a new row, by key of what was posted or was about to be."""
        self._entries = 0
        while entry := store.get(self._key, default={}):
            self.written |= dict.fromkeys(entry["changed"], False) | dict.fromkeys(entry["new"], True)
            self._entries += 1

    def note(self, changes: Sequence[Change]) -> None:
        """Before the post: a process that dies in it has posted them, or the next try plans them once more."""
        new = [change.key for change in changes if change.before is None]
        changed = [change.key for change in changes if change.before is not None]
        self._store.set(self._key, {"new": new, "changed": changed})
        self._entries += 1

    @property
    def _key(self) -> str:
        return f"posted_{self._tries}_{self._entries}"
