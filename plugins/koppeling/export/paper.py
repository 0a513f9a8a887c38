"""Tells what stands on an invoice otherwise than it was sent, where no amount depends on it.

Such a thing is for the bookkeeper to look at: the invoice stays. What the answer leaves out is not known and not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from koppeling.export.bodies import KIND
from koppeling.export.verify import in_order, is_same_number, told_day
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.money import bare
from koppeling.reasons import Both, Reason, reason, short
from reeleezee.days import day_of
from reeleezee.records import InvoiceLine, SalesInvoice

_LONGEST_TEXT = 60
_LINES_NAMED = 3
_HEAD = Both("de kop", "the head")
_ANOTHER = Both("een andere", "another one")
_BOOKED = 2


@dataclass(frozen=True)
class _Detail:
    """One thing that differs: what it is, what stands there and what was sent."""

    what: Both
    stored: object
    wanted: object


def paper_warnings(draft: Draft, stored: SalesInvoice) -> tuple[Reason, ...]:
    """One sentence for each kind of difference; of lines it names the first few, with the values of the first."""
    told = [_told(_HEAD, detail) for detail in _details_of_head(draft, stored)]
    by_kind: dict[Both, list[tuple[int, _Detail]]] = {}
    for number, (meant, line) in enumerate(zip(draft.lines, in_order(draft, stored), strict=False), start=1):
        for detail in _details_of_line(meant, line):
            by_kind.setdefault(detail.what, []).append((number, detail))
    told += [_told(_named([number for number, _ in found]), found[0][1]) for found in by_kind.values()]
    return tuple(told)


def _told(where: Both, detail: _Detail) -> Reason:
    return reason("stored_on_paper", where=where, what=detail.what, stored=detail.stored, wanted=detail.wanted)


def _named(numbers: list[int]) -> Both:
    """The lines by number; of many the first few."""
    first = ", ".join(map(str, numbers[:_LINES_NAMED]))
    more = len(numbers) - _LINES_NAMED
    if len(numbers) == 1:
        return Both(f"regel {first}", f"line {first}")
    if more <= 0:
        return Both(f"de regels {first}", f"the lines {first}")
    return Both(f"de regels {first} en nog {more}", f"the lines {first} and {more} more")


def _details_of_head(draft: Draft, stored: SalesInvoice) -> Iterator[_Detail]:
    if stored.status >= _BOOKED:
        yield _Detail(Both("staat", "state"), Both("geboekt", "booked"), Both("concept", "concept"))
    if not _is_of_kind(stored):
        yield _Detail(Both("soort", "kind"), _ANOTHER, Both("verkoopfactuur", "sales invoice"))
    if stored.shows("header") and not _is_same_text(stored.header, draft.header):
        yield _texts(Both("onderwerp", "subject"), stored.header, draft.header)
    dates = (("date", Both("factuurdatum", "invoice date")), ("book_date", Both("boekdatum", "booking date")))
    for name, what in dates:
        if stored.shows(name) and day_of(getattr(stored, name)) != draft.invoice_date:
            yield _Detail(what, told_day(getattr(stored, name)), draft.invoice_date)


def _is_of_kind(stored: SalesInvoice) -> bool:
    shown = (stored.document_type, stored.invoice_type, stored.origin)
    return all(mark in {None, wanted} for mark, wanted in zip(shown, KIND.values(), strict=True))


def _details_of_line(meant: DraftLine, line: InvoiceLine) -> Iterator[_Detail]:
    if line.shows("description") and not _is_same_text(line.description, meant.description):
        yield _texts(Both("omschrijving", "description"), line.description, meant.description)
    if line.shows("quantity") and not is_same_number(line.quantity, meant.quantity):
        yield _Detail(Both("aantal", "quantity"), bare(line.quantity), bare(meant.quantity))
    if line.shows("price") and not is_same_number(line.price, meant.price):
        yield _Detail(Both("prijs", "price"), bare(line.price), bare(meant.price))
    if line.shows("discount_fraction") and not is_same_number(line.discount_fraction, meant.discount):
        yield _Detail(Both("korting", "discount"), _percentage(line.discount_fraction), _percentage(meant.discount))
    if not _has_account(meant, line):
        yield _Detail(Both("omzetrekening", "revenue account"), _ANOTHER, Both("de gekozene", "the chosen one"))


def _has_account(meant: DraftLine, line: InvoiceLine) -> bool:
    """References that were not asked for may come as null: that tells nothing."""
    if meant.account is None:
        return True
    shown = line.category_account if meant.account.is_category_account else line.ledger_account
    return shown is None or shown.id == meant.account.id.lower()


def _is_same_text(stored: str, meant: str) -> bool:
    return stored.split() == meant.split()


def _texts(what: Both, stored: str, meant: str) -> _Detail:
    there, here = (short(text, _LONGEST_TEXT) for text in (stored, meant))
    return _Detail(what, f"'{there}'", f"'{here}'")


def _percentage(fraction: Decimal) -> Both:
    percentage = f"{bare(fraction * 100):f}%"
    return Both(percentage.replace(".", ","), percentage)
