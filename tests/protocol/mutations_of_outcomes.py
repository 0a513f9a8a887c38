"""Breaks the rules of docs/outcomes.md, one at a time: what becomes of a work order before anything is written."""

from tests.protocol.mutation import Mutation

BUILD = "koppeling/invoicing/build.py"
DATES = "koppeling/invoicing/dates.py"
LINES = "koppeling/invoicing/lines.py"
READING = "koppeling/invoicing/reading.py"
ARTICLES = "koppeling/invoicing/articles.py"
PARTIES = "koppeling/invoicing/parties.py"
PLAN = "koppeling/export/plan.py"
DEFAULTS = "koppeling/export/defaults.py"
NOTES = "koppeling/export/notes.py"
VALUES = "outsmart/values.py"

TAKEN_UP = (
    Mutation(
        "an e-mail address that is none sent",
        "koppeling/export/fitting.py",
        " and bool(_EMAIL.fullmatch(text))",
        "",
        ("export/test_fitting.py::test_an_email_that_is_none_is_left_out_and_told",),
    ),
    Mutation(
        "what was cut comes back",
        "koppeling/imports/comparison.py",
        "    return ours.endswith(CUT_MARK) and any(ours == cut(flat, size) for size in SIZES)\n",
        "    return False\n",
        ("imports/test_comparison.py::test_what_differs_by_our_own_cutting_or_cleaning_is_no_difference",),
    ),
    Mutation(
        "what was not found not named",
        PLAN,
        "    return told + [_not_found(number) for number in asked.missing]\n",
        "    return told\n",
        ("export/test_plan.py::test_a_number_that_no_waiting_order_has_is_named_as_not_found",),
    ),
    Mutation(
        "a list taken for a text",
        VALUES,
        '            raise ValueError("a list or an object stands where a text belongs")\n',
        "            return str(value)\n",
        ("export/test_plan.py::test_a_list_where_a_text_belongs_defers_that_order_and_names_the_field",),
    ),
    Mutation(
        "an invoice without lines",
        BUILD,
        "    if not lines:\n",
        "    if not made:\n",
        (
            "export/test_lines.py::test_an_order_of_which_every_line_is_left_out_has_nothing_to_invoice",
            "invoicing/test_build.py::test_nothing_to_invoice_is_refused",
        ),
    ),
    Mutation(
        "an archived order taken up",
        BUILD,
        "    if order.is_archived:\n",
        "    if False:\n",
        (
            "export/test_plan.py::test_an_archived_order_is_skipped_untouched",
            "invoicing/test_build.py::test_an_archived_work_order_is_skipped",
        ),
    ),
    Mutation(
        "the starting date itself left out",
        BUILD,
        "last_day >= settings.export_from",
        "last_day > settings.export_from",
        ("export/test_guards.py::test_the_starting_date_itself_is_exported_and_the_day_before_is_not",),
    ),
    Mutation(
        "the starting date forgotten",
        BUILD,
        "    if settings.export_from is None or last_day",
        "    if True or last_day",
        ("export/test_guards.py::test_an_order_from_before_the_starting_date_is_never_touched",),
    ),
    Mutation(
        "days worked not judged where there is no work date",
        BUILD,
        "else [p.date for p in order.periods if p.date.strip()]",
        "else []",
        ("invoicing/test_build.py::test_without_work_date_the_last_day_that_was_worked_is_judged",),
    ),
    Mutation(
        "an order without any date slips through",
        DATES,
        "    _refuse_undatable(order, settings)\n",
        "",
        ("invoicing/test_build.py::test_a_missing_work_date_is_refused_only_where_the_settings_need_one",),
    ),
    Mutation(
        "as many as the limit stopped",
        PLAN,
        "count > most",
        "count >= most",
        ("export/test_guards.py::test_as_many_as_the_limit_or_fewer_are_exported",),
    ),
    Mutation(
        "one more than the limit let through",
        PLAN,
        "count > most",
        "count > most + 1",
        (
            "export/test_guards.py::test_one_more_than_the_limit_stops_the_run_with_both_figures",
            "export/test_plan.py::test_more_than_the_limit_stops_the_run_before_the_first_write",
        ),
    ),
    Mutation(
        "a preview silent about the limit",
        PLAN,
        "notice=_notice(export, len(drafts))",
        'notice=""',
        ("export/test_guards.py::test_a_preview_is_not_stopped_by_the_limit_but_tells_it",),
    ),
    Mutation(
        "an unknown rate guessed",
        DEFAULTS,
        "    if len(found) != 1:\n",
        "    found = found or rates\n    if not found:\n",
        (
            "export/test_defaults.py::test_an_unknown_rate_names_setting_value_and_the_rates_there_are",
            "export/test_plan.py::test_a_rate_or_account_that_is_not_there_fails_the_run_before_the_first_write",
        ),
    ),
    Mutation(
        "a total account booked on",
        DEFAULTS,
        "if wanted in {ledger.id, ledger.number} and not ledger.is_total:",
        "if wanted in {ledger.id, ledger.number}:",
        (
            "export/test_defaults.py::test_a_total_account_one_of_purchases_and_an_unknown_one_are_refused",
            "export/test_plan.py::test_a_ledger_that_takes_no_bookings_is_noticed_before_the_first_write",
        ),
    ),
    Mutation(
        "a wrong answer to a read taken for an empty list",
        "outsmart/hook.py",
        "            if refusal.code != WORK_ORDER_NOT_FOUND:\n                raise\n            read = []",
        "            read = []",
        ("export/test_plan.py::test_a_refusal_of_the_list_is_not_an_empty_list",),
    ),
)

NUMBERS = (
    Mutation(
        "numbers of a milliard accepted",
        READING,
        "    if abs(value) >= LARGEST:\n",
        "    if abs(value) > LARGEST:\n",
        ("invoicing/test_amounts.py::test_what_cannot_be_read_is_refused_by_field_and_value",),
    ),
    Mutation(
        "a number that cannot be read taken for 0",
        READING,
        "    except UnreadableValue:\n"
        '        raise refuse("unreadable_value", value=text, field=field, where=where) from None\n'
        "    if abs",
        "    except UnreadableValue:\n        value = ZERO\n    if abs",
        (
            "invoicing/test_amounts.py::test_what_cannot_be_read_is_refused_by_field_and_value",
            "export/test_lines.py::test_a_number_that_cannot_be_read_is_named_with_its_field",
        ),
    ),
)

DEBTORS = (
    Mutation(
        "an order without debtor number taken up",
        PARTIES,
        "    if not number:\n",
        "    if False:\n",
        (
            "invoicing/test_parties.py::test_a_work_order_without_debtor_number_is_refused",
            "export/test_parties.py::test_an_order_without_debtor_number_is_refused",
        ),
    ),
    Mutation(
        "customers made while the option is off",
        PARTIES,
        "    if not may_create:\n",
        "    if False:\n",
        (
            "invoicing/test_parties.py::test_an_unknown_relation_is_refused_while_the_option_is_off",
            "export/test_parties.py::test_an_unknown_relation_is_refused_while_new_relations_are_off",
        ),
    ),
    Mutation(
        "what OutSmart's relation knows not taken over",
        PARTIES,
        "    filled = _filled(party, number, catalogue)\n",
        "    filled = party\n",
        ("invoicing/test_parties.py::test_what_the_work_order_leaves_open_comes_from_outsmarts_relation",),
    ),
    Mutation(
        "an address lost in a crash not added",
        PARTIES,
        "unfinished = customer.id == identity.customer(number) and not customer.addresses and may_create",
        "unfinished = False",
        (
            "invoicing/test_parties.py::test_a_customer_of_ours_without_address_gets_it_after_a_crash",
            "export/test_creation.py::test_a_crash_between_customer_and_address_is_repaired_by_the_next_run",
        ),
    ),
    Mutation(
        "an archived customer invoiced",
        PARTIES,
        "        if customer.is_archived:\n",
        "        if False:\n",
        (
            "invoicing/test_parties.py::test_an_archived_customer_is_refused_whatever_the_option",
            "export/test_parties.py::test_an_archived_customer_is_refused",
        ),
    ),
    Mutation(
        "a customer abroad not told",
        BUILD,
        "    if debtor.country:\n",
        "    if False:\n",
        (
            "invoicing/test_build.py::test_a_customer_abroad_is_told",
            "export/test_parties.py::test_a_customer_abroad_is_exported_with_a_warning",
        ),
    ),
    Mutation(
        "a country that nobody understands not told",
        "koppeling/invoicing/build.py",
        "    if debtor.unclear_country:\n",
        "    if False:\n",
        ("invoicing/test_build.py::test_a_country_that_nobody_understands_is_told",),
    ),
)

REMARKS = (
    Mutation(
        "notes left while the setting is off",
        "koppeling/export/marking.py",
        "if export.settings.reason_on_work_order else marked",
        "if marked else marked",
        ("export/test_notes.py::test_without_the_setting_no_note_is_read_or_written",),
    ),
    Mutation(
        "a note put beside somebody else's",
        NOTES,
        'return "" if all(_is_ours(note) for note in there) else _OF_ANOTHER',
        'return ""',
        (
            "export/test_notes.py::test_an_order_with_somebody_elses_note_is_left_alone_and_that_is_told",
            "export/test_notes.py::test_a_note_of_ours_to_which_somebody_added_words_is_that_persons",
        ),
    ),
    Mutation(
        "notes put where none are shown",
        NOTES,
        "    if all(_is_ours(note) for note in before):\n",
        "    if False:\n",
        ("export/test_notes.py::test_where_the_list_shows_no_note_of_a_person_nothing_is_written",),
    ),
)

OF_OUTCOMES = (*TAKEN_UP, *NUMBERS, *DEBTORS, *REMARKS)
