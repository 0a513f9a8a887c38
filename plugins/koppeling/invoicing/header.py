"""Writes the subject line of an invoice: a bookkeeper finds the work order by it, and we notice a strange invoice."""

from __future__ import annotations

import re
from collections.abc import Collection

from koppeling.invoicing.parties import debtor_of
from koppeling.keys import debtor_key
from koppeling.text import clean, cut
from outsmart.records import Party, WorkOrder

HEADER_SIZE = 200
NUMBER_SIZE = 100
_NUMBER = re.compile(r"^Werkbon (\S+)(?= · |$)")


def header_of(order: WorkOrder, collective: Collection[str] = ()) -> str:
    """Work order number, work date, the work address when it is another than the debtor's, project or reference.

    Under one of these collective debtor numbers, whom the order names goes first: the customer does not tell it.
    """
    party = debtor_of(order)
    named = _named(party) if debtor_key(party.debtor_number) in collective else ""
    parts = [f"Werkbon {one_word(order.label)}", named, order.work_date, _reference(order), _work_address(order)]
    words = (" ".join(clean(part).split()) for part in parts)
    return cut(" · ".join(part for part in words if part), HEADER_SIZE)


def _named(party: Party) -> str:
    street, town = f"{party.street} {party.house_number}".strip(), f"{party.postal_code} {party.city}".strip()
    return ", ".join(part for part in (party.name.strip(), street, town) if part.strip(" -"))


def _reference(order: WorkOrder) -> str:
    project = order.project.strip() or order.external_project.strip()
    return f"project {project}" if project else order.reference.strip() or order.external_reference.strip()


def quoted_number(header: str) -> str:
    """The work order number that an invoice of ours quotes in its subject; empty when it quotes none."""
    match = _NUMBER.match(header)
    return match.group(1) if match else ""


def one_word(label: str) -> str:
    """The number as it is quoted: always whole within the subject, or it would seem another work order's invoice."""
    return "_".join(clean(label).split())[:NUMBER_SIZE]


def _work_address(order: WorkOrder) -> str:
    work, debtor = order.customer, debtor_of(order)
    if not work.street.strip() or _place(work) == _place(debtor):
        return ""
    street = f"{work.street} {work.house_number}".strip()
    town = f"{work.postal_code} {work.city}".strip()
    name = f"{work.name}, " if work.name.strip() and work.name.strip() != debtor.name.strip() else ""
    return f"werkadres: {name}{street}, {town}"


def _place(party: Party) -> str:
    return "".join(f"{party.street}{party.house_number}{party.postal_code}".lower().split())
