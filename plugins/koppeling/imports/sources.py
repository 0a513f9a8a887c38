"""Lays a party or an article of Reeleezee out flat, with the names that the mapping files may use as source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reeleezee.records import Address, Customer, Product

VENDOR_PREFIX = "L-"
UNNUMBERED_PREFIX = "R-"


@dataclass(frozen=True, slots=True)
class RelationSource:
    """A customer or vendor. Names of the fields are the sources of `relations.yaml`.

    id: Reeleezee's GUID; number: the debtor number as text (vendors L-…, without number R-…); name; search_name; email;
    phone; street; house_number (with its addition); postcode; city; country: ISO code such as NL;
    chamber_of_commerce_number: KvK; legal_form: the name of its EntityType; due_days: payment term, "" when unknown.
    """

    id: str
    number: str
    name: str
    search_name: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    chamber_of_commerce_number: str = ""
    legal_form: str = ""
    due_days: str = ""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """A product or service. Names of the fields are the sources of `materials.yaml` and `hourtypes.yaml`.

    id: Reeleezee's GUID; code; description: the search name when Reeleezee has none; search_name; comment; price: per
    unit, excluding VAT, None when it cannot be told; unit: the code of the unit of measurement, such as ST.
    """

    id: str
    code: str
    description: str
    search_name: str = ""
    comment: str = ""
    price: Decimal | None = None
    unit: str = ""


def relation_source(party: Customer, address: Address | None, *, is_vendor: bool) -> RelationSource:
    """`address` is given apart, since an account may refuse to send it along with the party."""
    where = address or Address()
    return RelationSource(
        id=party.id,
        number=_number(party, is_vendor=is_vendor),
        name=party.name or party.search_name,
        search_name=party.search_name,
        email=party.email,
        phone=party.phone,
        street=where.street,
        house_number=_house_number(where),
        postcode=where.postcode,
        city=where.city,
        country=where.country.id.upper() if where.country else "",
        chamber_of_commerce_number=party.chamber_of_commerce_number,
        legal_form=party.legal_form.name if party.legal_form else "",
        due_days="" if party.due_days is None else str(party.due_days),
    )


def article_source(product: Product, price: Decimal | None, unit: str) -> ArticleSource:
    return ArticleSource(
        id=product.id,
        code=product.code.strip(),
        description=product.description or product.search_name,
        search_name=product.search_name,
        comment=product.comment,
        price=price,
        unit=unit,
    )


def _number(party: Customer, *, is_vendor: bool) -> str:
    if party.number is None:
        return f"{UNNUMBERED_PREFIX}{party.id.replace('-', '')[:8]}"
    return f"{VENDOR_PREFIX if is_vendor else ''}{party.number}"


def _house_number(address: Address) -> str:
    """Written as a Dutch envelope has it: 3A, 2 bis, 12-1."""
    number, addition = address.number.strip(), address.number_extension.strip()
    if not number or not addition:
        return number or addition
    separator = "-" if addition[0].isdigit() else " " if len(addition) > 1 else ""
    return f"{number}{separator}{addition}"
