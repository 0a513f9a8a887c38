"""Which row a record is, decided without any call."""

from hypothesis import given
from hypothesis import strategies as st

from koppeling.imports.candidate import Candidate, Stored
from koppeling.imports.recognition import By, Places, Recognised, StoredIndex, recognise
from koppeling.keys import normal_key
from koppeling.reasons import Reason, reason


def candidate(candidate_id: str, key: str, *, is_archived: bool = False) -> Candidate:
    return Candidate(candidate_id, key, f"naam {candidate_id}", (), is_archived=is_archived)


def agreed(_candidate: Candidate, _row: Stored, _by: By) -> None:
    return None


def found(candidates: list[Candidate], rows: list[Stored]) -> list[Recognised]:
    return recognise(candidates, StoredIndex(rows), agreed)


def test_the_external_id_goes_before_the_computed_one_and_that_before_the_key() -> None:
    rows = [Stored("1", "a", external_id="x"), Stored("2", "b", computed_id="y"), Stored("3", "c")]
    answers = found([candidate("x", "3"), candidate("y", "1"), candidate("z", "3")], rows)
    assert [(answer.row, answer.by) for answer in answers] == [
        (0, By.EXTERNAL_ID),
        (1, By.COMPUTED_ID),
        (2, By.KEY),
    ]


def test_a_row_found_by_id_is_not_given_to_the_bearer_of_its_number() -> None:
    answers = found([candidate("x", "9"), candidate("y", "1")], [Stored("1", "a", external_id="x")])
    assert answers[0].conflict is None
    assert answers[1].conflict is not None
    assert answers[1].conflict.code == "row_taken"
    assert answers[1].conflict.values["other_name"] == "naam x"


def test_keys_that_differ_only_in_capitals_are_one_unless_spelled_exactly() -> None:
    rows = [Stored("a-1", "een"), Stored("A-1", "twee")]
    assert found([candidate("x", "A-1")], rows)[0].row == 1
    assert found([candidate("x", " A-1 ")], rows)[0].row == 1


def test_an_archived_record_does_not_stand_in_the_way_of_one_in_use() -> None:
    answers = found([candidate("x", "1", is_archived=True), candidate("y", "1")], [Stored("1", "a")])
    assert answers[1] == Recognised(0, By.KEY)


def told(answer: Recognised) -> tuple[str, dict[str, str]]:
    assert answer.conflict is not None
    return answer.conflict.code, dict(answer.conflict.values)


def test_an_external_id_on_two_rows_is_a_conflict_that_names_both() -> None:
    rows = [Stored("1", "a", external_id="x"), Stored("2", "b"), Stored("3", "c", external_id="x")]
    (answer,) = found([candidate("x", "2")], rows)
    assert (answer.row, answer.by) == (None, None)
    assert told(answer) == ("row_external_id_twice", {"external_id": "x", "keys": "1, 3", "name": "naam x"})


def test_of_two_rows_that_the_export_would_give_one_id_the_first_is_taken() -> None:
    rows = [Stored("1", "a", computed_id="x"), Stored("1 ", "b", computed_id="x")]
    assert found([candidate("x", "9")], rows) == [Recognised(0, By.COMPUTED_ID)]


def test_records_with_one_key_are_told_apart_by_their_ids_only() -> None:
    rows = [Stored("1", "a", external_id="x"), Stored("2", "b", computed_id="y")]
    answers = found([candidate("x", "7"), candidate("y", "7"), candidate("z", "7"), candidate("w", " 7 ")], rows)
    assert answers[:2] == [Recognised(0, By.EXTERNAL_ID), Recognised(1, By.COMPUTED_ID)]
    names = "naam x, naam y, naam z, naam w"
    assert told(answers[2]) == ("row_key_twice", {"key": "7", "names": names})
    assert told(answers[3]) == ("row_key_twice", {"key": "7", "names": names})


def test_archived_records_with_one_key_are_nobodys_trouble() -> None:
    archived = [candidate("x", "7", is_archived=True), candidate("y", "7", is_archived=True)]
    assert found(archived, []) == [Recognised(), Recognised()]


def test_of_two_claims_on_a_row_the_weaker_keeps_what_it_was_found_by() -> None:
    rows = [Stored("1", "a", external_id="x")]
    strong, weak = found([candidate("x", "9"), candidate("y", "1")], rows)
    assert strong == Recognised(0, By.EXTERNAL_ID)
    assert (weak.row, weak.by) == (0, By.KEY)
    assert told(weak) == ("row_taken", {"key": "1", "name": "naam y", "other_name": "naam x"})


def test_of_two_archived_records_with_one_number_neither_gets_its_row() -> None:
    archived = [candidate("x", "1", is_archived=True), candidate("y", "1", is_archived=True)]
    others = [told(answer)[1]["other_name"] for answer in found(archived, [Stored("1", "a")])]
    assert others == ["naam y", "naam x"]


def test_a_claim_that_is_refused_leaves_the_row_to_another() -> None:
    def not_x(someone: Candidate, row: Stored, by: By) -> Reason | None:
        assert (row, by) == (Stored("1", "a", external_id="x"), {"x": By.EXTERNAL_ID, "y": By.KEY}[someone.id])
        return reason("row_archived", key=row.key, name=row.name) if someone.id == "x" else None

    index = StoredIndex([Stored("1", "a", external_id="x")])
    refused, taken = recognise([candidate("x", "9"), candidate("y", "1")], index, not_x)
    assert told(refused)[0] == "row_archived"
    assert taken == Recognised(0, By.KEY)


def test_records_and_rows_without_a_name_are_not_found_by_it() -> None:
    places = Places(["a", "", None, "b", "", "a"])
    assert [places.get(name) for name in ("a", "b", "", "c")] == [[0, 5], [3], [], []]


def test_an_objection_keeps_a_row_from_being_taken() -> None:
    def never(_candidate: Candidate, row: Stored, _by: By) -> Reason:
        return reason("row_required_missing", key=row.key, name=row.name, fields="name")

    answers = recognise([candidate("x", "1")], StoredIndex([Stored("1", "a")]), never)
    assert answers[0].conflict is not None


ids = st.sampled_from(["p", "q", "r", "s", ""])
keys = st.sampled_from(["1", "2", "3", "A", "a", ""])
stored = st.builds(Stored, key=keys, name=st.just("n"), external_id=ids, computed_id=ids)
people = st.builds(candidate, st.sampled_from("pqrstuv"), keys, is_archived=st.booleans())


@given(st.lists(people, unique_by=lambda c: c.id, max_size=6), st.lists(stored, max_size=6))
def test_no_row_and_no_new_key_is_ever_given_to_two(candidates: list[Candidate], rows: list[Stored]) -> None:
    answers = found(candidates, rows)
    free = [(c, a) for c, a in zip(candidates, answers, strict=True) if a.conflict is None]
    taken = [a.row for _, a in free if a.row is not None]
    assert len(taken) == len(set(taken))
    new = [normal_key(c.key) for c, a in free if a.row is None and c.key and not c.is_archived]
    assert len(new) == len(set(new))
    assert not set(new) & {normal_key(row.key) for row in rows}


@given(st.lists(people, unique_by=lambda c: c.id, max_size=6), st.lists(stored, max_size=6))
def test_the_order_in_which_records_are_read_changes_nothing(candidates: list[Candidate], rows: list[Stored]) -> None:
    def decided(some: list[Candidate]) -> dict[str, object]:
        answers = found(some, rows)
        return {c.id: a.conflict.code if a.conflict else a.row for c, a in zip(some, answers, strict=True)}

    assert decided(candidates) == decided(candidates[::-1])
