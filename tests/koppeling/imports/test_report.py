"""The report as a task hands it on."""

import json

from koppeling.imports.report import MOST_ROWS, Became, Tally
from koppeling.reasons import reason


def test_every_count_is_there_also_when_nothing_was_read() -> None:
    counts = Tally().report("relations", preview=False, remembered={}).counts
    assert counts == {str(became): 0 for became in Became}


def test_rows_are_cut_the_gravest_first_while_counts_stay_exact() -> None:
    tally = Tally()
    for n in range(MOST_ROWS + 5):
        tally.tell(Became.SKIPPED, str(n), "Oud", reason("row_archived", key=n, name="Oud"))
    tally.tell(Became.CONFLICT, "7", "Nieuw", reason("row_key_twice", key="7", names="Nieuw, Nieuwer"))

    shown = json.loads(json.dumps(tally.report("relations", preview=True, remembered={"7": "a:b"}).as_json()))

    assert (len(shown["rows"]), shown["rows_left_out"]) == (MOST_ROWS, 6)
    assert shown["counts"]["skipped"] == MOST_ROWS + 5
    assert shown["rows"][0] == {
        "key": "7",
        "name": "Nieuw",
        "outcome": "conflict",
        "reason": "row_key_twice",
        "nl": reason("row_key_twice", key="7", names="Nieuw, Nieuwer").nl,
        "en": reason("row_key_twice", key="7", names="Nieuw, Nieuwer").en,
    }
    assert (shown["preview"], shown["remembered"]) == (True, {"7": "a:b"})
