"""The comparison by columns gives what a comparison field by field would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppeling.imports.comparison import differing
from koppeling.imports.memory import MOST_NOTES, is_stored_otherwise, kept, note, was_posted
from koppeling.mapping import FieldMapping, MappedField, Write
from outsmart.listing import MasterList

MAPPING = FieldMapping(
    MasterList.RELATIONS,
    (
        MappedField("debtor_number", "number", Write.CREATE_ONLY),
        MappedField("name", "name", Write.ALWAYS),
        MappedField("email", "email", Write.ALWAYS),
    ),
)
texts = st.sampled_from(["", "a", "b", "nan", "None", "NA", "1", "01", "1.0"])
rows = st.tuples(texts, texts, texts)


# The first comparison imports pandas, which takes longer than the deadline of an example.
@settings(deadline=None)
@given(st.lists(st.tuples(rows, rows), max_size=8))
def test_a_field_differs_when_it_is_ours_filled_and_not_the_same_text(
    pairs: list[tuple[tuple[str, str, str], tuple[str, str, str]]],
) -> None:
    expected = {}
    for number, (ours, theirs) in enumerate(pairs):
        places = tuple(place for place in (1, 2) if ours[place] and ours[place] != theirs[place])
        if places:
            expected[number] = places
    assert differing(MAPPING, [ours for ours, _ in pairs], [theirs for _, theirs in pairs]) == expected


def test_a_row_that_differs_after_being_posted_twice_is_known_until_either_side_changes() -> None:
    posted = note(["a"])
    seen = note(["a"], ["x"])
    assert was_posted(posted, ["a"])
    assert was_posted(seen, ["a"])
    assert not was_posted(posted, ["b"])
    assert not was_posted(None, ["a"])
    assert not is_stored_otherwise(posted, ["a"], ["x"])
    assert is_stored_otherwise(seen, ["a"], ["x"])
    assert not is_stored_otherwise(seen, ["b"], ["x"])
    assert not is_stored_otherwise(seen, ["a"], ["y"])
    assert not is_stored_otherwise(None, ["a"], ["x"])


def test_notes_of_a_large_run_are_not_kept() -> None:
    few = {str(n): note([str(n)]) for n in range(MOST_NOTES)}
    assert kept({}, few) == few
    assert kept({}, few | {"more": note(["more"])}) is None
    assert kept(few, {"more": note(["more"])}) is None
    assert kept(None, {"more": note(["more"])}) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        (
            "Vereniging van Eigenaars Appartementencomplex De…",
            "Vereniging van Eigenaars Appartementencomplex De Drie Koningen te Amsterdam",
            True,
        ),
        ("Bakker & Zn", "Bakker\t&  Zn\x07", True),
        ("Vereniging van Eigenaars Appartementencomplex De…", "Vereniging van Eigenaars Zuid", False),
        ("Jansen…", "Jansen Beheer", False),
        ("Bakker", "Bakker BV", False),
    ],
)
def test_what_differs_by_our_own_cutting_or_cleaning_is_no_difference(ours: str, theirs: str, is_same: bool) -> None:
    assert differing(MAPPING, [("1", ours, "")], [("1", theirs, "")]) == ({} if is_same else {0: (1,)})
