"""Breaks the rules of what becomes of an order that Reeleezee cannot store, one at a time."""

from tests.protocol.mutation import Mutation

PROTOCOL = "koppeling/export/protocol.py"
POSTING = "koppeling/export/posting.py"
TROUBLED = "koppeling/export/troubled.py"
CREATION = "koppeling/export/creation.py"

CANNOT_STORE = (
    Mutation(
        "refused at the second answered 500",
        TROUBLED,
        "RUNS_BESIDE_OTHERS = 3",
        "RUNS_BESIDE_OTHERS = 2",
        (
            "export/test_cannot_store.py::test_an_order_that_reeleezee_cannot_store_in_three_runs_is_refused",
            "export/test_cannot_store.py::test_two_runs_are_not_yet_enough_and_the_third_may_still_succeed",
        ),
    ),
    Mutation(
        "not refused at the third answered 500",
        TROUBLED,
        "RUNS_BESIDE_OTHERS = 3",
        "RUNS_BESIDE_OTHERS = 4",
        ("export/test_cannot_store.py::test_an_order_that_reeleezee_cannot_store_in_three_runs_is_refused",),
    ),
    Mutation(
        "an outage counted against its orders",
        POSTING,
        "counts = not posted.stopped and (others_stored or len(posted.steps) == 1)",
        "counts = not posted.stopped",
        ("export/test_cannot_store.py::test_an_error_for_all_is_trouble_and_never_a_99",),
    ),
    Mutation(
        "a stopped run counted",
        POSTING,
        "counts = not posted.stopped and (others_stored or len(posted.steps) == 1)",
        "counts = others_stored or len(posted.steps) == 1",
        ("export/test_cannot_store.py::test_a_run_that_was_stopped_counts_against_nobody",),
    ),
    Mutation(
        "the only order refused as soon as one among others",
        POSTING,
        "trouble = trouble.once_more(run, others_stored=others_stored)",
        "trouble = trouble.once_more(run, others_stored=True)",
        ("export/test_cannot_store.py::test_the_only_order_is_given_a_day_of_runs",),
    ),
    Mutation(
        "silence counted",
        POSTING,
        "if step.server_error and counts:",
        "if (step.server_error or step.trouble) and counts:",
        ("export/test_cannot_store.py::test_silence_is_never_counted",),
    ),
    Mutation(
        "a changed order not counted anew",
        TROUBLED,
        "if accepted.get(r, trouble.fingerprint) == trouble.fingerprint",
        "if r",
        ("export/test_cannot_store.py::test_a_changed_order_is_counted_anew",),
    ),
    Mutation(
        "a cleared task counted twice",
        TROUBLED,
        "        if run and run == self.run:\n            return self\n",
        "",
        ("export/test_cannot_store.py::test_a_cleared_task_counts_nothing_twice",),
    ),
    Mutation(
        "forgotten once refused, though 99 may not be written",
        POSTING,
        '_refuse(posted, step.outcome, trouble, Both("de factuur", "the invoice"), step.server_error)\n',
        '_refuse(posted, step.outcome, trouble, "", step.server_error)\n                continue\n',
        ("export/test_cannot_store.py::test_a_99_that_cannot_be_written_is_written_by_the_next_run",),
    ),
    Mutation(
        "orders with trouble tried first",
        POSTING,
        "        ready.sort(key=lambda made: made[0].row_id in posted.troubled)\n",
        "",
        (
            "export/test_cannot_store.py::test_orders_with_an_answered_error_come_last",
            "export/test_cannot_store.py"
            "::test_three_orders_of_which_the_answer_is_always_lost_delay_the_others_by_one_run_only",
        ),
    ),
    Mutation(
        "orders with an answered error stop the run",
        POSTING,
        "if step.trouble and not _is_counted(posted, order.row_id) else 0",
        "if step.trouble else 0",
        ("export/test_cannot_store.py::test_orders_that_cannot_be_stored_never_stop_a_run",),
    ),
    Mutation(
        "an order that stopped a run tried first",
        POSTING,
        "return Step(unknown, odd=True, stops=str(error))",
        "return Step(unknown, stops=str(error))",
        (
            "export/test_cannot_store.py"
            "::test_an_invoice_that_nobody_understands_stops_the_run_after_all_others_had_their_turn",
        ),
    ),
    Mutation(
        "an answered 500 counted as a failing connection",
        PROTOCOL,
        "replace(step, trouble=False, server_error=_text(error))",
        "replace(step, server_error=_text(error))",
        ("export/test_unknown.py::test_three_orders_that_reeleezee_cannot_store_do_not_hold_up_those_after_them",),
    ),
)

CANNOT_MAKE = (
    Mutation(
        "a new record answered with an error tried for ever",
        CREATION,
        "if isinstance(error, ReeleezeeOutcomeUnknown) and error.answered_500:",
        "if False:",
        (
            "export/test_cannot_make.py::test_what_reeleezee_cannot_store_in_three_runs_refuses_its_order_and_no_other",
            "export/test_cannot_make.py::test_orders_that_need_the_same_material_are_refused_together",
        ),
    ),
    Mutation(
        "silence to a new record counted",
        CREATION,
        "if isinstance(error, ReeleezeeOutcomeUnknown) and error.answered_500:",
        "if isinstance(error, ReeleezeeOutcomeUnknown):",
        ("export/test_cannot_make.py::test_other_trouble_is_never_counted",),
    ),
    Mutation(
        "an error of which nobody could look counted",
        "reeleezee/storing.py",
        "        unknown.answered_500 = False\n        raise unknown from unknown.__cause__\n",
        "        raise unknown from unknown.__cause__\n",
        (
            "export/test_cannot_make.py::test_an_error_after_which_nobody_can_look_is_not_counted",
            "tests/reeleezee/test_storing.py"
            "::test_an_error_is_about_the_record_only_when_it_was_the_answer_each_time_and_nothing_is_there",
        ),
    ),
    Mutation(
        "silence after an error counted",
        "reeleezee/storing.py",
        "                first.answered_500 = False\n",
        "                pass\n",
        (
            "tests/reeleezee/test_storing.py"
            "::test_an_error_is_about_the_record_only_when_it_was_the_answer_each_time_and_nothing_is_there",
        ),
    ),
    Mutation(
        "several new records refused as soon as one",
        POSTING,
        "others_stored=others_stored and is_one",
        "others_stored=others_stored",
        ("export/test_cannot_make.py::test_several_new_materials_that_fail_may_be_an_outage_and_get_a_day",),
    ),
    Mutation(
        "an outage counted against new records",
        POSTING,
        "in failing if others_stored or is_all_there_is else ():",
        "in failing:",
        ("export/test_cannot_make.py::test_while_nothing_at_all_is_stored_nothing_is_counted",),
    ),
    Mutation(
        "a stopped run counted against new records",
        POSTING,
        "    if posted.stopped or any(",
        "    if any(",
        ("export/test_cannot_make.py::test_a_run_that_was_stopped_counts_against_nobody",),
    ),
    Mutation(
        "errors of the relation counted against the material",
        TROUBLED,
        "if about != self.about:",
        "if False:",
        ("export/test_cannot_make.py::test_trouble_with_something_else_is_counted_anew",),
    ),
)

OF_STORING = (*CANNOT_STORE, *CANNOT_MAKE)
