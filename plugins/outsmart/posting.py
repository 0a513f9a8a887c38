"""Brings changed master-data rows into OutSmart, and tells of each what became of it.

OutSmart gives one answer for a whole batch. So: one update goes first as a canary, a refused batch is halved until
the bad row is alone, and what is not certain is read again, posted once more, and then reported as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsmart.batches import Allowance, Batches, TooManyBadRows
from outsmart.canary import UnownedFieldLost, try_canary
from outsmart.change import Change
from outsmart.deferred import Deferred
from outsmart.errors import OutSmartRejected
from outsmart.listing import MasterList

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook

__all__ = ["Allowance", "Change", "PostingResult", "TooManyBadRows", "UnownedFieldLost", "post_changes"]

_NOT_FOUND_AGAIN = "OutSmart took the row, yet it is not found under its key"


@dataclass(frozen=True)
class PostingResult:
    """Every key is in one of the four: stored as sent, refused with OutSmart's message, stored otherwise, or left.

    `stored_otherwise` has our fields that came back different; it is only known of rows that were read again. `left`
    are those that were not posted, since the allowance was over.
    """

    stored: tuple[str, ...]
    refused: Mapping[str, str]
    stored_otherwise: Mapping[str, tuple[str, ...]]
    calls: int
    left: tuple[str, ...] = ()


def post_changes(
    hook: OutSmartHook, listing: MasterList, changes: Sequence[Change], allowance: Allowance | None = None
) -> PostingResult:
    """Post all changes that the allowance has room for; a bad row is refused alone and never holds up the others.

    Raises `UnownedFieldLost` before the first batch, `TooManyBadRows`, or the error of a call that never succeeded.
    """
    keys = [change.key for change in changes]
    if len(set(keys)) < len(keys):
        twice = [key for key, times in Counter(keys).items() if times > 1]
        raise ValueError(f"more than one change for {listing.endpoint} {', '.join(twice[:5])}")
    batches = Batches(hook, listing, allowance)
    complete = _without_missing_fields(batches, listing, changes)
    tried, otherwise = _after_canary(batches, complete)
    rest = _selected(complete, [change.key not in tried for change in complete] if tried else None)
    unsure = batches.post_while_allowed(rest)
    if unsure:
        otherwise |= _look_again(batches, listing, unsure)
    left = tuple(change.key for change in batches.left)
    odd = batches.refused.keys() | otherwise.keys() | set(left)
    stored = tuple(key for key in keys if key not in odd)
    return PostingResult(stored, dict(batches.refused), otherwise, batches.calls, left)


def _without_missing_fields(batches: Batches, listing: MasterList, changes: Sequence[Change]) -> Sequence[Change]:
    """A row that OutSmart is sure to refuse would cost the bisection of its batch."""
    flags = []
    for change in changes:
        missing = listing.missing(change.row)
        flags.append(not missing)
        if missing:
            batches.refused[change.key] = "; ".join(f"Required field missing: {field}" for field in missing)
    return _selected(changes, flags)


def _selected(changes: Sequence[Change], flags: Sequence[bool] | None) -> Sequence[Change]:
    """The flagged changes, without making them: there may be a hundred thousand, each with a whole row."""
    if flags is None or all(flags):
        return changes
    places = [place for place, is_wanted in enumerate(flags) if is_wanted]
    return Deferred(places, changes.__getitem__)


def _after_canary(batches: Batches, changes: Sequence[Change]) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """The keys that were tried, and what the canary showed; a refused update gives its place to the next."""
    tried: set[str] = set()
    otherwise: dict[str, tuple[str, ...]] = {}
    for canary in (change for change in changes if change.before is not None):
        tried.add(canary.key)
        batches.announce([canary])
        try:
            different = try_canary(batches, canary)
        except OutSmartRejected as refusal:
            batches.refuse(canary.key, refusal)
            continue
        if different:
            otherwise[canary.key] = different
        break
    return tried, otherwise


def _look_again(batches: Batches, listing: MasterList, unsure: list[Change]) -> dict[str, tuple[str, ...]]:
    """Read the list, post once more what is not as sent, read again; what then differs is a fact to report."""
    now = batches.read_all()
    missing = [
        change.laid_over(listing, now.get(change.key))
        for change in unsure
        if change.stored_otherwise(now.get(change.key))
    ]
    if not missing:
        return {}
    batches.post(missing)
    now = batches.read_all()
    otherwise = {}
    for change in missing:
        different = change.stored_otherwise(now.get(change.key))
        if different and change.key not in batches.refused:
            if change.key in now:
                otherwise[change.key] = different
            else:
                batches.refused[change.key] = _NOT_FOUND_AGAIN
    return otherwise
