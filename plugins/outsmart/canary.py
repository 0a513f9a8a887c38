"""Posts one update and reads it again before all others, to see whether OutSmart loses fields that are not ours."""

from __future__ import annotations

from outsmart.batches import Batches
from outsmart.change import Change
from outsmart.errors import OutSmartError, OutSmartOutcomeUnknown, OutSmartTransientError
from outsmart.records import Row


class UnownedFieldLost(Exception):
    """An update made OutSmart drop or change fields of others; no further row was posted."""

    def __init__(self, key: str, fields: tuple[str, ...], restored: bool) -> None:
        super().__init__(key, fields, restored)
        self.key = key
        self.fields = fields
        self.restored = restored

    def __str__(self) -> str:
        end = "They were put back." if self.restored else "Putting them back failed: repair this row by hand."
        return f"OutSmart lost {', '.join(self.fields)} of {self.key} when our fields were updated. {end}"


def try_canary(batches: Batches, canary: Change) -> tuple[str, ...]:
    """Our fields that came back different; raises `UnownedFieldLost`, or `OutSmartRejected` for the row itself."""
    now = _posted_and_read(batches, canary)
    lost = canary.unowned_lost(now)
    if not lost or canary.before is None:
        return canary.stored_otherwise(now)
    raise UnownedFieldLost(canary.key, lost, _restored(batches, canary, canary.before))


def _posted_and_read(batches: Batches, canary: Change) -> Row | None:
    """After a lost answer the row tells whether it was stored; if not, it is posted once more."""
    try:
        batches.post_one(canary.row)
    except OutSmartOutcomeUnknown:
        now = batches.read_one(canary.key)
        if now is not None and not canary.stored_otherwise(now):
            return now
        batches.post_one(canary.row)
    try:
        return batches.read_one(canary.key)
    except OutSmartTransientError as error:
        # Failing as if nothing had happened would leave a possible loss to nobody: the next run reads it as given.
        raise OutSmartOutcomeUnknown(
            f"{canary.key} was updated but could not be read again to see whether its other fields are still there; "
            f"compare it by hand: {error.explanation}",
            method=error.method,
            path=error.path,
        ) from error


def _restored(batches: Batches, canary: Change, before: Row) -> bool:
    try:
        batches.post_one(before)
        return canary.undone(batches.read_one(canary.key))
    except OutSmartError:
        # The loss is what the person must hear of; that restoring failed too is said by the result.
        return False
