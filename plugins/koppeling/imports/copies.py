"""Finds relations that were copied in OutSmart with the external id of the original, and reads the copy without it.

The relation whose debtor number is the customer's keeps the id, failing that the one that alone agrees in name or
address. Only when that decides nothing, the id tells nothing of either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from koppeling.agreement import same_party
from koppeling.imports.candidate import Candidate
from koppeling.imports.recognition import StoredIndex
from koppeling.imports.report import Became, Tally
from koppeling.imports.unforeseen import Net
from koppeling.reasons import reason


@dataclass(frozen=True)
class _Copy:
    """Places of rows: `copied` bears the id of the customer that `original` is."""

    copied: int
    original: int


def without_copied_ids(index: StoredIndex, candidates: Sequence[Candidate], tally: Tally, net: Net) -> StoredIndex:
    """The rows with the ids of copies left out, each told as a remark; the same index when there are none."""
    copies: list[_Copy] = []
    for candidate in candidates:
        with net.around(candidate):
            copies += _copies(candidate, index)
    if not copies:
        return index
    rows = list(index.rows)
    for copy in copies:
        copied, original = index.rows[copy.copied], index.rows[copy.original]
        why = reason(
            "row_external_id_copied",
            key=copied.key,
            name=copied.name,
            original=original.key,
            original_name=original.name,
        )
        tally.tell(Became.REMARK, copied.key, copied.name, why)
        rows[copy.copied] = replace(copied, external_id="")
    return StoredIndex(rows, index.normal)


def _copies(candidate: Candidate, index: StoredIndex) -> Iterator[_Copy]:
    bearers = index.by_external_id.get(candidate.id)
    if not bearers:
        return
    original = _original(candidate, index, bearers)
    for row in bearers:
        if original is not None and row != original:
            yield _Copy(row, original)


def _original(candidate: Candidate, index: StoredIndex, bearers: Sequence[int]) -> int | None:
    """The row that keeps the id; it may have lost it itself. None when nothing decides."""
    numbered = [row for row in bearers if _is_numbered(candidate, index, row)]
    exact = [row for row in numbered if index.is_exact(row, candidate.key)]
    agreeing = [row for row in bearers if same_party(candidate.facts, index.rows[row].facts)]
    for decisive in (exact, numbered):
        if len(decisive) == 1:
            return decisive[0]
    if not numbered and not agreeing:
        return _without_id(candidate, index)
    return agreeing[0] if len(agreeing) == 1 else None


def _is_numbered(candidate: Candidate, index: StoredIndex, row: int) -> bool:
    stored = index.rows[row]
    return stored.computed_id == candidate.id or index.normal(stored.key) == index.normal(candidate.key)


def _without_id(candidate: Candidate, index: StoredIndex) -> int | None:
    """The relation under the customer's own number that agrees and bears no id at all."""
    found = [
        row
        for row in index.under_key(candidate.key)
        if not index.rows[row].external_id and same_party(candidate.facts, index.rows[row].facts)
    ]
    return found[0] if len(found) == 1 else None
