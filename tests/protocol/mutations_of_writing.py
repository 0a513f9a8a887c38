"""Breaks the rules of looking, writing and verifying, one at a time."""

from tests.protocol.mutation import Mutation

BILLING = "koppeling/export/billing.py"
PROTOCOL = "koppeling/export/protocol.py"
POSTING = "koppeling/export/posting.py"
VERIFY = "koppeling/export/verify.py"
PAPER = "koppeling/export/paper.py"
ACCOUNT = "koppeling/steps/one_account.py"

LOOKING = (
    Mutation(
        "look before writing left out",
        PROTOCOL,
        "    if found is not None:\n        return _go_on_with(export, order, draft, found)\n    return _write",
        "    return _write",
        (
            "export/test_protocol.py::test_an_unchanged_order_with_its_concept_is_only_settled",
            "export/test_protocol.py::test_an_unchanged_order_with_its_booked_invoice_is_only_settled",
        ),
    ),
    Mutation(
        "a look that fails taken for nothing there",
        PROTOCOL,
        "    except ReeleezeeTransientError as error:\n"
        '        return _deferred(draft, reason("connection_trouble", problem=error))\n'
        "    if found",
        "    except ReeleezeeTransientError:\n        found = None\n    if found",
        ("export/test_unknown.py::test_a_first_look_that_fails_writes_nothing",),
    ),
    Mutation(
        "an edited concept passed over",
        PROTOCOL,
        "return not verify(draft, found).difference",
        "return True",
        ("export/test_protocol.py::test_a_concept_that_the_bookkeeper_edited_is_neither_overwritten_nor_settled",),
    ),
    Mutation(
        "what differs overwritten",
        PROTOCOL,
        "return Step(already_invoiced(draft, found))",
        "return _write(export, order, draft)",
        (
            "export/test_protocol.py::test_an_order_changed_after_invoicing_is_refused_with_both_totals",
            "export/test_protocol.py::test_a_concept_that_the_bookkeeper_edited_is_neither_overwritten_nor_settled",
        ),
    ),
    Mutation(
        "another version taken for a person's rebuilding",
        PROTOCOL,
        "    if is_of_another_version(found):\n        return False\n",
        "",
        ("export/test_protocol.py::test_an_order_changed_to_other_articles_of_the_same_total_is_refused_all_the_same",),
    ),
    Mutation(
        "quantities no part of the fingerprint",
        "koppeling/invoicing/fingerprint.py",
        "amounts = (line.quantity, line.price, line.total, line.discount_percentage)",
        "amounts = (line.price, line.total, line.discount_percentage)",
        ("invoicing/test_fingerprint.py::test_everything_that_is_billed_counts",),
    ),
    Mutation(
        "work date part of the fingerprint",
        "koppeling/invoicing/fingerprint.py",
        '        "debtor": debtor_of(order).debtor_number.strip(),\n',
        '        "debtor": debtor_of(order).debtor_number.strip(),\n        "date": order.work_date,\n',
        (
            "invoicing/test_fingerprint.py::test_notation_dates_remarks_and_statuses_do_not_count",
            "export/test_protocol.py::test_a_change_that_bills_nothing_else_is_no_other_version",
        ),
    ),
    Mutation(
        "line ids without fingerprint",
        "koppeling/identity.py",
        'f"{fingerprint}/{sequence}"',
        'f"{sequence}"',
        ("test_identity.py::test_a_line_id_depends_on_invoice_fingerprint_and_place",),
    ),
    Mutation(
        "a rebuilt invoice never settled",
        PROTOCOL,
        "return same_customer and to_cents(found.net) == to_cents(draft.net)",
        "return False",
        ("export/test_protocol.py::test_an_invoice_that_a_person_rebuilt_with_equal_contents_settles_the_order",),
    ),
    Mutation(
        "a rebuilt invoice of any total settled",
        PROTOCOL,
        "return same_customer and to_cents(found.net) == to_cents(draft.net)",
        "return same_customer",
        ("export/test_protocol.py::test_an_invoice_that_a_person_rebuilt_with_another_total_is_left_to_a_person",),
    ),
    Mutation(
        "a rebuilt invoice of any customer settled",
        PROTOCOL,
        "return same_customer and to_cents(found.net) == to_cents(draft.net)",
        "return to_cents(found.net) == to_cents(draft.net)",
        ("export/test_protocol.py::test_an_invoice_that_a_person_rebuilt_for_another_customer_is_left_to_a_person",),
    ),
    Mutation(
        "identity collision not noticed",
        PROTOCOL,
        "    refuse_collision(draft.work_order, found, frozenset(draft.line_ids_of_any_version))\n",
        "",
        (
            "export/test_protocol.py::test_an_invoice_of_another_work_order_under_the_own_id_waits_alone_and_never_gets_99",
        ),
    ),
    Mutation(
        "a shortened subject taken for a collision",
        "koppeling/export/verify.py",
        "if any(line.id in own_line_ids for line in stored.lines):",
        "if False:",
        ("export/test_former_prices.py::test_a_subject_that_the_bookkeeper_shortened_is_no_collision",),
    ),
    Mutation(
        "an invoice at former prices refused",
        PROTOCOL,
        "if bills_the_same_work(order, draft, export.settings, found):",
        "if False:",
        ("export/test_former_prices.py::test_what_changed_since_is_told_and_the_order_is_settled",),
    ),
    Mutation(
        "an invoice of another customer settled at former prices",
        BILLING,
        "if found.customer is None or found.customer.id != draft.debtor.id or found.is_vat_included:",
        "if False:",
        ("export/test_former_prices.py::test_what_else_was_changed_on_the_invoice_is_never_settled",),
    ),
    Mutation(
        "a swapped product settled at former prices",
        BILLING,
        'if meant is None or (line.product.id if line.product else "") != meant.product_id:',
        "if meant is None:",
        ("export/test_former_prices.py::test_what_else_was_changed_on_the_invoice_is_never_settled",),
    ),
    Mutation(
        "priced hours for nothing settled at former prices",
        BILLING,
        "return not (piece.minutes and meant.price and not line.net)",
        "return True",
        ("export/test_former_prices.py::test_what_else_was_changed_on_the_invoice_is_never_settled",),
    ),
    Mutation(
        "identity collision hidden by a refusal",
        "koppeling/export/marking.py",
        "        refuse_collision(order.label, found, own_line_ids(order, found))\n",
        "",
        ("export/test_protocol.py::test_an_invoice_that_became_another_orders_since_the_plan_gives_no_99",),
    ),
)

ANSWERS = (
    Mutation(
        "a refusal deferred for ever",
        PROTOCOL,
        'return Step(_refused(draft, reason("reeleezee_refused", message=_text(error))), refusal=_text(error))',
        'return _deferred(draft, reason("connection_trouble", problem=error))',
        ("export/test_posting.py::test_three_different_refusals_are_about_the_orders",),
    ),
    Mutation(
        "an unknown not looked up",
        PROTOCOL,
        "return _resolve(export, order, draft, error)",
        'return _deferred(draft, reason("outcome_unknown", problem=error))',
        ("export/test_unknown.py::test_an_invoice_whose_answer_was_lost_is_found_and_settled_in_the_same_run",),
    ),
    Mutation(
        "an unknown turned to 99",
        PROTOCOL,
        'step = _deferred(draft, reason("outcome_unknown", problem=error))',
        'step = Step(_refused(draft, reason("reeleezee_refused", message=str(error))))',
        ("export/test_unknown.py::test_an_invoice_that_was_not_stored_is_left_to_the_next_run",),
    ),
    Mutation(
        "a write sent again after an unknown",
        PROTOCOL,
        '        step = _deferred(draft, reason("outcome_unknown", problem=error))\n',
        "        export.reeleezee.put_sales_invoice(draft.invoice_id, invoice_body(draft))\n"
        '        step = _deferred(draft, reason("outcome_unknown", problem=error))\n',
        ("export/test_unknown.py::test_an_invoice_that_was_not_stored_is_left_to_the_next_run",),
    ),
    Mutation(
        "a second failed look taken for nothing there",
        PROTOCOL,
        'return _deferred(draft, reason("outcome_unknown", problem=again))',
        'return Step(_refused(draft, reason("reeleezee_refused", message=str(again))))',
        ("export/test_unknown.py::test_when_the_look_fails_too_the_next_run_settles_without_a_second_invoice",),
    ),
    Mutation(
        "too many calls turned to 99",
        PROTOCOL,
        "    except ReeleezeeTransientError as error:\n"
        '        return _deferred(draft, reason("connection_trouble", problem=error))\n'
        "    except ReeleezeeOutcomeUnknown",
        "    except ReeleezeeTransientError as error:\n"
        '        return Step(_refused(draft, reason("reeleezee_refused", message=str(error))))\n'
        "    except ReeleezeeOutcomeUnknown",
        ("export/test_unknown.py::test_too_many_calls_is_no_refusal",),
    ),
    Mutation(
        "a refused login tried for every order",
        POSTING,
        "return Step(unknown, odd=True, stops=str(error))",
        "return Step(unknown, odd=True)",
        ("export/test_unknown.py::test_a_refused_login_stops_the_run_and_nobody_gets_99",),
    ),
    Mutation(
        "delete after an unknown",
        PROTOCOL,
        "if error.answered_500 else step\n    step = _go_on_with(export, order, draft, found)",
        "if error.answered_500 else step\n"
        "    if wrong := verify(draft, found).difference:\n"
        "        return _take_back(export, draft, wrong)\n"
        "    step = _go_on_with(export, order, draft, found)",
        ("export/test_unknown.py::test_what_was_stored_otherwise_is_not_deleted_after_a_lost_answer",),
    ),
)

VERIFYING = (
    Mutation(
        "another customer not noticed",
        VERIFY,
        "if stored.customer is None or stored.customer.id != draft.debtor.id:",
        "if stored.customer is None:",
        ("export/test_verify.py::test_another_customer_or_none_is_a_difference",),
    ),
    Mutation(
        "a missing line not noticed",
        VERIFY,
        "    if len(stored.lines) != len(draft.lines):\n",
        "    if len(stored.lines) > len(draft.lines):\n",
        ("export/test_verify.py::test_a_missing_or_additional_line_is_a_difference",),
    ),
    Mutation(
        "another product not noticed",
        VERIFY,
        'if line.shows("product") and (line.product.id if line.product else "") != meant.product_id:',
        "if line.product is None and meant.product_id:",
        ("export/test_verify.py::test_another_product_rate_or_net_of_a_line_is_a_difference",),
    ),
    Mutation(
        "another rate not noticed",
        VERIFY,
        "if line.tax_rate is None or line.tax_rate.id != meant.tax_rate.id:",
        "if line.tax_rate is None:",
        ("export/test_verify.py::test_another_product_rate_or_net_of_a_line_is_a_difference",),
    ),
    Mutation(
        "a line a cent off not noticed",
        VERIFY,
        "return None if to_cents(line.net) == meant.net else",
        "return None if abs(to_cents(line.net) - meant.net) <= 1 else",
        ("export/test_verify.py::test_another_product_rate_or_net_of_a_line_is_a_difference",),
    ),
    Mutation(
        "another total not noticed",
        VERIFY,
        'if stored.shows("net") and to_cents(stored.net) != to_cents(draft.net):',
        "if False:",
        ("export/test_verify.py::test_another_total_is_a_difference_though_the_lines_agree",),
    ),
    Mutation(
        "prices that include VAT not noticed",
        VERIFY,
        "    if stored.is_vat_included:\n",
        "    if False:\n",
        ("export/test_stored_as_meant.py::test_prices_that_include_vat_are_another_amount",),
    ),
    Mutation(
        "a net that nothing proves believed",
        VERIFY,
        'if line.shows("net") or not stored.shows("net") or not is_written_as_meant(meant, line):',
        'if line.shows("net"):',
        (
            "export/test_verify.py::test_a_net_that_is_not_shown_must_be_proven",
            "export/test_stored_as_meant.py::test_an_invoice_that_shows_no_net_at_all_is_taken_back",
        ),
    ),
    Mutation(
        "what is otherwise on paper not told",
        PROTOCOL,
        ", *paper_warnings(draft, stored)):",
        "):",
        ("export/test_stored_as_meant.py::test_what_is_otherwise_on_paper_is_told_and_the_invoice_stays",),
    ),
    Mutation(
        "a field that is not shown told as another",
        PAPER,
        '    if stored.shows("header") and not _is_same_text',
        "    if not _is_same_text",
        ("export/test_stored_as_meant.py::test_what_the_answer_leaves_out_is_not_told_per_order",),
    ),
    Mutation(
        "a day read in another zone",
        "reeleezee/days.py",
        "read.astimezone(AMSTERDAM)",
        "read",
        ("export/test_stored_as_meant.py::test_a_moment_in_utc_is_the_day_of_the_calendar",),
    ),
    Mutation(
        "only one lawful rounding of VAT known",
        "koppeling/money.py",
        "return vat in {self.per_line, self.per_rate}",
        "return vat == self.per_line",
        (
            "export/test_verify.py::test_an_invoice_as_meant_is_sound_in_either_rounding_of_vat",
            "test_money.py::test_vat_may_be_rounded_per_line_or_per_rate",
        ),
    ),
    Mutation(
        "VAT one cent per rate off refused",
        "koppeling/money.py",
        "<= self.slack",
        "< self.slack",
        (
            "export/test_verify.py::test_vat_off_by_at_most_a_cent_per_rate_is_sound_with_a_warning",
            "export/test_posting.py::test_vat_that_is_off_by_a_cent_per_rate_is_exported_with_a_warning",
        ),
    ),
    Mutation(
        "VAT two cents per rate off accepted",
        "koppeling/money.py",
        "<= self.slack",
        "<= 2 * self.slack",
        (
            "export/test_verify.py::test_vat_further_off_is_a_difference",
            "export/test_posting.py::test_vat_that_is_off_by_more_than_a_cent_per_rate_is_taken_back",
        ),
    ),
    Mutation(
        "a cent of VAT for each of two hundred lines",
        "koppeling/money.py",
        "CENT * sum(fraction != 0 for fraction in per_rate)",
        "abs(to_cents(per_line) - to_cents(by_rate)) + CENT",
        ("test_money.py::test_two_hundred_lines_of_one_rate_give_no_more_room_than_one",),
    ),
    Mutation(
        "VAT a cent off not told",
        PROTOCOL,
        "for warning in (verdict.warning, due_date_warning(draft, stored), *paper_warnings(draft, stored)):",
        "for warning in (due_date_warning(draft, stored), *paper_warnings(draft, stored)):",
        ("export/test_posting.py::test_vat_that_is_off_by_a_cent_per_rate_is_exported_with_a_warning",),
    ),
    Mutation(
        "a due date that was ignored not told",
        PROTOCOL,
        "for warning in (verdict.warning, due_date_warning(draft, stored), *paper_warnings(draft, stored)):",
        "for warning in (verdict.warning, *paper_warnings(draft, stored)):",
        ("export/test_payment_term.py::test_a_payment_term_that_reeleezee_ignores_is_told",),
    ),
    Mutation(
        "what was stored otherwise left there",
        PROTOCOL,
        "        export.reeleezee.delete_sales_invoice(draft.invoice_id)\n",
        "",
        ("export/test_posting.py::test_an_invoice_stored_otherwise_is_deleted_and_its_order_waits",),
    ),
    Mutation(
        "a deletion believed without a look",
        PROTOCOL,
        "gone = export.reeleezee.sales_invoice(draft.invoice_id) is None",
        "gone = True",
        ("export/test_posting.py::test_a_deletion_that_is_not_confirmed_defers_the_order",),
    ),
    Mutation(
        "what was stored otherwise settled",
        PROTOCOL,
        "    if verdict.difference:\n",
        "    if False:\n",
        ("export/test_posting.py::test_an_invoice_stored_otherwise_is_deleted_and_its_order_waits",),
    ),
)

ACCOUNTS = (
    Mutation(
        "one account exported by two",
        ACCOUNT,
        "if account and _account(k) == account",
        "if account and _account(k) != account",
        ("export/test_one_account.py::test_neither_exports_an_account_that_both_would",),
    ),
)

OF_WRITING = (*LOOKING, *ANSWERS, *VERIFYING, *ACCOUNTS)
