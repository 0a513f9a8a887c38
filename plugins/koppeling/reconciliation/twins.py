"""Looks for records that seem to be one thing entered twice: same id, number, code or address, under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stdnum.eu import vat

from koppeling.identity import is_guid
from koppeling.keys import debtor_key, normal_key
from koppeling.reasons import reason
from koppeling.reconciliation.finding import Finding
from outsmart.records import Row
from reeleezee.records import Customer, Product


@dataclass(frozen=True)
class Named:
    """A record by the name a person knows it by, and what should be its own alone: field → value as compared."""

    name: str
    marks: Mapping[str, str]


def relation(row: Row) -> Named:
    """A relation of OutSmart."""
    marks = {
        "external_id": guid(_text(row, "external_id")),
        "kvk_number": kvk_number(_text(row, "kvk_number")),
        "vat_number": vat_number(_text(row, "vat_number")),
        "email": folded(_text(row, "email")),
        "debtor_number": folded(debtor_key(_text(row, "debtor_number"))),
    }
    return Named(f"{_text(row, 'debtor_number')} {_text(row, 'name')}".strip(), marks)


def material(row: Row) -> Named:
    """A material of OutSmart; free field 5 holds the id of its product."""
    marks = {"freefield5": guid(_text(row, "freefield5")), "code": folded(_text(row, "code"))}
    return Named(f"{_text(row, 'code')} {_text(row, 'description')}".strip(), marks)


def customer(record: Customer) -> Named:
    """A customer of Reeleezee; its VAT number is not shown in any documented list."""
    marks = {
        "ChamberOfCommerceNumber": kvk_number(record.chamber_of_commerce_number),
        "EMail": folded(record.email),
        "IdentifierNumber": str(record.number or ""),
    }
    return Named(f"{record.number or '-'} {record.name}", {} if record.is_archived else marks)


def product(record: Product) -> Named:
    """A product or service of Reeleezee."""
    marks = {} if record.is_archived else {"Code": folded(record.code)}
    return Named(f"{record.code or '-'} {record.description}", marks)


def twins(code: str, records: Iterable[Named]) -> Iterator[Finding]:
    """One finding for each value that several records share."""
    bearers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        for field, value in record.marks.items():
            if value:
                bearers[field, value].append(record.name)
    for (field, value), names in bearers.items():
        if len(names) > 1:
            told = reason(code, field=field, value=value, count=len(names), names="; ".join(sorted(names)))
            yield Finding(told, f"{field} {value}")


def guid(text: str) -> str:
    return text.strip().lower() if is_guid(text) else ""


def folded(text: str) -> str:
    """As a reader compares: capitals, spaces and what is unseen make no other code or address; "-" is a filler."""
    plain = "".join(normal_key(text).split())
    return "" if plain == "-" else plain


def vat_number(text: str) -> str:
    """In the one notation of a valid European number; what is none is no number to compare by."""
    return str(vat.compact(text)) if vat.is_valid(text) else ""


def kvk_number(text: str) -> str:
    """Eight digits, written with or without dots and spaces."""
    digits = "".join(c for c in text if c not in " .-")
    return digits if len(digits) == 8 and digits.isascii() and digits.isdigit() and int(digits) else ""


def _text(row: Row, field: str) -> str:
    value = row.get(field)
    return "" if value is None else str(value)
