"""A product or service as the invented company sells it, from which both systems' rows are made alike."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

_ARTICLES = uuid.UUID("2d6e0b54-90f3-4a1b-bb7e-7c5a1e8f4d63")


@dataclass(frozen=True)
class Article:
    code: str
    description: str
    price: Decimal
    # As OutSmart's free text has it; Reeleezee has a code for each.
    unit: str = "st"
    is_service: bool = False
    search_name: str = ""
    comment: str = ""
    # Empty: the product itself tells no VAT rate or revenue account, the settings decide.
    tax_rate: str = ""
    revenue_ledger: str = ""
    is_archived: bool = False
    # Tells articles apart that have no code, or share one.
    tag: str = ""

    @property
    def article_id(self) -> str:
        return article_id(self.tag or self.code)


def article_id(code: str) -> str:
    """The product's id, also of one that is gone from Reeleezee."""
    return str(uuid.uuid5(_ARTICLES, code))
