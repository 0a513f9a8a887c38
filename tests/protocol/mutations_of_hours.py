"""Breaks the rules of how long and when somebody worked, and which version of that was billed, one at a time."""

from tests.protocol.mutation import Mutation

BUILD = "koppeling/invoicing/build.py"
LINES = "koppeling/invoicing/lines.py"
TIMES = "koppeling/invoicing/times.py"
DATES = "koppeling/invoicing/dates.py"
ARTICLES = "koppeling/invoicing/articles.py"

HOURS = (
    Mutation(
        "a bare total always taken for minutes",
        TIMES,
        "    if _is_unclear(total):\n        return",
        "    if False:\n        return",
        (
            "invoicing/test_times.py::test_a_total_that_may_be_hours_or_minutes_is_what_the_clock_says_or_refused",
            "invoicing/test_lines.py::test_hours_of_a_bare_total_are_billed_as_the_clock_says",
        ),
    ),
    Mutation(
        "a bare total that fits nothing billed",
        TIMES,
        "    if is_undecided or off[0][0] > _tolerance(step):\n",
        "    if False:\n",
        ("invoicing/test_times.py::test_a_total_that_may_be_hours_or_minutes_is_what_the_clock_says_or_refused",),
    ),
    Mutation(
        "a total far from the clock billed without a word",
        TIMES,
        "return min(lengths) if off > _tolerance(step) else None",
        "return None",
        ("invoicing/test_lines.py::test_a_total_that_the_clock_contradicts_is_billed_and_told",),
    ),
    Mutation(
        "the nights of the clock forgotten",
        "koppeling/invoicing/clock.py",
        "lengths = {int((stop - start).total_seconds()) // 60 for start in starts for stop in stops}",
        "lengths = {length}",
        (
            "invoicing/test_times.py::test_what_passed_is_not_always_what_the_clock_shows",
            "invoicing/test_lines.py::test_the_night_the_clock_goes_back_is_an_hour_longer_than_it_seems",
        ),
    ),
    Mutation(
        "a time that came twice guessed",
        TIMES,
        "    if len(lengths) > 1:\n",
        "    if False:\n",
        ("invoicing/test_times.py::test_a_time_that_came_twice_or_never_needs_a_total",),
    ),
    Mutation(
        "an hour type without price taken for one that costs nothing",
        LINES,
        "    if not hour_type.sale_price.strip():\n",
        "    if not hour_type.sale_price.strip():\n        return Decimal(0)\n    if False:\n",
        ("invoicing/test_lines.py::test_an_hour_type_without_readable_price_is_refused_by_code",),
    ),
    Mutation(
        "hours for nothing not told",
        LINES,
        "    if price == 0:\n",
        "    if False:\n",
        ("invoicing/test_lines.py::test_an_hour_that_costs_nothing_is_billed_for_nothing_and_told",),
    ),
    Mutation(
        "travel not told",
        BUILD,
        "    if travelled := [",
        "    if travelled := False and [",
        ("invoicing/test_build.py::test_travel_is_told_for_it_is_not_invoiced",),
    ),
    Mutation(
        "the total time ends at a day",
        TIMES,
        'minutes = minutes_of(total, "TotalTime", period_label(period))',
        'minutes = minutes_of(total, "TotalTime", period_label(period)) % MINUTES_A_DAY',
        ("invoicing/test_times.py::test_worked_time_is_the_total_else_end_less_begin_less_break",),
    ),
    Mutation(
        "time past midnight not counted",
        "koppeling/invoicing/clock.py",
        "end + MINUTES_A_DAY - begin",
        "begin - end",
        (
            "invoicing/test_times.py::test_worked_time_is_the_total_else_end_less_begin_less_break",
            "invoicing/test_lines.py::test_time_past_midnight_without_total_is_end_less_begin_less_break",
        ),
    ),
    Mutation(
        "periods of 0:00 invoiced",
        LINES,
        "    if minutes == 0:\n",
        "    if False:\n",
        ("export/test_hours.py::test_0_00_is_left_out_and_told",),
    ),
    Mutation(
        "the default hour type forgotten",
        LINES,
        "if normal_key(period.hour_type) else settings.default_hour_type",
        'if normal_key(period.hour_type) else ""',
        ("export/test_hours.py::test_a_period_without_hour_type_gets_the_default_of_the_settings",),
    ),
    Mutation(
        "any hour type taken for a period without",
        LINES,
        "    if not code:\n",
        "    code = code or next(iter(rules.catalogue.hour_types_by_code))\n    if not code:\n",
        ("export/test_hours.py::test_a_period_without_hour_type_is_refused",),
    ),
    Mutation(
        "a product taken for an hour type",
        ARTICLES,
        "bearers = catalogue.products_called(code, service_kind)",
        "bearers = catalogue.products_called(code)",
        ("invoicing/test_articles.py::test_an_hour_type_that_a_system_does_not_know_is_refused",),
    ),
    Mutation(
        "minimum hours not told",
        BUILD,
        "        if value.strip() and not _is_zero(value):\n",
        "        if False:\n",
        ("invoicing/test_build.py::test_minimum_hours_and_rounding_amount_are_not_applied_but_told",),
    ),
)

VERSIONS = (
    Mutation(
        "the clock that decided not part of the version",
        "koppeling/invoicing/version.py",
        "    if not decided:\n",
        "    if True:\n",
        (
            "invoicing/test_version.py::test_a_field_that_decided_makes_another_version",
            "export/test_versions.py::test_an_order_of_which_the_clock_is_changed_between_plan_and_post_waits",
        ),
    ),
    Mutation(
        "the day of a night of the clock not part of the version",
        TIMES,
        'return (*clock, "WorkDate") if _is_night_of_the_clock(period) else clock',
        "return clock",
        ("invoicing/test_version.py::test_a_field_that_decided_makes_another_version",),
    ),
    Mutation(
        "every order given another version",
        TIMES,
        "    if total and not _is_unclear(total):\n        return ()\n",
        "",
        ("invoicing/test_version.py::test_a_plain_order_keeps_its_fingerprint_as_its_version",),
    ),
)

DATED = (
    Mutation(
        "an invoice given a date of nobody",
        DATES,
        "    if not is_named and not first <= work_date <= last:\n",
        "    if False:\n",
        ("export/test_dates.py::test_no_concept_bears_a_date_of_nobody",),
    ),
    Mutation(
        "a date refused though somebody named the order",
        DATES,
        "    if not is_named and not first",
        "    if not first",
        ("export/test_dates.py::test_an_order_that_is_named_passes_through_all_tasks",),
    ),
    Mutation(
        "an unlikely day of work not told",
        DATES,
        "    if day is not None and not first <= day <= last:\n",
        "    if False:\n",
        ("export/test_dates.py::test_where_the_invoice_is_dated_today_it_is_told",),
    ),
    Mutation(
        "closed books written into",
        DATES,
        "    if closed is not None and work_date <= closed:\n",
        "    if False:\n",
        ("invoicing/test_dates.py::test_an_invoice_date_in_closed_books_becomes_today_and_is_told",),
    ),
    Mutation(
        "a due date in the past",
        DATES,
        "return max(day + timedelta(days=days), today)",
        "return day + timedelta(days=days)",
        ("invoicing/test_dates.py::test_an_order_that_somebody_named_passes_and_is_told",),
    ),
)

OF_HOURS = (*HOURS, *VERSIONS, *DATED)
