"""Takes Reeleezee's services over into OutSmart's hour types, found again by code since they have no field for an id.

Calls when nothing changed: the pages of Reeleezee and one read of OutSmart; one more for the VAT rates when prices
include VAT.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from koppeling.imports.articles import Articles
from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.planned import Intake
from koppeling.imports.recognition import By
from koppeling.imports.report import ImportReport, Tally
from koppeling.imports.stored_rows import KnownBy, stored_index
from koppeling.imports.synchronise import synchronise
from koppeling.imports.turn import Turn
from koppeling.imports.unforeseen import Net
from koppeling.imports.unreadable import Unreadable
from koppeling.mapping import FieldMapping
from outsmart.listing import MasterList
from outsmart.posting import post_changes
from outsmart.records import Row
from outsmart.values import shown

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook

_LISTING = MasterList.HOUR_TYPES


def import_hour_types(
    outsmart: OutSmartHook,
    reeleezee: ReeleezeeHook,
    *,
    product_kind: int,
    prices_include_vat: bool,
    mapping: FieldMapping,
    preview: bool,
    remembered: Mapping[str, str] | None = None,
    turn: Turn | None = None,
) -> ImportReport:
    """Read both sides, post what differs, and tell."""
    rows = outsmart.rows(_LISTING)
    net = Net()
    index = stored_index(rows, _stored, KnownBy("code", "name"), net)
    tally = Tally()
    unreadable = Unreadable(reeleezee.unreadable_rows)
    articles = Articles(
        reeleezee, mapping, product_kind=product_kind, prices_include_vat=prices_include_vat, tally=tally
    )
    candidates = list(articles.candidates())
    known = articles.known_ids | unreadable.tell(tally)
    intake = Intake(mapping, candidates, rows, index, _no_objection, known, lambda _: False, net)
    post = partial(post_changes, outsmart, _LISTING)
    return synchronise(intake, tally, post, preview=preview, remembered=remembered or {}, turn=turn)


def _stored(row: Row) -> Stored:
    return Stored(shown(row.get("code")).strip(), shown(row.get("name")))


def _no_objection(_candidate: Candidate, _row: Stored, _by: By) -> None:
    """The code is all that an hour type is known by."""
