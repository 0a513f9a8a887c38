"""Builds the invoice draft of one work order, or the one reason why it gets none: the heart of the export."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from koppeling.countries import country_name
from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue, LineRule
from koppeling.invoicing.dates import due_date, invoice_date
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.invoicing.header import header_of, one_word
from koppeling.invoicing.lines import LineRules, fitted, material_line, period_line
from koppeling.invoicing.parties import Debtor, find_debtor
from koppeling.invoicing.reading import period_label
from koppeling.invoicing.refused import Refused, refuse
from koppeling.invoicing.version import version_of, versions_of
from koppeling.money import ZERO, to_cents
from koppeling.reasons import Both, Reason, reason
from koppeling.settings import Settings
from outsmart.records import WorkOrder
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_minutes


@dataclass(frozen=True)
class InvoiceRules:
    """All that building needs besides the work order: what is known, what is set, and the day it is.

    `named` are the row ids of orders that somebody asked for by number: their date is that person's answer.
    """

    catalogue: Catalogue
    settings: Settings
    identity: Identity
    product: LineRule
    service: LineRule
    today: date
    named: frozenset[str] = frozenset()

    @property
    def lines(self) -> LineRules:
        return LineRules(self.catalogue, self.settings, self.identity, self.product, self.service)


def skip_reason(order: WorkOrder, settings: Settings) -> Reason | None:
    """Why this work order is none of the export's business; None when it is."""
    if order.status.strip().lower() != "compleet" or order.work_status != "1":
        return reason("no_longer_waiting")
    if order.is_archived:
        return reason("archived")
    last_day = _last_day(order)
    if settings.export_from is None or last_day is None or last_day >= settings.export_from:
        return None
    return reason("before_export_from", work_date=last_day, export_from=settings.export_from)


def _last_day(order: WorkOrder) -> date | None:
    """The work date, else the last day that was worked; None where it is missing or unreadable (building refuses)."""
    dates = [order.work_date] if order.work_date.strip() else [p.date for p in order.periods if p.date.strip()]
    try:
        return max((read_date(text) for text in dates), default=None)
    except UnreadableValue:
        return None


def build(order: WorkOrder, rules: InvoiceRules) -> Draft | Reason:
    """The draft of the work order's invoice, or the reason of the refusal. The order was found not to be skipped."""
    try:
        return _build(order, rules)
    except Refused as refusal:
        return refusal.reason


def _build(order: WorkOrder, rules: InvoiceRules) -> Draft:
    made = [material_line(line, rules.lines) for line in order.materials]
    made += [period_line(period, rules.lines, order.work_date) for period in order.periods]
    lines = [line for line in made if isinstance(line, DraftLine)]
    left_out = [line for line in made if isinstance(line, Reason)]
    if not lines:
        raise refuse("nothing_to_invoice", work_order=order.label, left_out=_told(left_out))
    settings = rules.settings
    debtor = _debtor(order, rules)
    number = one_word(order.label)
    texts = [fitted(line, f"Werkbon {number}: " if n == 0 else "") for n, line in enumerate(lines)]
    dated = invoice_date(order, settings, rules.today, is_named=order.row_id in rules.named)
    draft = Draft(
        row_id=order.row_id,
        work_order=order.label,
        invoice_id=rules.identity.invoice(order.row_id),
        fingerprint=_version(order, debtor, rules),
        debtor=debtor,
        header=header_of(order, settings.collective_numbers),
        invoice_date=dated.day,
        due_date=due_date(dated.day, debtor, settings, rules.today),
        lines=tuple(texts),
        warnings=(
            *dated.warnings,
            *_order_warnings(order, debtor),
            *left_out,
            *(w for line in texts for w in line.warnings),
        ),
        left_out=len(left_out),
        versions=versions_of(order),
    )
    if draft.net < ZERO:
        raise refuse("negative_total", net=to_cents(draft.net))
    return draft


def _debtor(order: WorkOrder, rules: InvoiceRules) -> Debtor:
    settings = rules.settings
    may_create, collective = settings.create_relations, settings.collective_numbers
    return find_debtor(order, rules.catalogue, rules.identity, may_create=may_create, collective=collective)


def _version(order: WorkOrder, debtor: Debtor, rules: InvoiceRules) -> str:
    by_free_field = _is_told_by_free_field(order, rules.catalogue)
    return version_of(order, rules.settings, by_name=debtor.is_chosen_by_name, by_free_field=by_free_field)


def _is_told_by_free_field(order: WorkOrder, catalogue: Catalogue) -> bool:
    """Whether free field 5 of a line may decide which of several products of one code it means."""
    codes = (line.code.strip() for line in order.materials)
    return any(len(catalogue.products_alike(code)) > 1 for code in codes if code)


def _told(left_out: Sequence[Reason]) -> Both:
    """The lines that were left out, for an order of which nothing else remains."""
    return Both(" ".join(why.nl for why in left_out), " ".join(why.en for why in left_out))


def _order_warnings(order: WorkOrder, debtor: Debtor) -> tuple[Reason, ...]:
    found = [*debtor.warnings]
    if debtor.country:
        found.append(reason("customer_abroad", name=debtor.name, country=country_name(debtor.country)))
    if debtor.unclear_country:
        found.append(reason("country_not_understood", name=debtor.name, country=debtor.unclear_country))
    for name, value in (("MinimumHours", order.minimum_hours), ("RoundingAmount", order.rounding_amount)):
        if value.strip() and not _is_zero(value):
            found.append(reason("not_applied", name=name, value=value))
    if travelled := [p for p in order.periods if p.travel.strip() and not _is_zero(p.travel)]:
        told = "; ".join(f"{period_label(p)}: {p.travel.strip()}" for p in travelled)
        found.append(reason("travel_not_billed", travel=told))
    return tuple(found)


def _is_zero(text: str) -> bool:
    """Whether it says nought in any notation: 0, 0,00 or 0:00."""
    for read in (read_decimal, read_minutes):
        with suppress(UnreadableValue):
            return read(text) == ZERO
    return False
