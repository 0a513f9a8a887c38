"""The rows of docs/outcomes.md: the names of the mutations that break each, and tests beside those that catch them."""

OUTCOMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "neither materials nor hours, or none left after the rules below": (
        ("an invoice without lines",),
        ("export/test_lines.py::test_an_order_without_any_line_has_nothing_to_invoice",),
    ),
    "asked for by number: other capitals, a list on one line, a number that no waiting order has": (
        ("what was not found not named",),
        ("export/test_plan.py::test_a_number_that_no_waiting_order_has_is_named_as_not_found",),
    ),
    "archived; work date before `export_from`": (
        ("an archived order taken up", "the starting date itself left out", "the starting date forgotten"),
        ("export/test_plan.py::test_any_other_work_status_is_left_alone",),
    ),
    "no work date: the last worked day counts for `export_from`; no date at all while `export_from` is set; "
    "no work date while the invoice date is the work date": (
        ("days worked not judged where there is no work date", "an order without any date slips through"),
        ("export/test_plan.py::test_an_order_without_work_date_is_refused_when_the_invoice_is_dated_by_it",),
    ),
    "work date, which would become the invoice date, more than 13 months ago or 7 days ahead (settings)": (
        ("an invoice given a date of nobody", "a date refused though somebody named the order"),
        ("invoicing/test_dates.py::test_the_bounds_themselves_are_within",),
    ),
    "last worked day, else the work date, outside those bounds otherwise": (
        ("an unlikely day of work not told",),
        ("invoicing/test_dates.py::test_the_last_day_that_was_worked_is_measured_and_else_the_work_date",),
    ),
    "invoice date in a closed period (`books_closed_until`)": (("closed books written into",), ()),
    "payment term that would end in the past": (("a due date in the past",), ()),
    "free field 5 of the line names a product with the line's code": (
        ("free field 5 of the line not looked at",),
        ("invoicing/test_lines.py::test_a_known_material_is_a_line_with_product_price_and_text_of_the_work_order",),
    ),
    "free field 5 of the line empty, or of another code": (
        (
            "free field 5 of the line followed to another product",
            "free field 5 of the material list not looked at",
            "a product of ours not recognised by its computed id",
            "a renamed code not told",
        ),
        (
            "export/test_articles.py::test_an_emptied_or_altered_field_on_the_line_leaves_it_to_the_material_list",
            "invoicing/test_articles.py::test_otherwise_the_material_list_decides_by_its_free_field_5",
        ),
    ),
    "the id is gone in Reeleezee, stands on two materials, or another product bears the code": (
        (
            "an external id that is gone taken for unknown",
            "an external id on two materials accepted",
            "an external id of another product followed",
        ),
        ("invoicing/test_articles.py::test_a_free_field_5_that_holds_no_id_is_refused",),
    ),
    "a code spelled otherwise in Reeleezee or OutSmart: other capitals, blanks, invisible characters": (
        (
            "another spelling of a code not recognised",
            "another spelling of a code looked for among exact ones only",
            "another spelling of a code not told",
            "the first of several spellings taken",
            "two products made of two spellings",
        ),
        (
            "export/test_spelling.py::test_the_exact_spelling_wins_where_two_services_differ_in_capitals",
            "export/test_spelling.py::test_an_hour_price_is_not_taken_from_the_other_of_two_services",
        ),
    ),
    "product archived and another in use under the same code": (
        ("an archived product as good as one in use", "an id followed to an archived product"),
        (),
    ),
    "line on an archived product, no other in use under its code": (("an archived product not told",), ()),
    "two products with this code in Reeleezee": (("the first of two products with one code taken",), ()),
    "material unknown": (
        ("products made while the option is off", "products not made while the option is on"),
        (),
    ),
    "Reeleezee gave a product that was just made another VAT rate than the settings'": (
        ("a rate that nobody chose not looked at",),
        ("export/test_creation.py::test_a_product_that_reeleezee_gave_the_rate_of_the_settings_is_invoiced_at_once",),
    ),
    "a product that the export made has another VAT rate than the settings' "
    "(a person's wish, or of Reeleezee and its refusal was lost in a crash)": (
        ("a rate that nobody chose billed without a word", "everybody's products suspected of a rate nobody chose"),
        (),
    ),
    "material line without code": (
        ("lines without code accepted while the option is off",),
        ("export/test_lines.py::test_a_material_without_code_becomes_a_line_without_product",),
    ),
    "line total ≠ quantity × price": (
        ("a line total that differs ignored", "a discount taken that does not explain the total"),
        ("export/test_lines.py::test_a_discount_that_explains_the_line_total_is_on_the_line",),
    ),
    "a discount, price or quantity that Reeleezee may round otherwise (half a cent, more than four decimals)": (
        (
            "a discount written that another rounding takes a cent further",
            "a price or quantity of more decimals than are kept written",
            "one piece without the figures of the work order",
        ),
        (),
    ),
    "an amount that no form stores": (("an amount of a milliard written",), ()),
    "a discount that is neither in the line total nor, by the original price, in the price": (
        ("a discount that no amount holds not told",),
        (),
    ),
    "a discount without a line total": (("a discount without total ignored",), ()),
    "quantity 0; a period of 0:00, or one that rounds to 0": (
        ("lines of quantity 0 invoiced", "periods of 0:00 invoiced"),
        ("export/test_hours.py::test_rounding_is_half_up_and_what_rounds_to_nothing_is_told",),
    ),
    "negative quantity": (("negative lines left out", "an invoice below zero made"), ()),
    "price 0": (("lines of price 0 left out",), ()),
    "total time with a colon, or a bare whole number above 24": (
        ("the total time ends at a day", "a total far from the clock billed without a word"),
        ("invoicing/test_times.py::test_a_total_in_hours_and_minutes_counts_and_tells_a_clock_that_is_clearly_other",),
    ),
    "total time of a bare number up to 24, or with decimals": (
        ("a bare total always taken for minutes", "a bare total that fits nothing billed"),
        ("invoicing/test_times.py::test_a_bare_total_may_differ_from_the_clock_by_the_step_of_the_settings",),
    ),
    "total time missing": (
        ("time past midnight not counted", "the nights of the clock forgotten", "a time that came twice guessed"),
        ("export/test_hours.py::test_a_time_that_cannot_be_read_is_refused_by_field",),
    ),
    "hour type without a price in OutSmart": (
        ("an hour type without price taken for one that costs nothing",),
        ("export/test_hours.py::test_an_hour_type_whose_price_is_null_is_refused_and_one_of_0_is_told",),
    ),
    "hour type of price 0": (("hours for nothing not told",), ()),
    "travel on a work period": (("travel not told",), ()),
    "period without hour type": (
        ("the default hour type forgotten", "any hour type taken for a period without"),
        ("export/test_hours.py::test_a_default_hour_type_that_nobody_knows_is_refused_by_name",),
    ),
    "hour type unknown in Reeleezee or in OutSmart": (
        ("a product taken for an hour type",),
        ("export/test_hours.py::test_an_hour_type_that_reeleezee_does_not_know_is_refused_and_never_made",),
    ),
    "minimum hours, rounding amount": (
        ("minimum hours not told",),
        ("export/test_hours.py::test_minimum_hours_and_rounding_amount_are_not_applied_but_told",),
    ),
    "a number (or one from 10⁹ on) or a date that cannot be read, also of a work period": (
        ("numbers of a milliard accepted", "a number that cannot be read taken for 0"),
        (
            "invoicing/test_lines.py::test_a_period_with_an_unreadable_date_or_time_is_refused",
            "export/test_plan.py::test_an_order_with_an_unreadable_work_date_is_refused_by_field",
        ),
    ),
    "a list or an object where a text or number belongs, a line that is none": (
        ("a list taken for a text",),
        ("export/test_plan.py::test_a_list_where_a_text_belongs_defers_that_order_and_names_the_field",),
    ),
    "text longer than Reeleezee takes": (
        ("long texts cut in the middle of a word",),
        ("export/test_lines.py::test_a_text_of_70_000_characters_is_cut_at_a_word_and_told",),
    ),
    "a text of a new customer or product that is longer, an e-mail address that is none, several addresses": (
        ("an e-mail address that is none sent", "what was cut comes back"),
        ("export/test_fitting.py::test_each_text_of_a_new_customer_that_is_cut_is_told",),
    ),
    "no debtor number": (("an order without debtor number taken up",), ()),
    "relation unknown": (
        ("customers made while the option is off", "what OutSmart's relation knows not taken over"),
        ("export/test_parties.py::test_an_unknown_relation_is_made_with_what_order_and_relation_know",),
    ),
    "a customer of ours that a crash left without address": (("an address lost in a crash not added",), ()),
    "debtor number of another name and address": (("a stranger with the same number invoiced",), ()),
    "customer archived in Reeleezee": (("an archived customer invoiced",), ()),
    "customer outside the Netherlands, reverse charge (btw verlegd)": (
        ("a customer abroad not told",),
        ("export/test_plan.py::test_the_rate_of_the_settings_counts_only_where_the_product_tells_none",),
    ),
    "a country that is no name, code or abbreviation of one": (
        ("a country that nobody understands not told",),
        ("export/test_countries.py::test_preview_and_run_tell_the_same_of_a_country",),
    ),
    "Reeleezee stores another due date than the payment term gives": (
        ("a due date that was ignored not told",),
        ("export/test_payment_term.py::test_a_payment_term_that_reeleezee_keeps_brings_no_warning",),
    ),
    "Reeleezee refuses the invoice": (
        ("a refusal deferred for ever", "refusals that prove nothing turned to 99"),
        (),
    ),
    "Reeleezee answers an error to the same invoice in three runs in which it stored others": (
        ("not refused at the third answered 500",),
        (),
    ),
    "the same of the order's new relation or new material": (
        ("a new record answered with an error tried for ever", "several new records refused as soon as one"),
        ("export/test_cannot_make.py::test_once_the_cause_is_repaired_the_refused_order_is_invoiced",),
    ),
    "changed or reopened after it was invoiced": (("what differs overwritten",), ()),
    "refused, and the setting `reason_on_work_order` is on": (
        ("notes left while the setting is off", "a note put beside somebody else's", "notes put where none are shown"),
        (
            "export/test_notes.py::test_reason_remedy_and_day_stand_on_the_work_order",
            "export/test_notes.py::test_a_list_that_cannot_be_read_is_told_once_asked_and_nothing_is_written",
        ),
    ),
    "VAT rate or ledger account of the settings not in the account": (
        ("an unknown rate guessed", "a total account booked on"),
        (),
    ),
    "more than `max_invoices_per_run`": (
        (
            "as many as the limit stopped",
            "one more than the limit let through",
            "a preview silent about the limit",
        ),
        ("export/test_guards.py::test_only_what_would_be_invoiced_counts_for_the_limit",),
    ),
    "time-out, reset, 5xx, 429, HTML, 401, 403, OutSmart code other than 200 on a read": (
        ("a wrong answer to a read taken for an empty list", "99 written though Reeleezee cannot be read"),
        (
            "export/test_marking.py::test_outsmart_answering_200_with_code_1007_fails_the_run_without_99",
            "export/test_marking.py::test_a_wrong_password_fails_the_plan_and_writes_nothing",
            "export/test_plan.py::test_trouble_while_reading_fails_the_plan_and_leaves_everything",
        ),
    ),
}
