"""Stores customers and vendors the way the server does: defaults on create, partial update afterwards."""

from __future__ import annotations

import uuid
from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.guids import as_guid
from sandbox.reeleezee.refused import RefusedError, invalid_data, invalid_request

_KINDS = {"Customer": 1, "Vendor": 2}
_TERMS = {"Customer": "DueDays", "Vendor": "PaymentDueDays"}
_DEFAULT_TERM = 14
_EMAIL = 10

# The list of a party that each sub-route writes to, with the model of its rows.
PARTS = {
    "addresses": ("AddressList", "Address"),
    "contactpersons": ("ContactPersonList", "ContactPerson"),
    "fiscalprocessparameters": ("FiscalProcessParametersList", "FiscalProcessParameters"),
    "bankrelations": ("BankRelationList", "BankRelation"),
}


def put_party(books: Books, model: str, party_id: str, body: Any) -> Row:
    """Create or update a party under the client's id."""
    changes = books.read_body(model, body)
    if not books.switches.flag("customer_status_writable"):
        changes.pop("CustomerStatus", None)
    if not books.switches.flag("identifier_number_writable"):
        changes.pop("IdentifierNumber", None)
    stored = books.administration.rows(model).get(party_id)
    row = {**(stored or {"id": party_id, **fresh_party(model)}), **changes}
    if row["IdentifierNumber"] is None:
        row["IdentifierNumber"] = books.administration.next_party_number(model)
    elif "IdentifierNumber" in changes:
        _refuse_number_in_use(books, model, row)
    if row[_TERMS[model]] is None:
        row[_TERMS[model]] = _DEFAULT_TERM
    if body.get("CommunicationChannelList") is not None:
        row["CommunicationChannelList"] = _channels(books, row, body["CommunicationChannelList"])
    if books.switches.flag("customer_put_takes_addresses") and body.get("AddressList") is not None:
        row["AddressList"] = [_part(books, "Address", None, one) for one in _rows(body["AddressList"])]
    return books.administration.store(model, summarised(row))


def fresh_party(model: str) -> Row:
    """A party as it is before anything was set."""
    return {
        "EntityKind": _KINDS[model],
        "Name": None,
        "SearchName": None,
        "IdentifierNumber": None,
        _TERMS[model]: _DEFAULT_TERM,
        "IsArchived": False,
        "RecordStatus": 1,
        "CustomerStatus": None,
        "AddressList": [],
        "CommunicationChannelList": [],
        "ContactPersonList": [],
        "BankRelationList": [],
        "FiscalProcessParametersList": [],
        **({"IsLinkedToVendor": False} if model == "Customer" else {}),
    }


def put_part(books: Books, model: str, party_id: str, route: str, part_id: str, body: Any) -> Row:
    """Create or update an address, contact person or VAT number of a party."""
    party = books.administration.rows(model)[party_id]
    list_name, part_model = PARTS[route]
    parts = list(party.get(list_name) or ())
    at = next((place for place, one in enumerate(parts) if one["id"] == part_id), len(parts))
    stored = parts[at] if at < len(parts) else None
    written = _part(books, part_model, stored or {"id": part_id}, body)
    parts[at : at + 1] = [written]
    books.administration.store(model, summarised({**party, list_name: parts}))
    return written


def delete_part(books: Books, model: str, party_id: str, route: str, part_id: str) -> None:
    """Take one part away from a party."""
    party = books.administration.rows(model)[party_id]
    list_name, _ = PARTS[route]
    parts = [one for one in party.get(list_name) or () if one["id"] != part_id]
    books.administration.store(model, summarised({**party, list_name: parts}))


def summarised(row: Row) -> Row:
    """Fill the read-only summaries: the first e-mail channel, and the business address or else the first."""
    emails = (one["FormattedValue"] for one in row["CommunicationChannelList"] if one["CommunicationType"] == _EMAIL)
    addresses: list[Row] = sorted(row["AddressList"], key=lambda one: one.get("Type") != 1)
    row["EMail"] = next(emails, None)
    row["FullAddress"] = addresses[0].get("FullAddress") if addresses else None
    row["City"] = addresses[0].get("City") if addresses else None
    return row


def full_address(address: Row) -> str | None:
    """The address on one line, composed when the client gave none."""
    house = f"{address.get('Number') or ''}{address.get('NumberExtension') or ''}"
    street = " ".join(part for part in (address.get("Street"), house) if part)
    place = " ".join(part for part in (address.get("Postcode"), address.get("City")) if part)
    return ", ".join(part for part in (street, place) if part) or None


def _refuse_number_in_use(books: Books, model: str, row: Row) -> None:
    if books.switches.word("duplicate_identifier_number") == "allow":
        return
    for other in books.administration.rows(model).values():
        if other["id"] != row["id"] and other.get("IdentifierNumber") == row["IdentifierNumber"]:
            raise RefusedError(400, f"Nummer {row['IdentifierNumber']} is al in gebruik")


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise invalid_request()
    return value


def _part(books: Books, model: str, stored: Row | None, body: Any) -> Row:
    changes = books.read_body(model, body)
    row = {**(stored or {"id": as_guid(body.get("id")) or str(uuid.uuid4())}), **changes}
    if model == "Address":
        row.setdefault("Type", 1)
        if "FullAddress" not in changes:
            row["FullAddress"] = full_address(row)
    if model == "ContactPerson" and body.get("CommunicationChannelList") is not None:
        row["CommunicationChannelList"] = _channels(books, row, body["CommunicationChannelList"])
    return row


def _channels(books: Books, row: Row, sent: Any) -> list[Row]:
    channels = [_part(books, "CommunicationChannel", None, one) for one in _rows(sent)]
    if any(one.get("FormattedValue") is None or one.get("CommunicationType") is None for one in channels):
        raise invalid_data()
    if books.switches.word("channel_list") == "replace":
        return channels
    merged = {one["id"]: one for one in row.get("CommunicationChannelList") or ()}
    return list((merged | {one["id"]: one for one in channels}).values())
