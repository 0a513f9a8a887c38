"""Compares an invoice that Reeleezee holds with the draft it should be, to the cent, and says in words what differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from koppeling.identity import is_guid
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.invoicing.header import one_word, quoted_number
from koppeling.money import to_cents, to_decimals
from koppeling.reasons import Both, Reason, amount, reason
from reeleezee.days import day_of
from reeleezee.records import InvoiceLine, SalesInvoice

OWN_ID_VERSION = 5
# More than are ever written, fewer than a binary number is exact to.
_COMPARED_DECIMALS = 6


class IdentityCollision(Exception):
    """Under the id of this work order stands the invoice of another one: a person must look; `reason` tells it."""

    def __init__(self, why: Reason) -> None:
        super().__init__(f"{why.nl} / {why.en}")
        self.reason = why


@dataclass(frozen=True)
class Verdict:
    """`difference` is None when all is as drafted; `warning` tells of VAT that is off by a lawful trifle."""

    difference: Both | None = None
    warning: Reason | None = None


def verify(draft: Draft, stored: SalesInvoice) -> Verdict:
    """Customer, number of lines, products, rates and net must match to the cent; VAT must be a lawful rounding.

    A field that the answer leaves out is not held against it where another one proves the amount.
    """
    return _sound(draft, stored) if not (wrong := _difference(draft, stored)) else Verdict(wrong)


def _difference(draft: Draft, stored: SalesInvoice) -> Both | None:
    if stored.customer is None or stored.customer.id != draft.debtor.id:
        return Both("klant", "customer")
    if stored.is_vat_included:
        return Both("bedragen inclusief btw", "amounts including VAT")
    if len(stored.lines) != len(draft.lines):
        counts = f"{len(stored.lines)} ≠ {len(draft.lines)}"
        return Both(f"aantal regels {counts}", f"number of lines {counts}")
    for number, (meant, line) in enumerate(zip(draft.lines, in_order(draft, stored), strict=True), start=1):
        if wrong := _line_difference(meant, line, stored):
            return Both(f"regel {number}: {wrong.nl}", f"line {number}: {wrong.en}")
    if stored.shows("net") and to_cents(stored.net) != to_cents(draft.net):
        return _unequal("netto", "net", stored.net, draft.net)
    return None


def in_order(draft: Draft, stored: SalesInvoice) -> list[InvoiceLine]:
    """The lines by their sequence; where that is not shown, by the ids that they were given."""
    if all(line.shows("sequence") for line in stored.lines):
        return sorted(stored.lines, key=lambda line: line.sequence)
    places = {line_id: place for place, line_id in enumerate(draft.line_ids)}
    return sorted(stored.lines, key=lambda line: places.get(line.id, len(places)))


def _line_difference(meant: DraftLine, line: InvoiceLine, stored: SalesInvoice) -> Both | None:
    if line.shows("product") and (line.product.id if line.product else "") != meant.product_id:
        return Both("product", "product")
    return _rate_difference(meant, line, stored) or _net_difference(meant, line, stored)


def _rate_difference(meant: DraftLine, line: InvoiceLine, stored: SalesInvoice) -> Both | None:
    """A rate that is not shown is proven by the VAT."""
    if not line.shows("tax_rate") and stored.shows("vat"):
        return None
    if line.tax_rate is None or line.tax_rate.id != meant.tax_rate.id:
        return Both("btw-tarief", "VAT rate")
    return None


def _net_difference(meant: DraftLine, line: InvoiceLine, stored: SalesInvoice) -> Both | None:
    """A net that is not shown is proven by the net of all lines, with this one written as it was meant."""
    if line.shows("net") or not stored.shows("net") or not is_written_as_meant(meant, line):
        return None if to_cents(line.net) == meant.net else _unequal("netto", "net", line.net, meant.net)
    return None


def is_written_as_meant(meant: DraftLine, line: InvoiceLine) -> bool:
    """Whether what is shown of quantity, price and discount is what was written."""
    pairs = (("quantity", meant.quantity), ("price", meant.price), ("discount_fraction", meant.discount))
    return all(is_same_number(getattr(line, name), wanted) for name, wanted in pairs if line.shows(name))


def is_same_number(stored: Decimal, meant: Decimal) -> bool:
    """Equal but for what a binary number loses on its way: 0.8333 may come back as 0.83330000000000004."""
    return to_decimals(stored, _COMPARED_DECIMALS) == to_decimals(meant, _COMPARED_DECIMALS)


def _unequal(dutch: str, english: str, stored: Decimal, meant: Decimal) -> Both:
    there, here = amount(stored), amount(meant)
    return Both(f"{dutch} {there.nl} ≠ {here.nl}", f"{english} {there.en} ≠ {here.en}")


def _sound(draft: Draft, stored: SalesInvoice) -> Verdict:
    bounds, vat = draft.vat, _vat_told(stored)
    if vat is None or bounds.is_lawful(vat):
        return Verdict()
    if bounds.is_near(vat):
        return Verdict(warning=reason("vat_rounding", stored=vat, computed=bounds.per_line))
    return Verdict(_unequal("btw", "VAT", vat, bounds.per_line))


def _vat_told(stored: SalesInvoice) -> Decimal | None:
    """The VAT in euros as the answer tells it, by itself or by other amounts; None where nothing tells it."""
    if stored.shows("vat"):
        return to_cents(stored.vat)
    if stored.shows("total") and stored.shows("net"):
        return to_cents(stored.total) - to_cents(stored.net)
    if stored.lines and all(line.shows("vat") for line in stored.lines):
        return to_cents(sum((line.vat for line in stored.lines), Decimal(0)))
    return None


def refuse_collision(work_order: str, stored: SalesInvoice, own_line_ids: Collection[str] = ()) -> None:
    """Raise `IdentityCollision` when the invoice quotes another work order and none of its lines is our own.

    A subject that somebody shortened or rewrote proves nothing against lines made of this very order.
    """
    if any(line.id in own_line_ids for line in stored.lines):
        return
    quoted = quoted_number(stored.header)
    if quoted and quoted != one_word(work_order):
        number = stored.receipt_number or Both("zonder nummer", "without number")
        raise IdentityCollision(
            reason("identity_collision", receipt_number=number, work_order=work_order, quoted=quoted)
        )


def due_date_warning(draft: Draft, stored: SalesInvoice) -> Reason | None:
    """Reeleezee ignores some fields without a word; a payment term that was ignored is for the bookkeeper to set."""
    if draft.due_date is None or not stored.shows("due_date") or day_of(stored.due_date) == draft.due_date:
        return None
    return reason("due_date_not_stored", stored=told_day(stored.due_date), wanted=draft.due_date)


def told_day(moment: str) -> date | str | Both:
    """A day as a sentence quotes it, or what stands there instead."""
    return day_of(moment) or moment or Both("leeg", "empty")


def is_of_this_version(line_ids: Sequence[str], stored: SalesInvoice) -> bool:
    """Whether the invoice carries our fingerprint of the work order as it is now."""
    return bool(set(line_ids) & {line.id for line in stored.lines})


def is_of_another_version(stored: SalesInvoice) -> bool:
    """Whether lines were made by us (name-based ids), of a version that is not the present one."""
    return any(is_guid(line.id) and UUID(line.id).version == OWN_ID_VERSION for line in stored.lines)
