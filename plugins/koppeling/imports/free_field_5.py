"""Makes sure that OutSmart keeps free field 5 before materials are written: without it no material is found again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koppeling.keys import same_key
from outsmart.change import Change
from outsmart.errors import OutSmartContractError, OutSmartError
from outsmart.listing import MasterList
from outsmart.posting import Allowance, PostingResult, TooManyBadRows, post_changes
from outsmart.records import Row
from outsmart.wire import same_value

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook

FREE_FIELD = "freefield5"
_LISTING = MasterList.MATERIALS
# A material that OutSmart refuses says nothing about free field 5; as many are tried as a run may have bad rows.
_MOST_TRIES = 20

_STEPS_NL = (
    "Vrij veld 5 van materialen is niet actief in OutSmart; er zijn geen materialen overgenomen. Zo zet u het aan: "
    "open in de backoffice van OutSmart een materiaal, voeg vrije velden toe tot en met nummer 5, geef veld 5 een naam "
    "(bijvoorbeeld Extern id), sla op en start de import opnieuw."
)
_STEPS_EN = (
    "Free field 5 of materials is not active in OutSmart; no materials were taken over. To switch it on: open a "
    "material in the back office of OutSmart, add free fields up to number 5, give field 5 a name (such as External "
    "id), save, and run the import again."
)


class FreeField5Inactive(Exception):
    """OutSmart dropped what was written to free field 5; `restored` tells whether the tried material is as before."""

    def __init__(self, code: str, *, restored: bool) -> None:
        super().__init__(code)
        self.code = code
        self.restored = restored

    def __str__(self) -> str:
        if self.restored:
            return f"{_STEPS_NL} / {_STEPS_EN}"
        left_nl = f"Het proefmateriaal {self.code} kon niet worden hersteld: controleer het met de hand."
        left_en = f"The tried material {self.code} could not be put back: check it by hand."
        return f"{_STEPS_NL} {left_nl} / {_STEPS_EN} {left_en}"


def post_after_trying(
    outsmart: OutSmartHook, changes: Sequence[Change], allowance: Allowance | None = None
) -> PostingResult:
    """Post one material, read it again, and only then the others; raises `FreeField5Inactive`.

    New materials are tried first: they can be removed without a trace.
    """
    waiting = list(changes)
    results: list[PostingResult] = []
    is_kept = False
    while waiting and not is_kept:
        # the others keep their order: by it is known how far an import came that goes on later
        tried = waiting.pop(next((place for place, change in enumerate(waiting) if change.before is None), 0))
        results.append(post_changes(outsmart, _LISTING, [tried]))
        is_kept = tried.key not in results[-1].refused
        if is_kept:
            _check(outsmart, tried)
        elif len(results) == _MOST_TRIES:
            raise TooManyBadRows(_together(results).refused)
    if waiting:
        results.append(post_changes(outsmart, _LISTING, waiting, allowance))
    return _together(results)


def _check(outsmart: OutSmartHook, tried: Change) -> None:
    now = _read_again(outsmart, tried.key)
    if now is None:
        explanation = f"OutSmart took material {tried.key}, yet it is not in its list."
        raise OutSmartContractError(explanation, method="GET", path=_LISTING.endpoint)
    if not same_value(now.get(FREE_FIELD), tried.row[FREE_FIELD]):
        raise FreeField5Inactive(tried.key, restored=_restored(outsmart, tried))


def _restored(outsmart: OutSmartHook, tried: Change) -> bool:
    """Remove a material that we made, put an existing one back."""
    try:
        if tried.before is None:
            outsmart.delete_entity("material", _LISTING.key, tried.key)
            return _read_again(outsmart, tried.key) is None
        outsmart.post_rows(_LISTING, [tried.before])
        return tried.undone(_read_again(outsmart, tried.key))
    except OutSmartError:
        # The inactive field is what the person must hear of; that restoring failed too is said by the result.
        return False


def _read_again(outsmart: OutSmartHook, code: str) -> Row | None:
    rows = outsmart.rows(_LISTING)
    return next((row for row in rows if same_key(str(row.get(_LISTING.key) or ""), code)), None)


def _together(results: Sequence[PostingResult]) -> PostingResult:
    return PostingResult(
        stored=tuple(key for result in results for key in result.stored),
        refused={key: text for result in results for key, text in result.refused.items()},
        stored_otherwise={key: fields for result in results for key, fields in result.stored_otherwise.items()},
        calls=sum(result.calls for result in results),
        left=tuple(key for result in results for key in result.left),
    )
