"""Says what of a new customer or product does not fit into Reeleezee as it stands in OutSmart, before it is made.

A text that is cut and an e-mail address that is none are no reason to refuse an order, and none to keep silent about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koppeling.invoicing.draft import Draft
from koppeling.invoicing.parties import NewCustomer
from koppeling.reasons import Both, Reason, reason
from koppeling.text import clean, cut

NAME_SIZE = 50
DESCRIPTION_SIZE = 200
PART_SIZE = 50
POSTCODE_SIZE = 10
CITY_SIZE = 30
LONGEST_EMAIL = 254
_LONGEST_LOCAL_PART = 64
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@(?:[^\s@,;:<>()\[\]\"\\._-][^\s@,;:<>()\[\]\"\\.]*\.)+[^\W\d_]{2,63}")
_BETWEEN = re.compile(r"[,;\s]+")
_SHOWN = 60


def email_of(text: str) -> str:
    """The first address in what was typed; empty when there is none."""
    # an address longer than all that exist is not even looked at
    return next((one for one in _BETWEEN.split(clean(text)[:10_000]) if _is_email(one)), "")


def what_does_not_fit(draft: Draft) -> tuple[Reason, ...]:
    """For each new record of this order what is cut or left out, in the order in which a person reads it."""
    found = list(_of_customer(draft.debtor.new)) if draft.debtor.new else []
    for new in draft.new_products:
        found += _cut(Both("omschrijving", "description"), new.description, DESCRIPTION_SIZE)
    return tuple(found)


def _of_customer(new: NewCustomer) -> Iterator[Reason]:
    party = new.party
    yield from _cut(Both("naam", "name"), party.name, NAME_SIZE)
    yield from _cut(Both("straat", "street"), party.street, PART_SIZE)
    yield from _cut(Both("huisnummer", "house number"), party.house_number, PART_SIZE)
    yield from _cut(Both("postcode", "postcode"), party.postal_code, POSTCODE_SIZE)
    yield from _cut(Both("plaats", "town"), party.city, CITY_SIZE)
    typed, used = party.email.strip(), email_of(party.email)
    if typed and typed != used:
        code = "email_first_used" if used else "email_left_out"
        yield reason(code, value=cut(typed, _SHOWN), name=cut(party.name, _SHOWN), email=used)


def _cut(field: Both, text: str, size: int) -> list[Reason]:
    flat = " ".join(clean(text).split())
    kept = cut(flat, size)
    if kept == flat:
        return []
    shown = cut(flat, _SHOWN)
    return [reason("text_cut", size=size, name=Both(f"{field.nl} '{shown}'", f"{field.en} '{shown}'"))]


def _is_email(text: str) -> bool:
    local, _, _ = text.partition("@")
    is_short = len(text) <= LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL_PART
    return is_short and ".." not in text and not local.endswith(".") and bool(_EMAIL.fullmatch(text))
