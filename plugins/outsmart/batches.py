"""Posts rows in batches and finds the bad row in a refused batch, since OutSmart only says that one of them is bad."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsmart.change import Change
from outsmart.errors import OutSmartOutcomeUnknown, OutSmartRejected
from outsmart.listing import MasterList
from outsmart.records import Row

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook

# OutSmart's own adapter sends up to this many rows at once; no limit is documented.
BATCH_SIZE = 500
MOST_BAD_ROWS = 20
# 1500 and its like are even too, but are not about a posted row.
_NOT_ABOUT_A_ROW = frozenset({1400, 1500, 1600})
_MISSING_FIELD_OF_SMALL_LISTS = 1051
_NOTHING_CHANGED = 1503


class TooManyBadRows(Exception):
    """So many rows are refused that the cause is not in the rows; `refused` has those found so far."""

    def __init__(self, refused: Mapping[str, str]) -> None:
        super().__init__(refused)
        self.refused = dict(refused)

    def __str__(self) -> str:
        first = next(iter(self.refused.items()), ("", ""))
        return f"OutSmart refuses more than {MOST_BAD_ROWS} rows; the first is {first[0]}: {first[1]}"


def _never() -> bool:
    return False


def _nobody(_changes: Sequence[Change]) -> None:
    return None


@dataclass
class Allowance:
    """How far a posting may go: no further batch once `is_over`; `bad_rows` counts those of earlier parts with it.

    `begin` hears which changes are posted next.
    """

    is_over: Callable[[], bool] = _never
    bad_rows: int = 0
    begin: Callable[[Sequence[Change]], None] = _nobody


class Batches:
    """The posting of one run: `refused` grows, `calls` counts what it cost, `left` is what no batch was left for."""

    def __init__(self, hook: OutSmartHook, listing: MasterList, allowance: Allowance | None = None) -> None:
        self._hook = hook
        self._listing = listing
        self._allowance = allowance or Allowance()
        self._unknown_in_a_row = 0
        self.refused: dict[str, str] = {}
        self.left: Sequence[Change] = ()
        self.calls = 0

    def post(self, changes: Sequence[Change]) -> list[Change]:
        """Post everything; gives the changes of which it is not sure that OutSmart stored them all."""
        return [
            change
            for start in range(0, len(changes), BATCH_SIZE)
            for change in self._post_batch(changes[start : start + BATCH_SIZE])
        ]

    def post_while_allowed(self, changes: Sequence[Change]) -> list[Change]:
        """As `post`, but what comes after the batch at which the allowance is over stays in `left`."""
        unsure: list[Change] = []
        self.left = changes
        while self.left:
            batch = self.left[:BATCH_SIZE]
            self.announce(batch)
            unsure += self._post_batch(batch)
            self.left = self.left[BATCH_SIZE:]
            if self._allowance.is_over():
                break
        return unsure

    def announce(self, changes: Sequence[Change]) -> None:
        """Say which changes are posted next."""
        self._allowance.begin(changes)

    def post_one(self, row: Row) -> None:
        self.calls += 1
        try:
            self._hook.post_rows(self._listing, [row])
        except OutSmartRejected as refusal:
            if refusal.code != _NOTHING_CHANGED:
                raise

    def read_all(self) -> dict[str, Row]:
        self.calls += 1
        return {str(row.get(self._listing.key)): row for row in self._hook.rows(self._listing)}

    def read_one(self, key: str) -> Row | None:
        """One row as it is now; only relations can be asked for by key."""
        if self._listing is not MasterList.RELATIONS:
            return self.read_all().get(key)
        self.calls += 1
        return self._hook.relation(key)

    def refuse(self, key: str, refusal: OutSmartRejected) -> None:
        if not _concerns_a_row(refusal):
            raise refusal
        self.refused[key] = "; ".join(refusal.messages) or str(refusal)
        self._allowance.bad_rows += 1
        if self._allowance.bad_rows > MOST_BAD_ROWS:
            raise TooManyBadRows(self.refused) from None

    def _post_batch(self, batch: Sequence[Change]) -> list[Change]:
        self.calls += 1
        try:
            count = self._hook.post_rows(self._listing, [change.row for change in batch])
        except OutSmartRejected as refusal:
            return self._after_refusal(batch, refusal)
        except OutSmartOutcomeUnknown:
            self._unknown_in_a_row += 1
            # Twice in a row OutSmart itself is ill; the next run starts from what is stored by then.
            if self._unknown_in_a_row > 1:
                raise
            return list(batch)
        self._unknown_in_a_row = 0
        return [] if count == len(batch) else list(batch)

    def _after_refusal(self, batch: Sequence[Change], refusal: OutSmartRejected) -> list[Change]:
        if refusal.code == _NOTHING_CHANGED:
            return list(batch)
        if len(batch) == 1 or not _concerns_a_row(refusal):
            self.refuse(batch[0].key, refusal)
            return []
        half = len(batch) // 2
        return self._post_batch(batch[:half]) + self._post_batch(batch[half:])


def _concerns_a_row(refusal: OutSmartRejected) -> bool:
    """ "Required field missing" has the odd codes, "insert or update failed" the even ones."""
    code = refusal.code or 0
    if code in _NOT_ABOUT_A_ROW:
        return False
    named = any(message.startswith("Required field missing") for message in refusal.messages)
    return named or code == _MISSING_FIELD_OF_SMALL_LISTS or (1100 <= code <= 2801 and code % 100 in {0, 1})
