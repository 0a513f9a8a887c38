"""Writes what is sent to Reeleezee: the bodies of invoices, customers, addresses and products.

Field names and forms: docs/api-facts.md, sections invoices, customers and products. `Decimal` goes out as it is.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from koppeling.countries import country_code
from koppeling.export.fitting import CITY_SIZE, DESCRIPTION_SIZE, NAME_SIZE, PART_SIZE, POSTCODE_SIZE, email_of
from koppeling.invoicing.catalogue import NewProduct
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.invoicing.parties import NewCustomer
from koppeling.text import clean, cut
from outsmart.records import Party

# A concept with these is seen among the sales invoices.
KIND = {"DocumentType": 10, "Type": 1, "Origin": 2}
# No address is longer; it also bounds the work of the patterns below.
_LONGEST_STREET = 255
_HOUSE_NUMBER = re.compile(r"([0-9]+)\s*[-/,]?\s*(.*)")
# "Laan van 1813 22" ends with house number 22; "Dorpsstraat 12 - 14", "12 t/m 14", "12 bis" and "12 bus 3" are one.
_STREET_WITH_NUMBER = re.compile(
    r"(?=.*[^\W\d])(.+?) ([0-9]+\S*(?: ?(?:-|/|t/m) ?[0-9]+\S*| bus \S+| [^\W\d]\S{0,3})?)"
)


def invoice_body(draft: Draft) -> dict[str, Any]:
    """A concept invoice. Type, DocumentType and Origin make it visible among the sales invoices."""
    body: dict[str, Any] = {
        "id": draft.invoice_id,
        **KIND,
        "Status": 1,
        "Entity": {"id": draft.debtor.id},
        "Date": _midnight(draft.invoice_date),
        "BookDate": _midnight(draft.invoice_date),
        "IsVatIncluded": False,
        "Header": draft.header,
        "DocumentLineList": [
            _line(line, line_id, number)
            for number, (line, line_id) in enumerate(zip(draft.lines, draft.line_ids, strict=True), start=1)
        ],
    }
    if draft.due_date is not None:
        body["DueDate"] = _midnight(draft.due_date)
    return body


def _line(line: DraftLine, line_id: str, number: int) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": line_id,
        "Sequence": number,
        "Quantity": line.quantity,
        "Price": line.price,
        "Description": line.description,
        "TaxRate": {"id": line.tax_rate.id},
    }
    if line.product_id:
        body["Product"] = {"id": line.product_id}
    if line.account is not None:
        body[line.account.member] = {"id": line.account.id}
    if line.discount:
        body["DiscountPercentage"] = line.discount
    return body


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


def customer_body(new: NewCustomer) -> dict[str, Any]:
    """A customer with what the work order and OutSmart's relation know of it."""
    name = cut(" ".join(clean(new.party.name).split()), NAME_SIZE)
    body: dict[str, Any] = {"id": new.id, "Name": name, "SearchName": name}
    if new.number is not None:
        body["IdentifierNumber"] = new.number
    channels = [(10, email_of(new.party.email)), (9, clean(new.party.phone))]
    listed = [{"CommunicationType": t, "FormattedValue": v.strip()} for t, v in channels if v.strip()]
    if listed:
        body["CommunicationChannelList"] = listed
    return body


def address_body(new: NewCustomer) -> dict[str, Any] | None:
    """The business address, or None when there is nothing to write (`-` is OutSmart's filler for no address)."""
    party = new.party
    street, number, extension = _house(party)
    town = {"Postcode": cut(_real(party.postal_code), POSTCODE_SIZE), "City": cut(_real(party.city), CITY_SIZE)}
    if not street and not any(town.values()):
        return None
    body: dict[str, Any] = {
        "Type": 1,
        "Street": cut(street, PART_SIZE),
        "Number": cut(number, PART_SIZE),
        "NumberExtension": cut(extension, PART_SIZE),
        **town,
    }
    country = country_code(party.country)
    return {**body, "Country": {"id": country}} if country else body


def _real(text: str) -> str:
    plain = " ".join(clean(text).split())
    return "" if plain == "-" else plain


def _house(party: Party) -> tuple[str, str, str]:
    """Street, number and extension; OutSmart accounts keep the number apart or at the end of the street."""
    street, house_number = _real(party.street)[:_LONGEST_STREET], _real(party.house_number)
    if not house_number and (match := _STREET_WITH_NUMBER.fullmatch(street)):
        street, house_number = match.groups()
    if match := _HOUSE_NUMBER.fullmatch(house_number):
        return street, match.group(1), match.group(2)
    return street, house_number, ""


def product_body(new: NewProduct, kind: int, price: Decimal) -> dict[str, Any]:
    """A product; `price` is as the administration keeps prices. Unit and VAT rate are left to Reeleezee's defaults."""
    description = " ".join(clean(new.description).split())
    return {
        "id": new.id,
        "Code": new.code,
        "Description": cut(description, DESCRIPTION_SIZE),
        "SearchName": cut(description, NAME_SIZE),
        "ProductKind": kind,
        "Price": price,
    }
