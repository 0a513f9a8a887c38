"""The rows of docs/protocol.md: the names of the mutations that break each, and tests beside those that catch them."""

PROTOCOL: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # found under the id
    "nothing | –": (
        ("settling left out",),
        ("export/test_protocol.py::test_an_order_without_invoice_that_is_refused_gets_99_and_no_invoice",),
    ),
    "lines with our fingerprint, as drafted | unchanged": (
        ("look before writing left out", "work date part of the fingerprint"),
        ("export/test_protocol.py::test_an_order_reopened_without_change_is_settled_on_the_invoice_that_it_has",),
    ),
    "all our lines of this version and no others, of the same customer, products, quantities and material amounts, "
    "no priced hour at 0; only an hour price, VAT rate or rounding is another than today's | unchanged": (
        (
            "an invoice at former prices refused",
            "an invoice of another customer settled at former prices",
            "a swapped product settled at former prices",
            "priced hours for nothing settled at former prices",
        ),
        (
            "export/test_former_prices.py::test_what_else_was_changed_on_the_invoice_is_never_settled",
            "export/test_former_prices.py::test_a_concept_without_one_of_its_lines_is_not_settled",
        ),
    ),
    "lines with our fingerprint, but not as drafted | unchanged": (
        ("an edited concept passed over", "what differs overwritten"),
        ("export/test_protocol.py::test_a_concept_with_another_payment_term_or_text_is_still_ours",),
    ),
    "lines of ours of another version | changed or reopened": (
        (
            "what differs overwritten",
            "another version taken for a person's rebuilding",
            "quantities no part of the fingerprint",
            "line ids without fingerprint",
            "the clock that decided not part of the version",
            "the day of a night of the clock not part of the version",
            "every order given another version",
        ),
        (
            "export/test_protocol.py::test_an_order_reopened_and_changed_is_refused_and_its_invoice_stays_as_it_was",
            "export/test_protocol.py::test_a_changed_order_is_invoiced_anew_once_its_concept_was_deleted",
            "export/test_protocol.py::test_without_surviving_line_ids_the_content_decides",
        ),
    ),
    "no line of ours | a person rebuilt it": (
        (
            "a rebuilt invoice never settled",
            "a rebuilt invoice of any total settled",
            "a rebuilt invoice of any customer settled",
        ),
        (),
    ),
    "it quotes another work order, and none of its lines is ours of this version | –": (
        (
            "identity collision not noticed",
            "a shortened subject taken for a collision",
            "identity collision hidden by a refusal",
            "a second collision goes on",
        ),
        ("export/test_verify.py::test_an_invoice_that_quotes_another_work_order_is_a_collision",),
    ),
    "nothing can be read | –": (
        ("a look that fails taken for nothing there", "99 written though Reeleezee cannot be read"),
        ("export/test_marking.py::test_a_404_that_was_cut_off_is_not_taken_for_an_invoice_that_is_not_there",),
    ),
    # answer to the write
    "the invoice as it was stored": (("settling left out", "what was stored otherwise settled"), ()),
    "400, 409, 415 or 422 with a message": (("a refusal deferred for ever",), ()),
    "time-out, reset, 5xx, an HTML page, truncated JSON": (
        ("an unknown not looked up", "delete after an unknown"),
        ("export/test_unknown.py::test_an_invoice_stored_by_a_server_that_hangs_is_found_after_the_time_out",),
    ),
    "unknown, and nothing is found or the look fails too": (
        (
            "an unknown turned to 99",
            "a write sent again after an unknown",
            "a second failed look taken for nothing there",
        ),
        ("export/test_unknown.py::test_an_invoice_that_is_stored_only_after_the_look_is_met_by_the_next_run",),
    ),
    "429": (("too many calls turned to 99",), ()),
    "401, 403, or an answer against the contract": (
        ("a refused login tried for every order",),
        ("export/test_marking.py::test_a_login_refused_while_marking_fails_the_task_without_99",),
    ),
    "an *answered* 500 (JSON) and nothing under the own id": (
        (
            "refused at the second answered 500",
            "not refused at the third answered 500",
            "an outage counted against its orders",
            "a stopped run counted",
            "the only order refused as soon as one among others",
            "silence counted",
            "a changed order not counted anew",
            "a cleared task counted twice",
            "forgotten once refused, though 99 may not be written",
        ),
        (
            "export/test_cannot_store.py::test_runs_of_an_error_for_all_do_not_count_once_the_others_go_through",
            "export/test_cannot_store.py::test_an_error_after_which_the_invoice_is_there_counts_as_done",
            "export/test_cannot_store.py::test_what_no_longer_waits_is_forgotten_and_what_was_not_asked_for_is_kept",
            "export/test_cannot_store.py::test_a_bounded_number_is_remembered_and_those_counted_most_go_first",
            "tests/e2e/test_cannot_store.py::test_an_order_that_reeleezee_cannot_store_is_refused_by_the_third_run",
        ),
    ),
    "an *answered* 500 (JSON) to the making of a relation or material, twice, and nothing under its id": (
        (
            "a new record answered with an error tried for ever",
            "silence to a new record counted",
            "an error of which nobody could look counted",
            "silence after an error counted",
            "several new records refused as soon as one",
            "an outage counted against new records",
            "a stopped run counted against new records",
            "errors of the relation counted against the material",
        ),
        (
            "export/test_cannot_make.py::test_the_third_run_may_still_succeed",
            "export/test_cannot_make.py::test_the_only_order_is_given_a_day_of_runs",
            "export/test_cannot_make.py::test_an_order_that_was_taken_back_meanwhile_is_not_counted",
        ),
    ),
    # stored
    "customer, number of lines, a product, a rate or a net amount is another, or prices include VAT": (
        (
            "another customer not noticed",
            "a missing line not noticed",
            "another product not noticed",
            "another rate not noticed",
            "a line a cent off not noticed",
            "another total not noticed",
            "prices that include VAT not noticed",
            "what was stored otherwise left there",
            "what was stored otherwise settled",
        ),
        (),
    ),
    "the same, and the deletion is not confirmed": (("a deletion believed without a look",), ()),
    "VAT is a lawful rounding: per line or per rate": (("only one lawful rounding of VAT known",), ()),
    "VAT is off by at most a cent per rate": (("VAT one cent per rate off refused", "VAT a cent off not told"), ()),
    "VAT is further off": (
        ("VAT two cents per rate off accepted", "a cent of VAT for each of two hundred lines"),
        (),
    ),
    "state, kind, subject, a text, a date, an account, a quantity or a price is another, and the amounts are right": (
        ("what is otherwise on paper not told", "a day read in another zone"),
        (),
    ),
    "the answer leaves a field out": (
        ("a field that is not shown told as another", "a net that nothing proves believed"),
        ("export/test_stored_as_meant.py::test_what_the_answer_leaves_out_is_not_told_per_order",),
    ),
    "the answer to the write was unknown": (("delete after an unknown",), ()),
    # answer to settling
    "the order as it was invoiced": (
        ("settling left out",),
        ("export/test_settling.py::test_every_form_of_the_settling_answer_is_understood",),
    ),
    "the order, changed since it was read": (
        (
            "changed meanwhile not compared",
            "changed meanwhile not compared after a lost answer",
            "a change while it was invoiced passed over",
        ),
        ("export/test_settling.py::test_another_notation_of_the_same_numbers_is_no_change",),
    ),
    "1503, no data changed": (("no data changed taken for a failure",), ()),
    "lost": (
        ("a lost settling not looked up", "a lost settling believed"),
        ("export/test_settling.py::test_when_the_look_after_a_lost_answer_fails_too_the_order_is_not_settled_twice",),
    ),
    "the order is gone": (("an order that vanished deferred for ever",), ()),
    "another refusal": (("a refusal to settle taken for done",), ()),
    # in a run
    "Reeleezee refuses orders, or stores them otherwise than meant, and stores no other invoice": (
        (
            "refusals that prove nothing turned to 99",
            "a refusal that proves nothing forgotten",
            "three stored otherwise not taken for equal",
        ),
        (
            "export/test_three_alike.py::test_a_wrong_ledger_account_turns_nobody_to_99_however_many_runs_it_lasts",
            "export/test_posting.py::test_equal_refusals_after_a_success_are_about_the_orders",
            "export/test_posting.py::test_an_order_stored_otherwise_beside_one_that_was_stored_is_refused",
        ),
    ),
    "three of them alike, but for numbers, quoted values and the customer's name": (
        (
            "refusals alike tried for ever",
            "three refusals alike stop the run at once",
            "the next order tried, however like it is",
            "words that differ by a number taken for another kind",
        ),
        (),
    ),
    "something that nobody foresaw happens with one record": (
        ("unforeseen trouble with one order stops all",),
        (
            "export/test_unforeseen.py::test_an_order_that_cannot_be_decided_about_waits_alone",
            "export/test_unforeseen.py::test_an_order_for_which_the_rules_cannot_be_read_waits_alone",
        ),
    ),
    "Reeleezee refuses the first three new customers or products with one text, and up to three more after them": (
        ("three new records refused alike turned to 99",),
        (),
    ),
    "three failures in a row of either connection, also in settling": (
        ("three failures in a row go on", "failures of settling go on"),
        (),
    ),
    "an *answered* 500 for one order while Reeleezee can be read": (
        ("an answered 500 counted as a failing connection", "orders with an answered error stop the run"),
        (),
    ),
    "an order met trouble in a former run, or stopped it": (
        ("orders with trouble tried first", "an order that stopped a run tried first"),
        (),
    ),
    "the time of the run is nearly up (its tasks end by themselves, the posting after 23 minutes at most)": (
        ("posting goes on when its time is up",),
        ("steps/test_handing_over.py::test_a_task_ends_in_time_for_those_after_it",),
    ),
    "this koppeling never exported, an import that is on has not succeeded yet, and an order would be refused for what "
    "it brings": (
        ("an order refused before the first import", "an export held although it exported before"),
        ("test_beginning.py::test_after_a_day_nothing_is_waited_for",),
    ),
    "`start_synchronisatie` runs": (
        ("the schedule exports beside a synchronisation",),
        (),
    ),
    "the task that posts is killed or fails": (
        ("outcomes told at the end only", "a refusal taken for final when the posting was cut off"),
        (),
    ),
    # what a task may act on
    "two koppelingen with the export on and one OutSmart account (compared by a hash of the token)": (
        ("one account exported by two",),
        ("export/test_one_account.py::test_settings_that_switch_the_export_on_for_the_second_are_not_saved",),
    ),
    "every read of OutSmart": (("update_status left out of the list", "update_status left out of one order"), ()),
    "the plan handed from task to task": (
        ("the plan carries what is to be written",),
        (
            "tests/protocol/test_xcom.py::test_what_is_to_be_written_is_in_no_message_between_tasks",
            "tests/protocol/test_xcom.py::test_the_posting_carries_outcomes_and_why_it_stopped",
        ),
    ),
    "a task that writes": (
        (
            "orders not read anew with their work status",
            "a cleared task acts on an order that is now 0",
            "a late task acts on an archived order",
            "an order changed since the plan invoiced",
            "an order repaired since the plan turned to 99",
            "a customer made for an order changed since the plan",
        ),
        (
            "export/test_late.py::test_two_runs_that_overlap_make_one_invoice",
            "export/test_late.py::test_a_cleared_task_after_a_lost_settling_only_settles",
            "export/test_marking.py::test_an_order_that_moved_on_before_marking_is_left_alone",
        ),
    ),
    "a refusal of an order that was invoiced already": (
        (
            "look before a refusal left out",
            "an edited invoice settled because of a refusal",
            "an invoiced order refused",
        ),
        (),
    ),
    "a refusal that was decided more than half an hour ago (a task cleared later)": (
        ("an outdated refusal carried out",),
        ("export/test_late_refusal.py::test_a_marking_that_is_late_within_its_run_is_still_carried_out",),
    ),
    "a refusal, when the answer to the look cannot be understood": (
        ("an invoice that nobody understands holds up every 99",),
        (),
    ),
    "a refusal, when 99 cannot be written": (
        ("a 99 that cannot be written told as done", "a lost 99 believed"),
        ("export/test_marking.py::test_a_lost_99_that_cannot_be_looked_up_either_is_deferred",),
    ),
    # recognising
    "OutSmart's external id names a customer, and name or address of the order agree with it": (
        ("the computed id goes before the external id",),
        (),
    ),
    "no external id, but a customer under the computed id, confirmed in the same way": (
        ("the computed id forgotten",),
        (),
    ),
    "an id, and the order agrees with the relation that bears it, not with the customer": (
        ("an id counted though its number is another customer's", "a customer of another name not told"),
        (),
    ),
    "an id, and the order agrees with neither relation nor customer": (("an id alone counted",), ()),
    "two relations with one external id": (("a copy of a relation billed to the original",), ()),
    "only the debtor number, and name or address of order or relation agree (postcode and house number at home, street "
    "and town as well elsewhere)": (
        (
            "an agreeing address no longer enough",
            "an agreeing name no longer enough",
            "a postcode and number abroad taken for an address",
            "the number of a unit taken for the house number",
        ),
        ("export/test_parties.py::test_a_number_counts_when_name_or_address_agree",),
    ),
    "only the debtor number, and nothing agrees": (("a stranger with the same number invoiced",), ()),
    "a debtor number that is another spelling of an agreeing customer's (`00042`, invisible characters)": (
        ("a number in another spelling not recognised",),
        (),
    ),
    "an unknown debtor with the name and address of a customer under another number": (
        ("a second customer made of one under another number",),
        ("export/test_strangers.py::test_a_branch_with_the_same_registration_is_made_and_told",),
    ),
    "a debtor number of `collective_debtors`": (
        ("a collective number refused other names", "a collective order's name left out of its version"),
        ("export/test_strangers.py::test_under_a_collective_number_the_invoice_says_whom_it_is_for",),
    ),
    "an archived customer, and one in use with its number that agrees": (
        ("the archived customer taken before the one in use",),
        (),
    ),
    "a material whose line, or whose row in the material list, names a product": (
        ("free field 5 of the line not looked at", "free field 5 of the material list not looked at"),
        (),
    ),
    "imports: two relations with one external id, as after copying": (
        (
            "a copied relation not told apart from its original",
            "the copy that alone agrees not followed",
            "the first of two copies taken where nothing decides",
        ),
        ("imports/test_copies.py::test_the_copy_becomes_the_customer_of_its_own_number",),
    ),
    "imports: the external id names a customer, but the number is another's, and name and address differ": (
        ("an id followed to a relation that bears another's number",),
        ("imports/test_copies.py::test_an_id_is_followed_through_a_new_name_together_with_a_move",),
    ),
    "imports: an archived customer or product and one in use under one number or code": (
        ("an archived customer in the way of the one in use", "an archived product in the way of the one in use"),
        ("imports/test_copies.py::test_a_stranger_in_use_does_not_take_the_place_of_an_archived_customer",),
    ),
    "imports: a number or code that OutSmart spells otherwise (capitals, blanks, unseen characters, leading zeros of a "
    "number)": (
        (
            "a second row made of another spelling",
            "the first of two spellings taken",
            "a stranger under a number with zeros in the way of a new relation",
        ),
        (),
    ),
    "a record that a list of Reeleezee left out or gave without addresses (many are read as a list)": (
        ("a refusal drawn from a list not confirmed", "what a list left out called vanished"),
        ("export/test_confirmed_by_a_look.py::test_what_is_unknown_after_the_look_too_is_refused",),
    ),
    "rows of OutSmart whose record is missing from Reeleezee's list, more than 200 of them": (
        ("a list trusted whatever it misses",),
        (),
    ),
    "a record in Reeleezee that may be the one (by id, number or code), in a form that cannot be read": (
        (
            "a customer that cannot be read taken for unknown",
            "a product that cannot be read taken for unknown",
            "a service that cannot be read taken for unknown",
            "a record that cannot be read turned to 99",
        ),
        (
            "export/test_record_unreadable.py::test_an_unreadable_record_of_somebody_else_delays_nobody",
            "export/test_record_unreadable.py::test_a_customer_of_whom_nothing_tells_whether_he_is_archived_is_not",
        ),
    ),
    "a material without external id, but a product under the computed id": (
        ("a product of ours not recognised by its computed id",),
        (),
    ),
}
