"""What a sandbox starts with, as two records, so that the servers need not know how the rows came to be."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.seeds.accounts import (
    ADMINISTRATION_ID,
    ADMINISTRATION_NAME,
    OUTSMART_SOFTWARE_TOKEN,
    OUTSMART_TOKEN,
    REELEEZEE_PASSWORD,
    REELEEZEE_READER_PASSWORD,
    REELEEZEE_READER_USERNAME,
    REELEEZEE_USERNAME,
)

Row = dict[str, Any]


def _logins() -> list[Row]:
    return [
        {
            "username": REELEEZEE_USERNAME,
            "password": REELEEZEE_PASSWORD,
            "administrations": [ADMINISTRATION_ID],
            "read_only": False,
        },
        {
            "username": REELEEZEE_READER_USERNAME,
            "password": REELEEZEE_READER_PASSWORD,
            "administrations": [ADMINISTRATION_ID],
            "read_only": True,
        },
    ]


def _administrations() -> list[Row]:
    return [{"id": ADMINISTRATION_ID, "Name": ADMINISTRATION_NAME, "SalesVATIncluded": False}]


@dataclass(frozen=True)
class OutSmartSeed:
    """Rows as OutSmart's GET calls give them: every value a string, dates d-m-Y on work orders, amounts with a dot."""

    token: str = OUTSMART_TOKEN
    software_token: str = OUTSMART_SOFTWARE_TOKEN
    relations: list[Row] = field(default_factory=list)
    materials: list[Row] = field(default_factory=list)
    hourtypes: list[Row] = field(default_factory=list)
    workstatusses: list[Row] = field(default_factory=list)
    freefields: list[Row] = field(default_factory=list)
    employees: list[Row] = field(default_factory=list)
    workorders: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class ReeleezeeSeed:
    """Rows as Reeleezee stores them, everything expanded: references are {"id": ...}, amounts are Decimal."""

    logins: list[Row] = field(default_factory=_logins)
    administrations: list[Row] = field(default_factory=_administrations)
    administration_id: str = ADMINISTRATION_ID
    customers: list[Row] = field(default_factory=list)
    vendors: list[Row] = field(default_factory=list)
    products: list[Row] = field(default_factory=list)
    invoices: list[Row] = field(default_factory=list)
