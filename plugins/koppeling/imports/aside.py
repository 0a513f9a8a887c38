"""Tells what an import leaves as it is, and why: conflicts, archived and refused records, rows of vanished ones."""

from __future__ import annotations

from collections.abc import Sequence

from koppeling.identity import is_guid
from koppeling.imports.candidate import Candidate
from koppeling.imports.planned import Intake, Planned
from koppeling.imports.recognition import By, Recognised
from koppeling.imports.report import Became, Tally
from koppeling.imports.unforeseen import unforeseen
from koppeling.keys import normal_key
from koppeling.reasons import reason
from outsmart.json_text import holds_all
from outsmart.listing import MasterList


def told_aside(intake: Intake, tally: Tally, candidate: Candidate, answer: Recognised) -> bool:
    """Trouble, conflicts, archived and refused records are told and not written."""
    key = intake.index.rows[answer.row].key if answer.row is not None else candidate.key
    if answer.trouble:
        tally.tell(Became.REFUSED, key, candidate.name, answer.trouble)
    elif candidate.is_archived:
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


def tell_trouble(intake: Intake, tally: Tally, candidate: Candidate) -> None:
    tally.tell(Became.REFUSED, candidate.key, candidate.name, intake.net.candidates[candidate.id])


def tell_rows(intake: Intake, tally: Tally, answers: Sequence[Recognised]) -> None:
    """Rows of which no record tells: those in trouble, and those with an id of Reeleezee that it no longer has."""
    claimed = {answer.row for answer in answers}
    for number, row in enumerate(intake.index.rows):
        if number in claimed:
            continue
        with intake.net.around_row(number, row.key, row.name):
            is_ours = is_guid(row.external_id) and row.external_id not in intake.known_ids
            if number not in intake.net.rows and is_ours and intake.is_judged(row):
                why = reason("row_vanished", key=row.key, name=row.name, external_id=row.external_id)
                tally.tell(Became.VANISHED, row.key, row.name, why)
        if trouble := intake.net.rows.get(number):
            tally.tell(Became.REMARK, row.key or trouble.quoted("nl")["key"], row.name, trouble)


def is_complete(tally: Tally, planned: Planned) -> bool:
    """Whether it can be posted; told when not. All that is told of it afterwards is known by then to be tellable."""
    name = planned.candidate.name
    try:
        change = planned.change
        missing = planned.intake.mapping.listing.missing(change.row)
        is_whole = change.before is None or holds_all(change.before)
        _ = (planned.posted_key, planned.note, planned.incomplete)
    except Exception as error:  # the net around one record: told and logged, and the others go on
        tally.tell(Became.REFUSED, planned.key, name, unforeseen(error, planned.key, name))
        return False
    if not is_whole:
        tally.tell(Became.REFUSED, planned.key, name, reason("row_not_whole", key=planned.key, name=name))
        return False
    if missing:
        why = reason("row_required_missing", key=planned.key, name=name, fields=", ".join(missing))
        tally.tell(Became.REFUSED, planned.key, name, why)
    return not missing


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
