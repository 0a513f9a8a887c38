"""Breaks the rules of settling, of stopping, of what a task may act on and of recognising, one at a time."""

from tests.protocol.mutation import Mutation

PROTOCOL = "koppeling/export/protocol.py"
POSTING = "koppeling/export/posting.py"
ALIKE = "koppeling/export/alike.py"
SETTLING = "koppeling/export/settling.py"
MARKING = "koppeling/export/marking.py"
CONTEXT = "koppeling/export/context.py"
HOOK = "outsmart/hook.py"
RECOGNISING = "koppeling/invoicing/recognising.py"

SETTLES = (
    Mutation(
        "settling left out",
        PROTOCOL,
        "return replace(_settled(settle(export, order, stored, base)), stored=True)",
        "return Step(base, stored=True)",
        ("export/test_protocol.py::test_an_order_without_invoice_is_invoiced_and_settled",),
    ),
    Mutation(
        "changed meanwhile not compared",
        SETTLING,
        "    if answer is None or is_version(answer, base.fingerprint):\n",
        "    if True:\n",
        ("export/test_settling.py::test_an_order_changed_between_reading_and_settling_is_shown_with_the_difference",),
    ),
    Mutation(
        "changed meanwhile not compared after a lost answer",
        SETTLING,
        "return base if is_version(now, base.fingerprint) else _changed(base, order, now, invoice)",
        "return base",
        ("export/test_settling.py::test_an_order_changed_while_the_answer_to_settling_was_lost_is_shown_too",),
    ),
    Mutation(
        "no data changed taken for a failure",
        HOOK,
        "            if refusal.code == NOTHING_CHANGED:\n                return None\n",
        "",
        ("export/test_settling.py::test_no_data_changed_counts_as_done",),
    ),
    Mutation(
        "a lost settling not looked up",
        SETTLING,
        "return _look_again(export, order, invoice, base, error)",
        "return _not_settled(base, invoice, error)",
        ("export/test_settling.py::test_a_lost_answer_is_resolved_by_reading_the_order",),
    ),
    Mutation(
        "a lost settling believed",
        SETTLING,
        "    if now.status.strip().lower() == COMPLETE.lower():\n",
        "    if False:\n",
        ("export/test_settling.py::test_an_order_that_was_not_settled_is_settled_by_the_next_run",),
    ),
    Mutation(
        "an order that vanished deferred for ever",
        SETTLING,
        "    if error.code == NOT_FOUND:\n",
        "    if False:\n",
        ("export/test_settling.py::test_an_order_that_vanishes_before_settling_is_told_with_its_invoice",),
    ),
    Mutation(
        "a refusal to settle taken for done",
        SETTLING,
        "    return _not_settled(base, invoice, error)\n\n\ndef _changed",
        "    return base\n\n\ndef _changed",
        ("export/test_settling.py::test_another_refusal_to_settle_is_tried_again",),
    ),
)

STOPS = (
    Mutation(
        "refusals that prove nothing turned to 99",
        POSTING,
        "    if posted.refusals.stored:\n        return\n",
        "    if posted.refusals.refused:\n        return\n",
        (
            "export/test_three_alike.py::test_three_orders_of_a_blocked_customer_alone_wait_and_come_last",
            "export/test_three_alike.py::test_refusals_of_every_kind_prove_nothing_while_nothing_is_stored",
        ),
    ),
    Mutation(
        "refusals alike tried for ever",
        ALIKE,
        "return self.are_alike and self.trials >= MOST_TRIALS",
        "return False",
        ("export/test_three_alike.py::test_two_hundred_orders_of_one_wrong_account_are_tried_six_at_a_time",),
    ),
    Mutation(
        "three refusals alike stop the run at once",
        ALIKE,
        "return self.are_alike and self.trials >= MOST_TRIALS",
        "return self.are_alike",
        ("export/test_three_alike.py::test_three_orders_of_a_blocked_customer_do_not_stop_those_behind_them",),
    ),
    Mutation(
        "the next order tried, however like it is",
        ALIKE,
        "return shared.index(min(shared))",
        "return 0",
        ("export/test_three_alike.py::test_after_another_customer_other_articles_are_tried_first",),
    ),
    Mutation(
        "words that differ by a number taken for another kind",
        ALIKE,
        '_WITH_A_DIGIT.sub(" ", _QUOTED.sub(" ", text))',
        "text",
        ("export/test_three_alike.py::test_words_that_differ_by_a_number_or_a_name_are_alike",),
    ),
    Mutation(
        "a refusal that proves nothing forgotten",
        POSTING,
        "            posted.steps[outcome.row_id] = replace(posted.steps[outcome.row_id], odd=True)\n",
        "            pass\n",
        ("export/test_three_alike.py::test_three_orders_of_a_blocked_customer_alone_wait_and_come_last",),
    ),
    Mutation(
        "a second collision goes on",
        POSTING,
        "if step.collides and posted.collisions >= TOO_MANY:",
        "if False:",
        ("export/test_protocol.py::test_a_second_invoice_of_another_work_order_stops_the_run",),
    ),
    Mutation(
        "unforeseen trouble with one order stops all",
        POSTING,
        "return Step(set_aside(order, unforeseen(error), draft.fingerprint), odd=True)",
        "raise",
        ("export/test_unforeseen.py::test_trouble_while_an_order_is_written_settles_nothing_unverified",),
    ),
    Mutation(
        "a change while it was invoiced passed over",
        "koppeling/export/report.py",
        'r["outcome"] == "exported_changed_meanwhile"]:',
        "False]:",
        ("export/test_report.py::test_an_order_changed_while_it_was_invoiced_turns_the_run_red",),
    ),
    Mutation(
        "three stored otherwise not taken for equal",
        PROTOCOL,
        'reason("stored_differently", difference=difference)), refusal=_STORED_DIFFERENTLY)',
        'reason("stored_differently", difference=difference)))',
        ("export/test_posting.py::test_the_first_three_all_stored_otherwise_stop_the_run_and_nobody_gets_99",),
    ),
    Mutation(
        "three new records refused alike turned to 99",
        "koppeling/export/creation.py",
        "    if why is None:\n        return troubles\n",
        "    return troubles\n",
        (
            "export/test_posting.py::test_three_new_customers_refused_alike_stop_the_run_and_nobody_gets_99",
            "export/test_creation.py::test_three_new_products_refused_alike_give_nobody_99",
        ),
    ),
    Mutation(
        "three failures in a row go on",
        POSTING,
        "TROUBLES_IN_A_ROW = 3",
        "TROUBLES_IN_A_ROW = 4",
        ("export/test_unknown.py::test_three_failing_connections_in_a_row_stop_the_run",),
    ),
    Mutation(
        "failures of settling go on",
        PROTOCOL,
        "return Step(outcome, trouble=outcome.result is Result.DEFERRED)",
        "return Step(outcome)",
        ("export/test_settling.py::test_three_orders_in_a_row_that_cannot_be_settled_stop_the_run",),
    ),
)

ACTS = (
    Mutation(
        "update_status left out of the list",
        HOOK,
        'params = [("status", status), ("update_status", "false")]',
        'params = [("status", status)]',
        (
            "tests/outsmart/test_hook.py::test_reading_work_orders_changes_none_of_them",
            "export/test_plan.py::test_a_preview_shows_all_and_writes_nothing",
        ),
    ),
    Mutation(
        "update_status left out of one order",
        HOOK,
        '(("row_id", row_id), ("update_status", "false"))',
        '(("row_id", row_id),)',
        ("tests/outsmart/test_hook.py::test_reading_work_orders_changes_none_of_them",),
    ),
    Mutation(
        "the plan carries what is to be written",
        "koppeling/export/plan.py",
        "        accepted={d.row_id: d.fingerprint for d in drafts},\n",
        "        accepted={d.row_id: d.fingerprint for d in drafts},\n"
        "        lines={d.row_id: lines_shown(d) for d in drafts},\n",
        ("tests/protocol/test_xcom.py::test_a_plan_carries_row_ids_fingerprints_and_outcomes_only",),
    ),
    Mutation(
        "orders not read anew with their work status",
        CONTEXT,
        "return self.outsmart.work_orders(status=COMPLETE, work_status=WAITING)",
        "return self.outsmart.work_orders(status=COMPLETE)",
        ("export/test_plan.py::test_any_other_work_status_is_left_alone",),
    ),
    Mutation(
        "a cleared task acts on an order that is now 0",
        CONTEXT,
        "order.work_status == WAITING and not",
        "not",
        ("export/test_late.py::test_an_order_with_another_work_status_is_left_alone_even_if_outsmart_lists_it",),
    ),
    Mutation(
        "a late task acts on an archived order",
        CONTEXT,
        " and not order.is_archived",
        "",
        ("export/test_late.py::test_an_order_that_moved_on_after_the_plan_is_not_invoiced",),
    ),
    Mutation(
        "an order changed since the plan invoiced",
        POSTING,
        "elif isinstance(made, Reason) or not is_version(order, version):",
        "elif isinstance(made, Reason):",
        (
            "export/test_late.py::test_an_order_edited_between_plan_and_post_waits_for_the_next_run",
            "export/test_late.py::test_a_task_cleared_after_the_order_was_reopened_and_changed_does_not_settle_it",
        ),
    ),
    Mutation(
        "an order repaired since the plan turned to 99",
        MARKING,
        "    if not is_version(order, outcome.fingerprint):\n",
        "    if False:\n",
        (
            "export/test_marking.py::test_an_order_edited_between_plan_and_mark_is_judged_anew",
            "export/test_late.py::test_a_cleared_marking_leaves_an_order_that_was_set_to_1_again_with_its_repair",
        ),
    ),
    Mutation(
        "an outdated refusal carried out",
        MARKING,
        "    if outdated:\n",
        "    if False:\n",
        ("export/test_late_refusal.py::test_a_marking_cleared_long_after_its_run_leaves_a_repaired_order",),
    ),
    Mutation(
        "a customer made for an order changed since the plan",
        "koppeling/export/creation.py",
        "if isinstance(draft, Draft) and is_version(order, accepted[order.row_id]):",
        "if isinstance(draft, Draft):",
        ("export/test_late.py::test_no_customer_is_made_for_an_order_that_was_edited_after_the_plan",),
    ),
    Mutation(
        "look before a refusal left out",
        MARKING,
        "found = export.reeleezee.sales_invoice(export.identity.invoice(order.row_id))",
        "found = None",
        (
            "export/test_marking.py::test_a_refusal_that_came_after_the_order_was_invoiced_settles_it_instead",
            "export/test_cannot_store.py::test_an_invoice_that_turns_up_before_the_99_is_settled_instead",
        ),
    ),
    Mutation(
        "99 written though Reeleezee cannot be read",
        MARKING,
        "    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown, ReeleezeeContractError) as error:\n"
        "        # One invoice that cannot be understood holds up nobody else's 99.\n"
        "        return _not_marked(outcome, error)\n",
        "    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown):\n        found = None\n",
        ("export/test_marking.py::test_without_a_look_at_reeleezee_no_99_is_written",),
    ),
    Mutation(
        "an edited invoice settled because of a refusal",
        MARKING,
        "if bills_the_refused(order, outcome.fingerprint, found):",
        "if found.lines:",
        ("export/test_marking.py::test_a_concept_that_was_edited_between_plan_and_mark_is_named_and_not_settled",),
    ),
    Mutation(
        "an invoiced order refused",
        MARKING,
        "if bills_the_refused(order, outcome.fingerprint, found):",
        "if not found:",
        ("export/test_marking.py::test_a_refusal_that_came_after_the_order_was_invoiced_settles_it_instead",),
    ),
    Mutation(
        "a 99 that cannot be written told as done",
        MARKING,
        "    except (OutSmartTransientError, OutSmartRejected) as error:\n        return _not_marked(outcome, error)\n",
        "    except (OutSmartTransientError, OutSmartRejected):\n        return outcome\n",
        ("export/test_marking.py::test_a_99_that_cannot_be_written_is_tried_again_by_the_next_run",),
    ),
    Mutation(
        "a lost 99 believed",
        MARKING,
        "return outcome if now is not None and now.work_status == REFUSED else _not_marked(outcome, error)",
        "return outcome",
        ("export/test_marking.py::test_a_99_that_cannot_be_written_is_tried_again_by_the_next_run",),
    ),
)

RECOGNISES = (
    Mutation(
        "the computed id goes before the external id",
        RECOGNISING,
        "for known_id in (external_id, identity.customer(debtor.number), identity.customer(relation_number)):",
        "for known_id in (identity.customer(debtor.number), external_id):",
        ("invoicing/test_parties.py::test_the_external_id_goes_before_the_computed_id_and_that_before_the_number",),
    ),
    Mutation(
        "the computed id forgotten",
        RECOGNISING,
        "for known_id in (external_id, identity.customer(debtor.number), identity.customer(relation_number)):",
        "for known_id in (external_id,):",
        ("export/test_parties.py::test_a_customer_that_gets_another_number_from_reeleezee_is_recognised_by_its_id",),
    ),
    Mutation(
        "a stranger with the same number invoiced",
        RECOGNISING,
        "[c for c in bearers if debtor.agrees(c)]\n    in_use",
        "list(bearers)\n    in_use",
        (
            "invoicing/test_parties.py::test_a_number_of_another_name_and_address_is_refused_with_both_names",
            "export/test_parties.py::test_own_numbers_of_outsmart_never_reach_the_strangers_who_bear_them_in_reeleezee",
        ),
    ),
    Mutation(
        "an agreeing address no longer enough",
        "koppeling/agreement.py",
        "return same_name(one.name, other.name) or same_address(one, other)",
        "return same_name(one.name, other.name)",
        ("invoicing/test_parties.py::test_a_customer_is_known_by_number_when_postcode_and_house_number_agree",),
    ),
    Mutation(
        "an agreeing name no longer enough",
        "koppeling/agreement.py",
        "return same_name(one.name, other.name) or same_address(one, other)",
        "return same_address(one, other)",
        ("invoicing/test_parties.py::test_a_customer_is_known_by_number_when_the_name_agrees",),
    ),
    Mutation(
        "an id alone counted",
        RECOGNISING,
        "if others or not is_the_relations:",
        "if others:",
        (
            "invoicing/test_recognising.py::test_an_order_that_agrees_with_neither_customer_nor_relation_is_refused_with_both_names",
        ),
    ),
    Mutation(
        "an id counted though its number is another customer's",
        RECOGNISING,
        "if others or not is_the_relations:",
        "if not is_the_relations:",
        ("invoicing/test_recognising.py::test_but_not_when_the_relations_number_is_another_customers",),
    ),
    Mutation(
        "a customer of another name not told",
        RECOGNISING,
        "return Recognised(customer, (_named_otherwise(debtor, customer),))",
        "return Recognised(customer)",
        (
            "invoicing/test_recognising.py::test_an_order_that_agrees_with_the_relation_alone_is_exported_with_both_names_told",
        ),
    ),
    Mutation(
        "a copy of a relation billed to the original",
        RECOGNISING,
        "return debtor_key(number) == debtor_key(originals[0])",
        "return True",
        (
            "invoicing/test_recognising.py::test_of_a_relation_and_its_copy_the_one_with_the_customers_number_keeps_the_id",
        ),
    ),
    Mutation(
        "a number in another spelling not recognised",
        RECOGNISING,
        "if meant is None or str(meant) == debtor.number:",
        "if True:",
        ("invoicing/test_recognising.py::test_a_number_in_another_spelling_is_recognised_with_a_remark",),
    ),
    Mutation(
        "the archived customer taken before the one in use",
        RECOGNISING,
        "in_use = [c for c in candidates if not c.is_archived] or candidates\n    of_the_order",
        "in_use = candidates\n    of_the_order",
        ("invoicing/test_recognising.py::test_the_customer_in_use_is_taken_before_an_archived_one_with_its_number",),
    ),
    Mutation(
        "a second customer made of one under another number",
        "koppeling/export/lookalikes.py",
        "return any(same_address(facts, one) or same_address_text(facts, one) for one in alike)",
        "return False",
        ("export/test_strangers.py::test_no_second_customer_is_made_of_one_with_the_same_name_and_address",),
    ),
    Mutation(
        "a collective number refused other names",
        RECOGNISING,
        "if is_collective or agreement is not Agreement.DIFFERS:",
        "if agreement is not Agreement.DIFFERS:",
        ("invoicing/test_recognising.py::test_under_a_collective_number_any_name_and_address_is_right",),
    ),
    Mutation(
        "a collective order's name left out of its version",
        "koppeling/invoicing/version.py",
        "if is_collective or by_name else ()",
        "if by_name else ()",
        ("invoicing/test_version.py::test_name_and_address_count_under_a_collective_number_alone",),
    ),
    Mutation(
        "a postcode and number abroad taken for an address",
        "koppeling/agreement.py",
        "return _is_one_street(place, place_there) and _is_one_town(one.city, other.city)",
        "return True",
        ("export/test_strangers.py::test_a_belgian_postcode_and_number_are_no_address",),
    ),
    Mutation(
        "the number of a unit taken for the house number",
        "koppeling/house_numbers.py",
        'rf"(.*?[a-z].*?),? (?:nr ',
        'rf"(.*[a-z].*),? (?:nr ',
        ("test_house_numbers.py::test_number_and_addition_are_read_apart",),
    ),
    Mutation(
        "a product of ours not recognised by its computed id",
        "koppeling/invoicing/articles.py",
        "    if computed is not None:\n",
        "    if False:\n",
        (
            "invoicing/test_articles.py::test_without_free_field_5_the_computed_id_goes_before_the_code",
            "export/test_articles.py::test_a_made_product_that_was_renamed_in_reeleezee_is_not_made_again",
        ),
    ),
)

OF_SETTLING = (*SETTLES, *STOPS, *ACTS, *RECOGNISES)
