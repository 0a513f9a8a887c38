"""Tells what an import leaves as it is, and why: conflicts, archived and refused records, rows of vanished ones."""

from __future__ import annotations

from collections.abc import Sequence

from koppeling.identity import is_guid
from koppeling.imports.candidate import Candidate
from koppeling.imports.planned import Intake, Planned
from koppeling.imports.recognition import By, Recognised
from koppeling.imports.report import Became, Tally
from koppeling.keys import normal_key
from koppeling.reasons import reason
from outsmart.json_text import holds_all
from outsmart.listing import MasterList


def told_aside(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> bool:
    """Conflicts, archived and refused records are told and not written."""
    key = intake.index.rows[answer.row].key if answer.row is not None else candidate.key
    if candidate.is_archived:
        if answer.row is None or answer.conflict:
            tally.count(Became.SKIPPED)
        else:
            tally.tell(Became.SKIPPED, key, candidate.name, reason("row_archived", key=key, name=candidate.name))
    elif answer.conflict:
        tally.tell(Became.CONFLICT, key, candidate.name, answer.conflict)
    elif candidate.refusal:
        tally.tell(Became.REFUSED, key, candidate.name, candidate.refusal)
    elif answer.row is None and not normal_key(candidate.key):
        tally.tell(Became.REFUSED, "", candidate.name, reason("row_code_missing", name=candidate.name or candidate.id))
    else:
        return False
    return True


def tell_troubled(intake: Intake, tally: Tally, answers: Sequence[Recognised]) -> None:
    """Rows that could not be read as they should and that no record found, so that nothing else tells of them."""
    claimed = {answer.row for answer in answers}
    for number, row in enumerate(intake.index.rows):
        if row.trouble is not None and number not in claimed:
            tally.tell(Became.REMARK, row.key, row.name, row.trouble)


def tell_vanished(intake: Intake, tally: Tally, answers: Sequence[Recognised]) -> None:
    """Rows that bear an id of Reeleezee which it no longer has; rows that were told about otherwise are left out."""
    claimed = {answer.row for answer in answers}
    for number, row in enumerate(intake.index.rows):
        is_ours = is_guid(row.external_id) and row.external_id not in intake.known_ids
        if is_ours and number not in claimed and row.trouble is None and intake.is_judged(row):
            why = reason("row_vanished", key=row.key, name=row.name, external_id=row.external_id)
            tally.tell(Became.VANISHED, row.key, row.name, why)


def lacks_required(tally: Tally, planned: Planned) -> bool:
    """A row that OutSmart would refuse, or of which not all could be read, is told and not posted."""
    change = planned.change
    name = planned.candidate.name
    if change.before is not None and not holds_all(change.before):
        tally.tell(Became.REFUSED, planned.key, name, reason("row_not_whole", key=planned.key, name=name))
        return True
    missing = planned.intake.mapping.listing.missing(change.row)
    if missing:
        why = reason("row_required_missing", key=planned.key, name=name, fields=", ".join(missing))
        tally.tell(Became.REFUSED, planned.key, name, why)
    return bool(missing)


def tell_remarks(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> None:
    """What a person should know of a row that is written or found equal."""
    row = intake.index.rows[answer.place]
    if row.key != candidate.key and intake.index.normal(row.key) == intake.index.normal(candidate.key):
        why = reason("row_key_spelled_otherwise", key=row.key, other=candidate.key, name=candidate.name)
        tally.tell(Became.REMARK, row.key, candidate.name, why)
    # What the export made may have another number: OutSmart's debtor numbers can be texts, Reeleezee's cannot.
    elif answer.by is By.EXTERNAL_ID and row.key != candidate.key and row.computed_id != candidate.id:
        why = reason("row_key_changed", key=row.key, new_key=candidate.key)
        tally.tell(Became.REMARK, row.key, candidate.name, why)
    if row.external_id and row.external_id != candidate.id:
        is_material = intake.mapping.listing is MasterList.MATERIALS
        code = "row_archived_replaced" if is_material else "row_external_id_replaced"
        why = reason(code, key=row.key, old=row.external_id, name=candidate.name)
        tally.tell(Became.REMARK, row.key, candidate.name, why)
