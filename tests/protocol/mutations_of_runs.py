"""Breaks the rules of runs that are cut off, that end by themselves, or that must not come before the first import."""

from tests.protocol.mutation import Mutation

POSTING = "koppeling/export/posting.py"
COURSE = "koppeling/export/course.py"

CUT_OFF = (
    Mutation(
        "posting goes on when its time is up",
        POSTING,
        "if course.is_over():",
        "if False:",
        ("export/test_cut_off.py::test_posting_ends_when_its_time_is_up_and_the_rest_waits_without_a_red_run",),
    ),
    Mutation(
        "outcomes told at the end only",
        POSTING,
        "course.tell(step.outcome)",
        "pass",
        ("export/test_cut_off.py::test_after_a_kill_the_report_tells_what_was_invoiced_and_what_waits",),
    ),
    Mutation(
        "a refusal taken for final when the posting was cut off",
        COURSE,
        'if row["outcome"] != Result.REFUSED:',
        "if True:",
        ("export/test_cut_off.py::test_a_refusal_of_a_posting_that_was_cut_off_is_not_final",),
    ),
)

FIRST_IMPORT = (
    Mutation(
        "an order refused before the first import",
        "koppeling/export/first_import.py",
        "    if switch not in awaited:",
        "    if True:",
        ("export/test_first_import.py::test_an_order_waits_for_what_the_first_import_brings",),
    ),
    Mutation(
        "an export held although it exported before",
        "koppeling/export/first_import.py",
        "or _has_exported(export):",
        "or False:",
        ("export/test_first_import.py::test_an_invoice_of_ours_proves_that_it_exported_before",),
    ),
    Mutation(
        "the schedule exports beside a synchronisation",
        "koppeling/steps/guard.py",
        "    if running:",
        "    if False:",
        ("steps/test_making_way.py::test_the_schedule_makes_way_for_a_synchronisation",),
    ),
)

OF_RUNS = (*CUT_OFF, *FIRST_IMPORT)
