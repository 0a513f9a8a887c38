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

OF_RUNS = (*CUT_OFF,)
