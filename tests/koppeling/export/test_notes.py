"""The reason on the work order itself: only where asked, never at the cost of anybody's note or of the run."""

from collections import Counter

import pytest
from tests.koppeling.export.couple import Couple, Json, Run, used

READ: Json = {"match": "GET /generic_notes"}
WRITE: Json = {"match": "POST /generic_notes"}
NOT_LEFT = "reason_not_on_work_order"
LET_OP = "Hond loopt los <b>achter</b>"


@pytest.fixture
def noting(couple: Couple) -> Couple:
    """A koppeling that leaves notes, at a company where somebody wrote one on another order."""
    couple.settings(reason_on_work_order=True)
    write(couple, "WB-2025-00001", LET_OP)
    return couple


def write(couple: Couple, number: str, content: str, column: str = "OrderNr") -> None:
    row = {"nte_entity": "worksheets", "nte_column": column, "nte_primary": number, "nte_content": content}
    couple.outsmart.act("generic_notes", row | {"nte_created_by": "planner"})


def number_of(couple: Couple, row_id: str) -> str:
    return next(str(o["OrderNr"]) for o in couple.outsmart.state()["workorders"] if o["id"] == row_id)


def notes(couple: Couple, row_id: str) -> list[str]:
    rows = couple.outsmart.state()["generic_notes"]
    return [row["nte_content"] for row in rows if row["nte_primary"] == number_of(couple, row_id)]


def warnings(run: Run, row_id: str) -> list[str]:
    return [warning["code"] for warning in run.outcome(row_id)["warnings"]]


def note_calls(couple: Couple) -> Counter[str]:
    return Counter({route: n for route, n in couple.outsmart.counters().items() if "notes" in route})


def test_without_the_setting_no_note_is_read_or_written(couple: Couple) -> None:
    couple.order(used("ONBEKEND"))
    assert couple.run().report["counts"] == {"refused": 1}
    assert note_calls(couple) == {}


def test_without_a_refusal_no_note_is_read_or_written(noting: Couple) -> None:
    noting.order(used("KRAAN"))
    assert noting.run().report["counts"] == {"exported": 1}
    assert note_calls(noting) == {}


def test_reason_remedy_and_day_stand_on_the_work_order(noting: Couple) -> None:
    noting.outsmart.switch(generic_note_html="keep")
    row_id = noting.order(used("ONBEKEND", MaterialName="<script>Kraan & co</script>"))
    run = noting.run()
    assert run.told(row_id) == ("refused", "material_unknown")
    assert warnings(run, row_id) == []
    (note,) = notes(noting, row_id)
    with noting.export() as export:
        assert f"{export.today:%d-%m-%Y}" in note
    assert "Materiaal ONBEKEND" in note
    assert "zet de status weer op 1" in note
    assert "&amp; co" in note
    assert "<script>" not in note
    assert notes_of_others(noting) == [LET_OP]


def notes_of_others(couple: Couple) -> list[str]:
    return [r["nte_content"] for r in couple.outsmart.state()["generic_notes"] if r.get("nte_created_by") == "planner"]


def test_many_notes_take_two_looks_and_two_writes(noting: Couple) -> None:
    orders = [noting.order(used("ONBEKEND")) for _ in range(12)]
    run = noting.run()
    assert note_calls(noting) == {"GET /generic_notes": 2, "POST /generic_notes": 2}
    assert {len(notes(noting, row_id)) for row_id in orders} == {1}
    assert {tuple(warnings(run, row_id)) for row_id in orders} == {()}


@pytest.mark.parametrize("post", ["overwrite", "append"])
@pytest.mark.parametrize("html", ["strip", "keep"])
def test_the_same_reason_is_not_written_again_and_another_is(noting: Couple, post: str, html: str) -> None:
    noting.outsmart.switch(generic_note_post=post, generic_note_html=html)
    row_id = noting.order(used("ONBEKEND"))
    noting.run()
    first = notes(noting, row_id)
    noting.on_order(row_id, work_status="1")
    assert warnings(noting.run(), row_id) == []
    assert notes(noting, row_id) == first
    noting.on_order(row_id, work_status="1", materials=[used("ANDERS")])
    assert warnings(noting.run(), row_id) == []
    assert "Materiaal ANDERS" in notes(noting, row_id)[-1]
    assert len(notes(noting, row_id)) == (1 if post == "overwrite" else 2)


@pytest.mark.parametrize("column", ["OrderNr", "id"])
def test_an_order_with_somebody_elses_note_is_left_alone_and_that_is_told(noting: Couple, column: str) -> None:
    row_id, other = noting.order(used("ONBEKEND")), noting.order(used("ONBEKEND"))
    write(noting, row_id if column == "id" else number_of(noting, row_id), "eerst bellen", column)
    run = noting.run()
    assert run.told(row_id) == ("refused", "material_unknown")
    assert warnings(run, row_id) == [NOT_LEFT]
    assert "iemand anders" in run.outcome(row_id)["warnings"][0]["nl"]
    assert notes_of_others(noting) == [LET_OP, "eerst bellen"]
    assert warnings(run, other) == []
    assert run.report["failure"] == ""


def test_a_note_of_ours_to_which_somebody_added_words_is_that_persons(noting: Couple) -> None:
    row_id = noting.order(used("ONBEKEND"))
    noting.run()
    (mine,) = [r for r in noting.outsmart.state()["generic_notes"] if r["nte_primary"] == number_of(noting, row_id)]
    added = f"{mine['nte_content']} Klant gebeld, komt maandag."
    noting.outsmart.act(f"generic_notes/{mine['nte_id']}", {"set": {"nte_content": added}})
    noting.on_order(row_id, work_status="1", materials=[used("ANDERS")])
    assert warnings(noting.run(), row_id) == [NOT_LEFT]
    assert notes(noting, row_id) == [added]


def test_where_the_list_shows_no_note_of_a_person_nothing_is_written(noting: Couple) -> None:
    row_id = noting.order(used("ONBEKEND"))
    write(noting, number_of(noting, row_id), "eerst bellen")
    noting.outsmart.switch(generic_notes_listed=False)
    run = noting.run()
    assert warnings(run, row_id) == [NOT_LEFT]
    assert "schrijf er een" in run.outcome(row_id)["warnings"][0]["nl"]
    assert notes(noting, row_id) == ["eerst bellen"]
    assert note_calls(noting) == {"GET /generic_notes": 1}


@pytest.mark.parametrize(
    "fault",
    [
        READ | {"kind": "status", "code": 500},
        READ | {"kind": "status", "code": 404},
        READ | {"kind": "status", "code": 401},
        READ | {"kind": "html"},
        READ | {"kind": "truncate"},
        READ | {"kind": "reset_before"},
        READ | {"kind": "status", "code": 200, "body": '{"code": 200, "messages": [], "response": null}'},
        READ | {"kind": "status", "code": 200, "body": '{"code": 1007, "messages": [], "response": null}'},
    ],
    ids=str,
)
def test_a_list_that_cannot_be_read_is_told_once_asked_and_nothing_is_written(noting: Couple, fault: Json) -> None:
    row_id = noting.order(used("ONBEKEND"))
    noting.outsmart.faults([fault | {"times": 9}])
    run = noting.run()
    assert run.told(row_id) == ("refused", "material_unknown")
    assert warnings(run, row_id) == [NOT_LEFT]
    assert run.report["failure"] == ""
    assert note_calls(noting) == {"GET /generic_notes": 1}
    assert noting.status(row_id) == ("Compleet", "99")


@pytest.mark.parametrize(
    "fault",
    [
        WRITE | {"kind": "reset_after"},
        WRITE | {"kind": "status", "code": 500},
        WRITE | {"kind": "html"},
        WRITE | {"kind": "status", "code": 403},
        WRITE | {"kind": "status", "code": 200, "body": '{"code": 200, "messages": [], "response": 0}'},
        READ | {"kind": "html", "skip": 1},
    ],
    ids=str,
)
def test_trouble_with_the_first_note_ends_the_notes_of_the_run_and_nothing_else(noting: Couple, fault: Json) -> None:
    orders = [noting.order(used("ONBEKEND")), noting.order(used("ONBEKEND"))]
    noting.outsmart.faults([fault])
    run = noting.run()
    for row_id in orders:
        assert run.told(row_id) == ("refused", "material_unknown")
        assert warnings(run, row_id) == [NOT_LEFT]
        assert noting.status(row_id) == ("Compleet", "99")
    assert run.report["failure"] == ""
    assert note_calls(noting)["POST /generic_notes"] == 1


def test_trouble_with_the_other_notes_is_told_of_those_alone(noting: Couple) -> None:
    orders = [noting.order(used("ONBEKEND")) for _ in range(3)]
    noting.outsmart.faults([WRITE | {"kind": "html", "skip": 1}])
    run = noting.run()
    assert sorted(len(warnings(run, row_id)) for row_id in orders) == [0, 1, 1]


def test_a_refused_note_is_told_with_what_outsmart_said(noting: Couple) -> None:
    row_id = noting.order(used("ONBEKEND"))
    noting.outsmart.switch(generic_note_post="refuse")
    run = noting.run()
    assert "Required field missing: nte_created_by" in run.outcome(row_id)["warnings"][0]["nl"]


def test_an_account_without_notes_is_told(noting: Couple) -> None:
    row_id = noting.order(used("ONBEKEND"))
    noting.outsmart.switch(generic_notes_endpoint=False)
    assert warnings(noting.run(), row_id) == [NOT_LEFT]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ({"set": {"nte_content": "leeg"}}, "is die op WB-2025-00001 weg of anders"),
        ({"delete": True}, "is die op WB-2025-00001 weg of anders"),
    ],
    ids=["changed", "gone"],
)
def test_a_note_that_is_not_as_it_was_after_the_first_ends_the_notes(
    noting: Couple, monkeypatch: pytest.MonkeyPatch, harm: Json, said: str
) -> None:
    from outsmart.hook import OutSmartHook

    orders = [noting.order(used("ONBEKEND")), noting.order(used("ONBEKEND"))]
    write(noting, "WB-2025-00002", "nog een")
    add = OutSmartHook.add_notes

    def add_and_harm(hook: OutSmartHook, new: list[object]) -> int:
        taken = add(hook, new)  # type: ignore[arg-type]
        noting.outsmart.act("generic_notes/1", harm)
        return taken

    monkeypatch.setattr(OutSmartHook, "add_notes", add_and_harm)
    run = noting.run()
    assert all(said in run.outcome(row_id)["warnings"][0]["nl"] for row_id in orders)
    assert note_calls(noting)["POST /generic_notes"] == 1


def test_a_note_that_is_taken_and_not_shown_ends_the_notes(noting: Couple) -> None:
    orders = [noting.order(used("ONBEKEND")), noting.order(used("ONBEKEND"))]
    body = '{"code": 200, "messages": [], "response": 1}'
    noting.outsmart.faults([WRITE | {"kind": "status", "code": 200, "body": body}])
    run = noting.run()
    assert ["toont de notitie niet" in run.outcome(row_id)["warnings"][0]["nl"] for row_id in orders] == [True, True]


def test_a_refusal_that_no_longer_holds_leaves_no_note(noting: Couple) -> None:
    row_id = noting.order(used("ONBEKEND"))
    run = noting.run(before={"mark": lambda: noting.on_order(row_id, materials=[used("KRAAN")])})
    assert run.told(row_id) == ("deferred", "changed_since_plan")
    assert note_calls(noting) == {}
