"""Says why a relation of OutSmart may not be taken for a party of Reeleezee, so that nobody is renamed to another.

A number alone proves nothing: name or address must agree. An external id is followed through a change of name and
address together, unless the relation bears the number of somebody else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from koppeling.agreement import Agreement, compared, same_party
from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.recognition import By
from koppeling.imports.unforeseen import Net
from koppeling.keys import debtor_key
from koppeling.reasons import Reason, reason


class Strangers:
    """The objections of one import; `known_ids` are all ids of Reeleezee, also of parties that are not imported."""

    def __init__(self, candidates: Sequence[Candidate], known_ids: Collection[str], net: Net) -> None:
        self._known_ids = known_ids
        self._archived = {c.id for c in candidates if c.is_archived}
        self._bearers: dict[str, Candidate] = {}
        for candidate in candidates:
            if candidate.key and not candidate.is_archived:
                with net.around(candidate):
                    self._bearers[debtor_key(candidate.key)] = candidate

    def objection(self, candidate: Candidate, row: Stored, by: By) -> Reason | None:
        """Why nothing is written to the row; a row that bears the id of another party in use is that party's."""
        if by is By.EXTERNAL_ID:
            return self._number_of_another(candidate, row)
        is_others = row.external_id in self._known_ids and row.external_id not in self._archived
        agrees = by is By.COMPUTED_ID or same_party(candidate.facts, row.facts)
        if agrees and not is_others:
            return None
        return reason("row_number_conflict", number=row.key, outsmart_name=row.name, reeleezee_name=candidate.name)

    def _number_of_another(self, candidate: Candidate, row: Stored) -> Reason | None:
        bearer = self._bearers.get(debtor_key(row.key), candidate)
        if bearer.id == candidate.id or compared(candidate.facts, row.facts) is not Agreement.DIFFERS:
            return None
        return reason(
            "row_external_id_of_another",
            number=row.key,
            outsmart_name=row.name,
            id_name=candidate.name,
            number_name=bearer.name,
        )
