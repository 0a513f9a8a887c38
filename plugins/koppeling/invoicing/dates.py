"""Gives an invoice its dates, and keeps a mistyped year or a closed period out of the books."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from koppeling.invoicing.parties import Debtor
from koppeling.invoicing.reading import date_of, period_label
from koppeling.invoicing.refused import refuse
from koppeling.reasons import Reason, reason
from koppeling.settings import InvoiceDate, Settings
from outsmart.records import WorkOrder

LONGEST_TERM = 365


@dataclass(frozen=True)
class Dated:
    """The date of an invoice, and what must be told about it or about the day of the work."""

    day: date
    warnings: tuple[Reason, ...] = ()


def invoice_date(order: WorkOrder, settings: Settings, today: date, *, is_named: bool) -> Dated:
    """Today, or the work date by the settings; raises `Refused` where that date can not be right.

    `is_named`: somebody asked for this very order, and answers for its date.
    """
    _refuse_undatable(order, settings)
    work_date = date_of(order.work_date, "WorkDate", order.label)
    if settings.invoice_date is InvoiceDate.TODAY:
        return Dated(today, tuple(_about_the_work(order, settings, today)))
    if work_date is None:
        raise refuse("work_date_missing")
    closed = settings.books_closed_until
    if closed is not None and work_date <= closed:
        told = reason("work_date_in_closed_books", work_date=work_date, closed=closed, invoice_date=today)
        return Dated(today, (told, *_about_the_work(order, settings, today)))
    first, last = _bounds(settings, today)
    if not is_named and not first <= work_date <= last:
        raise refuse("work_date_out_of_bounds", work_date=work_date, first=first, last=last)
    return Dated(work_date, tuple(_about_the_work(order, settings, today)))


def due_date(day: date, debtor: Debtor, settings: Settings, today: date) -> date | None:
    """By the setting, else by the customer's own term, from the invoice date on and never in the past.

    None leaves it to Reeleezee, as a term that can be none; but what that makes of an earlier day would be past.
    """
    days = settings.payment_term_days if settings.payment_term_days is not None else debtor.due_days
    if days is None or not 0 <= days <= LONGEST_TERM or day.year >= date.max.year:
        # Reeleezee would take the invoice date
        return today if day < today else None
    return max(day + timedelta(days=days), today)


def _refuse_undatable(order: WorkOrder, settings: Settings) -> None:
    """With a starting date set, an order without any date cannot be judged; it must not slip through."""
    dates = [order.work_date, *(period.date for period in order.periods)]
    if settings.export_from is not None and not any(text.strip() for text in dates):
        raise refuse("work_date_missing")


def _about_the_work(order: WorkOrder, settings: Settings, today: date) -> Iterator[Reason]:
    """A day of work of which the year may be mistyped, though no invoice gets that date."""
    day = _last_worked(order) or date_of(order.work_date, "WorkDate", order.label)
    first, last = _bounds(settings, today)
    if day is not None and not first <= day <= last:
        yield reason("work_date_unlikely", work_date=day, first=first, last=last)


def _last_worked(order: WorkOrder) -> date | None:
    days = (date_of(period.date, "WorkDate", period_label(period)) for period in order.periods)
    return max((day for day in days if day is not None), default=None)


def _bounds(settings: Settings, today: date) -> tuple[date, date]:
    """The first and the last day that the settings take for likely."""
    first = _months_before(today, settings.work_date_months_back)
    return first, today + timedelta(days=settings.work_date_days_ahead)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
