"""Takes Reeleezee's products over into OutSmart's materials, each bearing its product's id in free field 5.

Calls when nothing changed: the pages of Reeleezee, its units, and one read of OutSmart; one more for the VAT rates when
prices include VAT.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from koppeling.identity import Identity, is_guid
from koppeling.imports.articles import Articles
from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.free_field_5 import FREE_FIELD, post_after_trying
from koppeling.imports.planned import Intake
from koppeling.imports.recognition import By
from koppeling.imports.report import ImportReport, Tally
from koppeling.imports.stored_rows import KnownBy, stored_index
from koppeling.imports.synchronise import Post, synchronise
from koppeling.imports.turn import Turn
from koppeling.imports.unforeseen import Net
from koppeling.imports.unlisted import with_unlisted
from koppeling.imports.unreadable import Unreadable
from koppeling.keys import normal_key, same_key
from koppeling.mapping import FieldMapping
from koppeling.reasons import Reason, reason
from outsmart.listing import MasterList
from outsmart.posting import post_changes
from outsmart.records import Row
from outsmart.values import shown

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook

_LISTING = MasterList.MATERIALS


def import_materials(
    outsmart: OutSmartHook,
    reeleezee: ReeleezeeHook,
    *,
    identity: Identity,
    product_kind: int,
    prices_include_vat: bool,
    mapping: FieldMapping,
    preview: bool,
    remembered: Mapping[str, str] | None = None,
    turn: Turn | None = None,
) -> ImportReport:
    """Read both sides, post what differs, and tell; raises `FreeField5Inactive` before any material is kept."""
    rows = outsmart.rows(_LISTING)
    net = Net()
    known_by = KnownBy("code", "description", FREE_FIELD, identity.product)
    index = stored_index(rows, partial(_stored, identity=identity), known_by, net)
    tally = Tally()
    unreadable = Unreadable(reeleezee.unreadable_rows)
    articles = Articles(
        reeleezee, mapping, product_kind=product_kind, prices_include_vat=prices_include_vat, tally=tally
    )
    candidates = list(articles.candidates())
    known = with_unlisted(articles.known_ids | unreadable.tell(tally), index.rows, _is_judged, articles.unlisted, net)
    objection = objection_to(candidates, known, net)
    intake = Intake(mapping, candidates, rows, index, objection, known, _is_judged, net)
    return synchronise(
        intake, tally, _post(outsmart, index.rows), preview=preview, remembered=remembered or {}, turn=turn
    )


def _is_judged(_row: Stored) -> bool:
    """All products are read, of whatever kind: of each material it can be told that its product has vanished."""
    return True


def _post(outsmart: OutSmartHook, rows: Sequence[Stored]) -> Post:
    """Free field 5 needs no trying where a material proves that it is kept."""
    if any(is_guid(row.external_id) for row in rows):
        return partial(post_changes, outsmart, _LISTING)
    return partial(post_after_trying, outsmart)


def objection_to(
    candidates: Sequence[Candidate], known_ids: Collection[str], net: Net
) -> Callable[[Candidate, Stored, By], Reason | None]:
    """What free field 5 may hold when a material is found: the product's id, that of an archived one, or nothing."""
    id_of_code: dict[str, str] = {}
    for one in candidates:
        if one.key and not one.is_archived:
            with net.around(one):
                id_of_code[normal_key(one.key)] = one.id
    archived = {c.id for c in candidates if c.is_archived}

    def objection(candidate: Candidate, row: Stored, by: By) -> Reason | None:
        if by is By.EXTERNAL_ID:
            bearer = id_of_code.get(normal_key(row.key), candidate.id)
            is_other = bearer != candidate.id and not same_key(row.key, candidate.key)
            return _altered("row_external_id_other", candidate, row) if is_other else None
        if not row.external_id or row.external_id == candidate.id or row.external_id in archived:
            return None
        if not is_guid(row.external_id):
            return _altered("row_external_id_no_guid", candidate, row)
        is_gone = row.external_id not in known_ids
        return _altered("row_external_id_gone" if is_gone else "row_external_id_other", candidate, row)

    return objection


def _altered(code: str, candidate: Candidate, row: Stored) -> Reason:
    return reason(code, key=row.key, external_id=row.external_id, name=candidate.name)


def _stored(row: Row, identity: Identity) -> Stored:
    code = _text(row, "code")
    return Stored(
        key=code,
        name=_text(row, "description"),
        external_id=_text(row, FREE_FIELD).lower(),
        computed_id=identity.product(code) if code else "",
    )


def _text(row: Row, name: str) -> str:
    return shown(row.get(name)).strip()
