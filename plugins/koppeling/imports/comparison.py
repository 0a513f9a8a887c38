"""Compares all recognised rows with what Reeleezee says, field by field as columns, so that volume costs little.

Both sides are compared after mapping: amounts in one spelling, texts cut to size. A row that is equal is not posted.
"""

from __future__ import annotations

from collections.abc import Sequence

from koppeling.mapping import FieldMapping
from koppeling.text import CUT_MARK, SIZES, clean, cut


def differing(
    mapping: FieldMapping, desired: Sequence[tuple[str, ...]], stored: Sequence[tuple[str, ...]]
) -> dict[int, tuple[int, ...]]:
    """Per row (by its place in both lists) the fields (by their place in the mapping) that must be overwritten.

    Only fields that are always ours count, and an empty source never overwrites what is filled; nor does a text of
    Reeleezee that is OutSmart's own, cut to size or cleaned when the export took it over.
    """
    if not desired:
        return {}
    import pandas as pd

    names = [field.target for field in mapping.fields]
    ours = pd.DataFrame(list(desired), columns=names, dtype="str")
    theirs = pd.DataFrame(list(stored), columns=names, dtype="str")
    differs = (ours != theirs) & (ours != "") & list(mapping.always)
    rows = differs[differs.any(axis=1)]
    found: dict[int, tuple[int, ...]] = {}
    for number, flags in zip(rows.index.tolist(), rows.to_numpy().tolist(), strict=True):
        places = (place for place, is_different in enumerate(flags) if is_different)
        real = tuple(p for p in places if not _is_our_own_doing(desired[number][p], stored[number][p]))
        if real:
            found[number] = real
    return found


def _is_our_own_doing(ours: str, theirs: str) -> bool:
    """Whether Reeleezee's text is what the export itself makes of OutSmart's, by cutting it to size and cleaning it."""
    flat = " ".join(clean(theirs).split())
    if ours == flat:
        return True
    return ours.endswith(CUT_MARK) and any(ours == cut(flat, size) for size in SIZES)
