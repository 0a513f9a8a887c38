"""Answers GET and POST of notes on entities, of which the sources give no more than one example row."""

import json
import re
from typing import Any

from sandbox.core.api import ApiRequest
from sandbox.core.switches import Switches
from sandbox.outsmart.bodies import posted_rows
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.lists import Lists
from sandbox.outsmart.tables import Row

NOTES = "generic_notes"
_PLACE = ("nte_entity", "nte_column", "nte_primary")
_TAG = re.compile(r"<[^>]*>")


class GenericNotes:
    """The notes of one account; what a POST does is for the switches to say."""

    def __init__(self, lists: Lists, switches: Switches) -> None:
        self._lists = lists
        self._switches = switches

    def get(self, request: ApiRequest) -> list[Row]:
        """The notes that match, or all of them where the filter is not looked at."""
        self._must_exist()
        if not self._switches.flag("generic_notes_listed"):
            return []
        query = request.query if self._switches.flag("generic_note_filters") else ()
        return self._lists.get(NOTES, query)

    def post(self, request: ApiRequest) -> int:
        """Take in notes one by one; answers how many."""
        self._must_exist()
        rows = posted_rows(request.body, self._switches)
        if self._switches.word("generic_note_post") == "refuse" and not all(row.get("nte_created_by") for row in rows):
            raise RefusedError(1051, "Required field missing: nte_created_by")
        return sum(self._lists.post(NOTES, json.dumps(self._as_kept(row), default=str).encode()) for row in rows)

    def _must_exist(self) -> None:
        if not self._switches.flag("generic_notes_endpoint"):
            raise RefusedError(1001)

    def _as_kept(self, posted: Row) -> Row:
        row: dict[str, Any] = dict(posted)
        if self._switches.word("generic_note_html") == "strip":
            row["nte_content"] = _TAG.sub(" ", str(row.get("nte_content") or ""))
        if not self._switches.flag("generic_note_reference_stored"):
            row.pop("nte_reference", None)
        if self._switches.word("generic_note_post") == "overwrite" and not row.get("nte_id"):
            row["nte_id"] = self._note_at(row)
        return row

    def _note_at(self, row: Row) -> str:
        """The id of a note on the same thing; empty when there is none."""
        place = [str(row.get(name) or "") for name in _PLACE]
        notes = self._lists.tables[NOTES]
        return next(
            (str(note["nte_id"]) for note in notes if [str(note.get(name) or "") for name in _PLACE] == place), ""
        )
