"""The dates of an invoice: bounds, closed books, whoever names an order himself. Today is 12 October 2026."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.reasons import Reason
from outsmart.records import WorkOrder

Orders = Callable[..., WorkOrder]
Rules = Callable[..., InvoiceRules]
PIPE = {"MaterialCode": "KB-22", "MaterialName": "Koperbuis", "MaterialNr": "4", "MaterialPrice": "8.25"}
TODAY = date(2026, 10, 12)
BY_WORK_DATE: dict[str, Any] = {"invoice_date": "work_date"}
STRANGE_DAYS = (
    "01-01-1970",
    "01-01-1900",
    "05-10-0206",
    "05-10-2062",
    "31-12-9999",
    "11-09-2025",
    "20-10-2026",
    "0001-01-01",
)


def drafted(order: WorkOrder, rules: InvoiceRules) -> Draft:
    made = build(order, rules)
    assert isinstance(made, Draft), made
    return made


def refused(order: WorkOrder, rules: InvoiceRules) -> str:
    made = build(order, rules)
    assert isinstance(made, Reason), made
    return made.code


def told(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def worked_on(*days: str) -> list[dict[str, str]]:
    period = {"TotalTime": "01:30", "HourType": "U-MONT"}
    return [period | {"WorkDate": day} for day in days]


@pytest.mark.parametrize("day", STRANGE_DAYS)
def test_a_date_of_nobody_is_refused_where_it_would_become_the_invoice_date_else_told(
    order: Orders, rules: Rules, day: str
) -> None:
    strange = order(WorkDate=day, Materials=[PIPE])

    assert refused(strange, rules(**BY_WORK_DATE)) == "work_date_out_of_bounds"
    draft = drafted(strange, rules())
    assert (draft.invoice_date, told(draft)) == (TODAY, ["work_date_unlikely"])


@pytest.mark.parametrize("day", ["12-09-2025", "12-10-2026", "19-10-2026"])
def test_the_bounds_themselves_are_within(order: Orders, rules: Rules, day: str) -> None:
    one = order(WorkDate=day, Materials=[PIPE])

    assert told(drafted(one, rules(**BY_WORK_DATE))) == told(drafted(one, rules())) == []


def test_the_bounds_are_settings(order: Orders, rules: Rules) -> None:
    yesterday, tomorrow = (order(WorkDate=f"{day}-10-2026", Materials=[PIPE]) for day in (11, 13))
    narrow: dict[str, Any] = {**BY_WORK_DATE, "work_date_months_back": 0, "work_date_days_ahead": 0}

    assert refused(yesterday, rules(**narrow)) == refused(tomorrow, rules(**narrow)) == "work_date_out_of_bounds"
    wide = rules(**BY_WORK_DATE, work_date_months_back=120)
    assert drafted(order(WorkDate="12-10-2016", Materials=[PIPE]), wide).invoice_date == date(2016, 10, 12)


def test_thirteen_months_before_the_last_of_a_month_is_the_last_of_a_shorter_one(order: Orders, rules: Rules) -> None:
    at_the_end_of_march = replace(rules(**BY_WORK_DATE), today=date(2026, 3, 31))

    assert refused(order(WorkDate="27-02-2025", Materials=[PIPE]), at_the_end_of_march) == "work_date_out_of_bounds"
    assert drafted(order(WorkDate="28-02-2025", Materials=[PIPE]), at_the_end_of_march).invoice_date.month == 2


def test_the_last_day_that_was_worked_is_measured_and_else_the_work_date(order: Orders, rules: Rules) -> None:
    long_job = order(WorkDate="01-03-2024", Workperiods=worked_on("01-03-2024", "05-10-2026", ""))
    mistyped = order(WorkDate="05-10-2026", Workperiods=worked_on("05-10-2062", "05-10-2026"))

    assert told(drafted(long_job, rules())) == []
    assert told(drafted(mistyped, rules())) == ["work_date_unlikely"]
    # its work date is the invoice date, and that is all right
    draft = drafted(mistyped, rules(**BY_WORK_DATE))
    assert (draft.invoice_date, told(draft)) == (date(2026, 10, 5), ["work_date_unlikely"])
    # a job that ended yesterday is no reason to date its invoice two years back
    assert refused(long_job, rules(**BY_WORK_DATE)) == "work_date_out_of_bounds"


def test_an_order_that_somebody_named_passes_and_is_told(order: Orders, rules: Rules) -> None:
    old = order(WorkDate="01-03-2024", Materials=[PIPE])
    named = replace(rules(**BY_WORK_DATE, payment_term_days=14), named=frozenset({old.row_id}))

    draft = drafted(old, named)

    assert (draft.invoice_date, draft.due_date) == (date(2024, 3, 1), TODAY)
    assert told(draft) == ["work_date_unlikely"]


@pytest.mark.parametrize(("day", "is_closed"), [("30-09-2026", True), ("01-03-2026", True), ("01-10-2026", False)])
def test_an_invoice_date_in_closed_books_becomes_today_and_is_told(
    order: Orders, rules: Rules, day: str, is_closed: bool
) -> None:
    closed = rules(**BY_WORK_DATE, books_closed_until="2026-09-30", payment_term_days=14)

    draft = drafted(order(WorkDate=day, Materials=[PIPE]), closed)

    assert told(draft) == (["work_date_in_closed_books"] if is_closed else [])
    assert draft.invoice_date == (TODAY if is_closed else date(2026, 10, 1))
    assert draft.due_date == (date(2026, 10, 26) if is_closed else date(2026, 10, 15))
    assert day in draft.header


def test_closed_books_are_nothing_to_an_invoice_of_today(order: Orders, rules: Rules) -> None:
    draft = drafted(order(WorkDate="01-03-2026", Materials=[PIPE]), rules(books_closed_until="2026-09-30"))

    assert (draft.invoice_date, told(draft)) == (TODAY, [])


def test_a_date_of_nobody_in_closed_books_is_never_an_invoice_date(order: Orders, rules: Rules) -> None:
    draft = drafted(
        order(WorkDate="01-01-1970", Materials=[PIPE]), rules(**BY_WORK_DATE, books_closed_until="2025-12-31")
    )

    assert draft.invoice_date == TODAY
    assert told(draft) == ["work_date_in_closed_books", "work_date_unlikely"]
