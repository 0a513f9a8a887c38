"""Takes customers and vendors of Reeleezee over into OutSmart's relations, so that a planner need not type them again.

Calls when nothing changed: the pages of Reeleezee, one read of OutSmart, and for `customers/<legal form>` one more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from koppeling.agreement import PartyFacts
from koppeling.identity import Identity
from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.copies import without_copied_ids
from koppeling.imports.planned import Intake
from koppeling.imports.recognition import StoredIndex
from koppeling.imports.relation_kind import RelationKind, relation_kind
from koppeling.imports.report import Became, ImportReport, Tally
from koppeling.imports.sources import VENDOR_PREFIX, relation_source
from koppeling.imports.stored_rows import KnownBy, stored_index
from koppeling.imports.strangers import Strangers
from koppeling.imports.synchronise import synchronise
from koppeling.imports.turn import Turn
from koppeling.imports.unforeseen import Net, guarded
from koppeling.imports.unlisted import with_unlisted
from koppeling.imports.unreadable import Unreadable
from koppeling.keys import debtor_key
from koppeling.mapping import FieldMapping
from koppeling.reasons import reason
from outsmart.listing import MasterList
from outsmart.posting import post_changes
from outsmart.records import Row
from outsmart.values import shown

if TYPE_CHECKING:
    from outsmart.hook import OutSmartHook
    from reeleezee.hook import ReeleezeeHook
    from reeleezee.records import Address, Customer

_LISTING = MasterList.RELATIONS
# In the order of the members of `PartyFacts`.
_FACTS = ("name", "street", "house_number", "postal_code", "city", "country")


def import_relations(
    outsmart: OutSmartHook,
    reeleezee: ReeleezeeHook,
    *,
    identity: Identity,
    kind: str,
    mapping: FieldMapping,
    preview: bool,
    remembered: Mapping[str, str] | None = None,
    turn: Turn | None = None,
) -> ImportReport:
    """Read both sides, post what differs, and tell; raises `RelationKindError` for a kind that does not exist."""
    chosen = relation_kind(kind, reeleezee.legal_forms)
    rows = outsmart.rows(_LISTING)
    net = Net()
    known_by = KnownBy("debtor_number", "name", "external_id", identity.customer)
    index = stored_index(rows, partial(_stored, identity=identity), known_by, net, debtor_key)
    tally = Tally()
    unreadable = Unreadable(reeleezee.unreadable_rows)
    reading = _Reading(reeleezee, mapping, chosen, index, tally)
    candidates = list(reading.candidates())
    is_judged = partial(_is_judged, chosen)
    known = with_unlisted(reading.known_ids | unreadable.tell(tally), index.rows, is_judged, reading.unlisted, net)
    reading.tell_addresses(tally)
    index = without_copied_ids(index, candidates, tally, net)
    objection = Strangers(candidates, known, net).objection
    intake = Intake(mapping, candidates, rows, index, objection, known, is_judged, net)
    post = partial(post_changes, outsmart, _LISTING)
    return synchronise(intake, tally, post, preview=preview, remembered=remembered or {}, turn=turn)


class _Reading:
    """Streams the parties of the chosen kind, keeping of each no more than a candidate."""

    def __init__(
        self, reeleezee: ReeleezeeHook, mapping: FieldMapping, kind: RelationKind, index: StoredIndex, tally: Tally
    ) -> None:
        self._tally = tally
        self._reeleezee = reeleezee
        self._mapping = mapping
        self._kind = kind
        self._index = index
        self._addresses_read = 0
        self.known_ids: set[str] = set()

    def candidates(self) -> Iterator[Candidate]:
        if self._kind.customers:
            for customer in self._reeleezee.customers():
                self.known_ids.add(customer.id)
                if self._is_taken(customer):
                    yield from self._made(customer, self._address, is_vendor=False)
        if self._kind.vendors:
            for vendor in self._reeleezee.vendors():
                # A party that is both is one record of Reeleezee, and one relation: the customer.
                if vendor.id not in self.known_ids:
                    self.known_ids.add(vendor.id)
                    yield from self._made(vendor, lambda party: party.address, is_vendor=True)

    def _is_taken(self, customer: Customer) -> bool:
        taken = guarded(self._tally, str(customer.number or ""), customer.name, self._kind.takes, customer)
        if taken is None:
            self._tally.count(Became.READ)
        return bool(taken)

    def _made(
        self, party: Customer, address: Callable[[Customer], Address | None], *, is_vendor: bool
    ) -> Iterator[Candidate]:
        number = str(party.number or "")
        candidate = guarded(self._tally, number, party.name, self._candidate, party, address, is_vendor=is_vendor)
        if candidate is None:
            self._tally.count(Became.READ)
        else:
            yield candidate

    def unlisted(self, ids: Sequence[str]) -> Iterator[str]:
        """Of these ids those that Reeleezee has, among the lists that were read."""
        if self._kind.customers:
            yield from (customer.id for customer in self._reeleezee.customers_by_id(ids))
        if self._kind.vendors:
            yield from (vendor.id for vendor in self._reeleezee.vendors_by_id(ids))

    def tell_addresses(self, tally: Tally) -> None:
        if self._kind.customers and not self._reeleezee.addresses_expanded:
            why = reason("row_addresses_not_read", count=self._addresses_read)
            tally.tell(Became.REMARK, "", "", why)

    def _address(self, customer: Customer) -> Address | None:
        """Where the list comes without addresses, only those of customers new to OutSmart are worth a call each."""
        if self._reeleezee.addresses_expanded or customer.address or customer.is_archived:
            return customer.address
        known = self._index.by_external_id.get(customer.id) or self._index.by_computed_id.get(customer.id)
        if known:
            return None
        self._addresses_read += 1
        return customer.model_copy(update={"addresses": tuple(self._reeleezee.addresses(customer.id))}).address

    def _candidate(
        self, party: Customer, address: Callable[[Customer], Address | None], *, is_vendor: bool
    ) -> Candidate:
        source = relation_source(party, address(party), is_vendor=is_vendor)
        return Candidate(
            id=source.id,
            key=source.number,
            name=source.name,
            values=self._mapping.values(source),
            facts=PartyFacts(
                source.name, source.street, source.house_number, source.postcode, source.city, source.country
            ),
            is_archived=party.is_archived,
        )


def _stored(row: Row, identity: Identity) -> Stored:
    number = _text(row, "debtor_number")
    return Stored(
        key=number,
        name=_text(row, "name"),
        external_id=_text(row, "external_id").lower(),
        computed_id=identity.customer(number) if number else "",
        facts=PartyFacts(*(_text(row, name) for name in _FACTS)),
    )


def _is_judged(kind: RelationKind, row: Stored) -> bool:
    """Only of the lists that were read can it be told that somebody is no longer in them."""
    return kind.vendors if row.key.startswith(VENDOR_PREFIX) else kind.customers


def _text(row: Row, name: str) -> str:
    return shown(row.get(name)).strip()
